"""Everything can be reached without a mouse, and one sees where one is."""

import pytest
from playwright.sync_api import Page, expect

from tests.integration.browser.conftest import Visit
from tests.integration.browser.neighbourhood import READER
from tests.integration.browser.running_site import RunningSite

# Whether the focused element is drawn as such, and nothing lies over its middle.
_SEEN = """() => {
  const one = document.activeElement;
  const box = one.getClientRects()[0];
  const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
  const top = document.elementFromPoint(x, y);
  const outlined = (element) => {
    const style = getComputedStyle(element);
    return style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2;
  };
  const name = `${one.localName}.${one.className} ${one.textContent.trim().slice(0, 20)}`;
  if (!outlined(one)) return `no outline: ${name}`;
  if (!top || !(one.contains(top) || top.contains(one) || top.closest("label"))) {
    return `covered: ${name} at ${x},${y} by ${top?.localName}.${top?.className}`;
  }
  return "";
}"""


def walk(page: Page, stops: int) -> list[str]:
    """What is wrong at the stops that Tab makes, from the first on."""
    faults = []
    for _ in range(stops):
        page.keyboard.press("Tab")
        if page.evaluate("() => document.activeElement === document.body"):
            break
        if fault := page.evaluate(_SEEN):
            faults.append(fault)
    return faults


@pytest.mark.parametrize("site", ["flask"], indirect=True)
def test_from_the_skip_link_to_a_post(site: RunningSite, visit: Visit) -> None:
    visitor = visit(site).sign_up(f"keys_{site.web}")
    page = visitor.visit("/")
    page.keyboard.press("Tab")
    skip = page.locator(".skip")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator("textarea")).to_be_focused()
    page.keyboard.type("All by hand")
    button = page.locator(".compose-end button")
    for _ in range(6):
        page.keyboard.press("Tab")
        if button.evaluate("button => button === document.activeElement"):
            break
    expect(button).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".flash")).to_be_visible()

    like = page.locator("article", has_text="All by hand").locator('[data-deed="like"]')
    like.focus()
    page.keyboard.press("Space")
    expect(like).to_have_attribute("aria-pressed", "true")
    expect(like).to_be_focused()

    menu = page.locator("article", has_text="All by hand").locator(".post-more")
    menu.locator("summary").focus()
    page.keyboard.press("Enter")
    expect(menu.get_by_role("link", name="Edit")).to_be_visible()
    page.keyboard.press("Escape")
    expect(menu.get_by_role("link", name="Edit")).to_be_hidden()
    expect(menu.locator("summary")).to_be_focused()

    page.locator("textarea").focus()
    page.keyboard.type("Quicker by hand")
    page.keyboard.press("Control+Enter")
    expect(page.locator("article", has_text="Quicker by hand")).to_be_visible()


@pytest.mark.parametrize(
    ("path", "width", "height"),
    [("/", 1280, 900), ("/", 390, 844), (f"/@{READER}", 390, 844), ("/settings/profile", 390, 844)],
)
def test_the_focus_is_always_seen(town: RunningSite, visit: Visit, path: str, width: int, height: int) -> None:
    visitor = visit(town, viewport={"width": width, "height": height}).log_in(READER)
    assert walk(visitor.visit(path), 40) == []
