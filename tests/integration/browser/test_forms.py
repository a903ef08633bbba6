"""Forms that cannot be taken yet, and what they say in which language."""

import pytest
from playwright.sync_api import Locator, expect

from tests.integration.browser.conftest import Visit
from tests.integration.browser.running_site import RunningSite

# What a browser makes of a form does not depend on the framework; that both send the same, the HTTP suite holds.
pytestmark = pytest.mark.parametrize("site", ["flask"], indirect=True)


def error_beside(field: Locator) -> Locator:
    """What the field's own description says is wrong; a screen reader reads it with the field."""
    expect(field).to_have_attribute("aria-invalid", "true")
    described = (field.get_attribute("aria-describedby") or "").split()
    named = next(name for name in described if name.endswith("-error"))
    return field.page.locator(f"#{named}")


def test_a_post_that_is_too_long_is_kept_and_the_fault_is_announced(site: RunningSite, visit: Visit) -> None:
    visitor = visit(site).sign_up(f"long_{site.web}")
    page, text = visitor.page, "word " * 110 + "end"
    page.locator("textarea").fill(text)
    expect(page.locator("[data-left]")).to_have_text("-53")
    page.locator(".compose-end button").click()
    expect(page.get_by_role("alert")).to_be_focused()
    field = page.locator("textarea")
    expect(field).to_have_value(text)
    expect(error_beside(field)).to_be_visible()
    page.get_by_role("alert").get_by_role("link").first.click()
    expect(field).to_be_focused()
    field.fill("short")
    page.locator(".compose-end button").click()
    expect(page.locator(".flash")).to_be_visible()


def test_a_failed_sign_up_keeps_what_was_typed_but_not_the_password(site: RunningSite, visit: Visit) -> None:
    visit(site).sign_up(f"taken_{site.web}")
    page = visit(site).visit("/signup")
    page.locator("#username").fill(f"taken_{site.web}")
    page.locator("#email").fill("new@example.org")
    page.locator("#password").fill("a long enough sentence")
    page.locator("main form button").click()
    expect(page.get_by_role("alert")).to_be_focused()
    expect(page.locator("#username")).to_have_value(f"taken_{site.web}")
    expect(page.locator("#email")).to_have_value("new@example.org")
    expect(page.locator("#password")).to_have_value("")
    expect(error_beside(page.locator("#username"))).to_be_visible()


def test_the_site_speaks_the_language_of_the_browser(site: RunningSite, visit: Visit) -> None:
    page = visit(site, locale="de-DE").visit("/signup")
    expect(page.locator("html")).to_have_attribute("lang", "de")
    expect(page.locator("h1")).to_have_text("Registrieren")
    page.locator("#username").fill("niemand")
    page.locator("#email").fill("nie@example.org")
    page.locator("#password").fill("kurz")
    page.locator("main form button").click()
    expect(error_beside(page.locator("#password"))).to_contain_text("Zeichen")
