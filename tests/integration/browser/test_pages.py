"""What holds of every page: its structure, the names of its parts, its room and its contrast."""

from pathlib import Path

import pytest

from tests.integration.browser.conftest import Visit
from tests.integration.browser.neighbourhood import READER, THREAD
from tests.integration.browser.running_site import RunningSite
from tests.integration.browser.visitor import Visitor

AUDIT = (Path(__file__).parent / "audit.js").read_text()
WIDTHS = (320, 390, 1280)

SIGNED_OUT = (
    "/", "/public", f"/@{READER}", f"/@{READER}/with_replies", f"/@{READER}/media", f"/@{READER}/followers",
    f"/@{READER}/following", "/@jonas", "/tags/bread", "/search", "/search?q=the", "/search/people?q=jo",
    "/search/hashtags?q=b", "/statistics", "/about", "/login", "/signup", "/password/forgot",
)  # fmt: skip
SIGNED_IN = (
    "/", "/public", "/search?q=bread", "/notifications", "/compose", "/scheduled", f"/@{READER}", "/@kofi", "/@sana",
    "/follow-requests", "/bookmarks", "/likes",
    "/settings/profile", "/settings/account", "/settings/sessions", "/settings/apps", "/settings/mutes",
    "/settings/blocks",
    "/settings/delete",
    "/moderation/registrations", "/moderation/invitations", "/moderation/tasks",
)  # fmt: skip


def faults(visitor: Visitor, path: str) -> list[str]:
    """Everything that is wrong with the page, at all widths, light and dark."""
    page, found = visitor.visit(path), []
    for details in page.locator("main details").all():
        details.evaluate("details => { details.open = true; }")
    for scheme in ("light", "dark"):
        page.emulate_media(color_scheme=scheme)
        for width in WIDTHS if scheme == "light" else WIDTHS[-1:]:
            page.set_viewport_size({"width": width, "height": 800})
            found += [f"{path} {scheme} {width}: {fault}" for fault in page.evaluate(AUDIT)]
    return list(dict.fromkeys(found))


def thread(visitor: Visitor) -> str:
    """The path of the post with the most answers."""
    link = visitor.visit(f"/@{READER}").locator("article", has_text=THREAD).locator(".post-when a").first
    path = link.get_attribute("href")
    assert path is not None
    return path


def test_pages_for_everybody(town: RunningSite, visit: Visit) -> None:
    visitor = visit(town)
    assert [fault for path in (*SIGNED_OUT, thread(visitor)) for fault in faults(visitor, path)] == []
    assert visitor.complaints == []


def test_pages_of_a_person(town: RunningSite, visit: Visit) -> None:
    visitor = visit(town).log_in(READER)
    post = thread(visitor)
    links = visitor.visit("/scheduled").locator("main a[href^='/scheduled/']").all()
    planned = [str(link.get_attribute("href")) for link in (links[0], links[1], links[-2])]
    paths = (*SIGNED_IN, *planned, post, f"{post}/reply", f"{post}/edit", f"{post}/delete", f"{post}/history")
    assert [fault for path in paths for fault in faults(visitor, path)] == []
    assert visitor.complaints == []


def test_pages_in_german(town: RunningSite, visit: Visit) -> None:
    visitor = visit(town, locale="de-DE").log_in("jonas")
    paths = ("/", "/search/people?q=mira", "/notifications", "/settings/profile", "/statistics")
    assert [fault for path in paths for fault in faults(visitor, path)] == []


@pytest.mark.parametrize(("path", "status"), [("/nowhere", 404), ("/moderation/registrations", 403)])
def test_error_pages(town: RunningSite, visit: Visit, path: str, status: int) -> None:
    visitor = visit(town).log_in("kofi")
    answer = visitor.page.goto(town.url + path)
    assert answer is not None
    assert answer.status == status
    assert faults(visitor, path) == []
    visitor.page.locator("main a").click()
    assert visitor.page.url == f"{town.url}/"


def test_the_audit_finds_what_it_looks_for(town: RunningSite, visit: Visit) -> None:
    page = visit(town, viewport={"width": 390, "height": 800}).visit("/login")
    page.evaluate("""() => {
      document.querySelector("main").insertAdjacentHTML("beforeend", `<h1>Another</h1><p id="login">Twice</p>
        <input name="nameless"><a href="/"></a><img src="/favicon.ico"><h4>Deep</h4><button>x</button>`);
      document.querySelector("main p").style.color = "#999";
      document.querySelector("main form").style.width = "500px";
    }""")
    found = "\n".join(page.evaluate(AUDIT))
    for fault in (
        "2 h1", "two of id login", "no label", "no name", "no alt", "from h1 to <h4>", "scrolls sideways", "contrast 2",
    ):  # fmt: skip
        assert fault in found
