"""Pictures of the main pages, for people to look at: MICROBLOG_TEST_SCREENSHOTS says where they are kept."""

import os
from pathlib import Path

import pytest
from playwright.sync_api import Page

from tests.integration.browser.conftest import Visit
from tests.integration.browser.neighbourhood import READER
from tests.integration.browser.remote_app import OUT_OF_BAND, RemoteApp, code_in
from tests.integration.browser.running_site import RunningSite
from tests.integration.browser.test_pages import thread
from tests.integration.browser.visitor import Visitor

SIZES = {"phone": (390, 844), "desktop": (1280, 900)}
LEAST = 8_000  # bytes; a blank page of this size has fewer


@pytest.fixture(scope="module")
def album(tmp_path_factory: pytest.TempPathFactory) -> Path:
    kept = os.environ.get("MICROBLOG_TEST_SCREENSHOTS")
    directory = Path(kept) if kept else tmp_path_factory.mktemp("screenshots")
    directory.mkdir(parents=True, exist_ok=True)
    return directory


def take(page: Page, album: Path, name: str) -> None:
    """The page as it is, at both sizes, light and dark, from its top."""
    for size, (width, height) in SIZES.items():
        page.set_viewport_size({"width": width, "height": height})
        pictures = set()
        for scheme in ("light", "dark"):
            page.emulate_media(color_scheme=scheme)
            picture = page.screenshot(path=album / f"{name}-{size}-{scheme}.png")
            assert len(picture) > LEAST, f"{name} {size} {scheme} is empty"
            pictures.add(picture)
        assert len(pictures) == 2, f"{name} {size} is the same light and dark"


def show_unposted_fault(visitor: Visitor) -> None:
    """The compose page with a post that is too long."""
    page = visitor.visit("/compose")
    page.locator("textarea").fill("Rye, rye, rye. " * 35)
    page.locator("#content_warning").evaluate("input => { input.closest('details').open = true; }")
    page.locator("#content_warning").fill("A lot of rye")
    page.locator(".compose-end button").click()
    page.get_by_role("alert").wait_for()


def test_pictures_for_everybody(town: RunningSite, visit: Visit, album: Path) -> None:
    visitor = visit(town)
    pages = {
        "start": "/", "profile": f"/@{READER}", "login": "/login", "signup": "/signup", "statistics": "/statistics",
        "about": "/about", "search": "/search?q=the", "search-people": "/search/people?q=o",
        "search-hashtags": "/search/hashtags?q=b", "search-nothing": "/search?q=zeppelin",
        "search-refused": "/search?q=%3F",
        "not-found": "/@nobody/12",
    }  # fmt: skip
    for name, path in pages.items():
        take(visitor.visit(path), album, name)


def test_pictures_of_a_person(town: RunningSite, visit: Visit, album: Path) -> None:
    visitor = visit(town).log_in(READER)
    take(visitor.visit("/"), album, "home")
    post = thread(visitor)
    pages = {
        "post": post, "other-profile": "/@kofi", "reply": f"{post}/reply", "edit": f"{post}/edit",
        "delete": f"{post}/delete", "settings-profile": "/settings/profile", "settings-account": "/settings/account",
        "sessions": "/settings/sessions", "followers": f"/@{READER}/followers", "notifications": "/notifications",
        "own-profile": f"/@{READER}", "bookmarks": "/bookmarks", "likes": "/likes", "mutes": "/settings/mutes",
        "messages": "/messages", "settings-hashtags": "/settings/hashtags",
        "settings-notifications": "/settings/notifications",
        "notification-requests": "/notifications/requests", "report": "/@kofi/report",
        "moderation-reports": "/moderation/reports", "moderation-accounts": "/moderation/accounts",
    }  # fmt: skip
    for name, path in pages.items():
        take(visitor.visit(path), album, name)
    take(visitor.visit("/followed-tags"), album, "followed-tags-none")
    visitor.visit("/tags/bread").get_by_role("button", name="Follow", exact=True).click()
    take(visitor.page, album, "hashtag-followed")
    take(visitor.visit("/followed-tags"), album, "followed-tags")
    visitor.visit(f"/@{READER}").locator(".post-more summary").first.click()
    take(visitor.page, album, "own-menu")
    take(visitor.visit("/lists"), album, "lists-none")
    visitor.page.get_by_label("Name of the list").fill("Bakers")
    visitor.page.get_by_role("button", name="Make list").click()
    take(visitor.page, album, "list-people-none")
    visitor.page.get_by_label("Name of somebody").fill("kofi")
    visitor.page.get_by_role("button", name="Put on the list").click()
    take(visitor.page, album, "list-people")
    list_page = visitor.page.url.removesuffix("/people").removeprefix(visitor.url)
    for name, path in {"list": list_page, "list-edit": f"{list_page}/edit", "list-choices": "/@kofi/lists"}.items():
        take(visitor.visit(path), album, name)
    take(visitor.visit("/lists"), album, "lists")
    show_unposted_fault(visitor)
    take(visitor.page, album, "compose-fault")


def authorize(visitor: Visitor, album: Path, name: str) -> None:
    """An app asks, gets its code by hand, and stands on the settings page."""
    app = RemoteApp.registered(visitor.url, OUT_OF_BAND, website="https://heron.example")
    scope = "read:statuses read:notifications write:statuses write:favourites push"
    take(visitor.visit(app.question(scope)), album, f"{name}authorize-narrow")
    page = visitor.visit(app.question())
    take(page, album, f"{name}authorize")
    page.locator("button[value=allow]").click()
    take(page, album, f"{name}authorize-code")
    app.redeem(code_in(page.content()))
    visitor.visit("/settings/apps").locator("main details").first.evaluate("details => { details.open = true; }")
    take(page, album, f"{name}settings-apps")
    take(visitor.visit(app.question("everything")), album, f"{name}authorize-refused")


def test_pictures_of_authorizing(town: RunningSite, visit: Visit, album: Path) -> None:
    visitor = visit(town).log_in(READER)
    take(visitor.visit("/settings/apps"), album, "settings-apps-none")
    authorize(visitor, album, "")
    authorize(visit(town, locale="de-DE").log_in("jonas"), album, "german-")


def test_pictures_in_german(town: RunningSite, visit: Visit, album: Path) -> None:
    visitor = visit(town, locale="de-DE").log_in("jonas")
    take(visitor.visit("/"), album, "german-home")
    take(visitor.visit("/bookmarks"), album, "german-bookmarks")
    take(visitor.visit("/settings/mutes"), album, "german-mutes")
    take(visitor.visit("/@kofi"), album, "german-profile-muted")
    take(visitor.visit("/notifications"), album, "german-notifications")
    take(visitor.visit("/search?q=nebel"), album, "german-search")
