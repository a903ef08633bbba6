"""A post for later, written by somebody whose clock is not in UTC."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from playwright.sync_api import expect

from tests.integration.browser.conftest import Visit
from tests.integration.browser.running_site import RunningSite
from tests.integration.browser.test_screenshots import album, take

__all__ = ["album"]


def test_a_post_is_scheduled_and_changed(site: RunningSite, visit: Visit, album: Path) -> None:
    visitor = visit(site, timezone_id="Asia/Tokyo")
    visitor.sign_up(f"planner_{site.web}")
    page = visitor.visit("/")
    page.locator("textarea").fill("Rolls from six")
    page.locator(".later summary").click()
    tomorrow = datetime.now(UTC).replace(hour=6, minute=30) + timedelta(days=1)
    page.locator("#scheduled_at").fill(f"{tomorrow:%Y-%m-%dT%H:%M}")
    expect(page.locator("[data-local]")).to_contain_text("3:30:00")
    take(page, album, "compose-later")
    page.get_by_role("button", name="Schedule", exact=True).click()
    expect(page.locator(".flash")).to_have_text("The post is scheduled.")
    expect(page.locator(".pending time")).to_have_attribute("datetime", f"{tomorrow:%Y-%m-%dT%H:%M}:00Z")
    take(page, album, "scheduled")
    page.get_by_role("link", name="Edit").click()
    take(page, album, "scheduled-edit")
    page.locator("textarea").fill("Rolls from seven")
    page.get_by_role("button", name="Publish now").click()
    expect(page.locator(".flash")).to_have_text("Your post is out.")
    expect(visitor.visit("/").locator(".post-text").first).to_have_text("Rolls from seven")
    assert visitor.complaints == []
