"""Everything that people do works in a browser that runs no scripts."""

import re

import pytest
from playwright.sync_api import expect

from tests.integration.browser.conftest import Visit
from tests.integration.browser.running_site import RunningSite
from tests.integration.browser.visitor import PASSWORD


def test_write_like_edit_and_delete(site: RunningSite, visit: Visit) -> None:
    visitor = visit(site, java_script_enabled=False).sign_up(f"plain_{site.web}")
    page = visitor.page

    visitor.write("Written without a script")
    article = page.locator("article", has_text="Written without a script")
    like = article.get_by_role("button", name="Like")
    like.click()
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(like).to_contain_text("1")
    expect(page).to_have_url(re.compile(r"/#p\d+$"))  # back at the same post
    like.click()
    expect(like).to_have_attribute("aria-pressed", "false")

    article.locator(".post-more summary").click()
    article.get_by_role("link", name="Edit").click()
    expect(page.locator("textarea")).to_have_value("Written without a script")
    page.locator("textarea").fill("Written anew")
    page.locator(".compose-end button").click()
    page.get_by_role("link", name="edited").click()
    expect(page.locator(".listed")).to_contain_text("Written anew")
    expect(page.locator(".listed")).to_contain_text("Written without a script")

    page.get_by_role("link", name="Back to the post").click()
    page.locator(".post-more summary").click()
    page.get_by_role("link", name="Delete").click()
    expect(page.locator("h1")).to_have_text("Delete this post?")
    page.locator("main").get_by_role("button", name="Delete").click()
    expect(page.locator(".flash")).to_be_visible()
    expect(visitor.visit(f"/@{visitor.username}").locator("article")).to_have_count(0)


def test_log_out_and_in_again_to_the_page_that_was_asked_for(site: RunningSite, visit: Visit) -> None:
    visitor = visit(site, java_script_enabled=False).sign_up(f"back_{site.web}")
    page = visitor.page
    page.get_by_role("button", name="Log out").click()
    visitor.visit("/settings/profile")
    page.locator("#login").fill(visitor.username)
    page.locator("#password").fill(PASSWORD)
    page.locator("main form button").click()
    expect(page).to_have_url(f"{site.url}/settings/profile")


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no scripts"])
def test_a_content_warning_hides_the_text_until_it_is_opened(site: RunningSite, visit: Visit, scripts: bool) -> None:
    visitor = visit(site, java_script_enabled=scripts).sign_up(f"warn{scripts:d}_{site.web}")
    visitor.write("The butler did it", content_warning="Who did it")
    article = visitor.page.locator("article", has_text="Who did it")
    expect(article.locator(".post-text")).to_be_hidden()
    article.locator(".warned summary").click()
    expect(article.locator(".post-text")).to_be_visible()


def test_look_for_a_post_a_person_and_a_hashtag(site: RunningSite, visit: Visit) -> None:
    visitor = visit(site, java_script_enabled=False).sign_up(f"seek_{site.web}")
    page, word = visitor.page, f"zitrone{site.web}"
    visitor.write(f"One {word} and #{word}baum")
    visitor.visit("/about")
    page.get_by_role("searchbox").fill(word.upper())
    page.get_by_role("searchbox").press("Enter")
    article = page.locator("article")
    expect(article).to_contain_text(word)
    article.get_by_role("button", name="Like").click()
    expect(page).to_have_url(re.compile(rf"/search\?q={word.upper()}#p\d+$"))
    page.get_by_role("link", name="Hashtags").click()
    expect(page.locator(".found-tags")).to_have_text(f"#{word}baum")
    page.get_by_role("searchbox").fill("seek")
    page.locator(".search button").click()
    page.get_by_role("main").get_by_role("link", name="People").click()
    expect(page.locator(".person")).to_contain_text(f"@seek_{site.web}")
