"""Pictures in a real browser, without scripts: chosen, shown in their proportions, described, above a profile."""

from pathlib import Path

import pytest
from PIL import Image, ImageDraw

from tests.integration.browser.conftest import Visit
from tests.integration.browser.running_site import RunningSite
from tests.integration.browser.test_screenshots import album, take

__all__ = ["album"]


@pytest.fixture
def photos(tmp_path: Path) -> list[Path]:
    """A wide one, a high one and a square one, of hills under a sun."""
    made = []
    for number, size in enumerate([(1600, 900), (900, 1600), (1000, 1000), (1200, 800)]):
        image = Image.new("RGB", size, ("#9cc3d9", "#e8c9a0", "#c7d8b0", "#d9b3c4")[number])
        draw = ImageDraw.Draw(image)
        width, height = size
        draw.ellipse((width * 0.6, height * 0.1, width * 0.6 + 200, height * 0.1 + 200), "#f6e27f")
        draw.polygon(
            [(0, height), (0, height * 0.7), (width * 0.4, height * 0.5), (width, height * 0.8), size], "#3f6b4f"
        )
        made.append(tmp_path / f"hills-{number}.jpg")
        image.save(made[-1])
    return made


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_post_with_pictures(site: RunningSite, visit: Visit, photos: list[Path], album: Path, number: int) -> None:
    visitor = visit(site, java_script_enabled=False)
    visitor.sign_up(f"painter{number}_{site.web}")
    page = visitor.visit("/compose")
    page.locator("summary", has_text="Pictures").click()
    page.locator("textarea").fill("Hills near the village")
    for place in range(number):
        page.locator(f"#picture-{place}").set_input_files(photos[place])
        page.locator(f"#description-{place}").fill(f"Hills number {place + 1}")
    take(page, album, f"compose-pictures-{number}")
    page.locator(".compose-end button").click()
    pictures = page.locator(".pictures img")
    assert pictures.evaluate_all("all => all.map(one => one.alt)") == [f"Hills number {n + 1}" for n in range(number)]
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
        assert picture.evaluate("one => one.decode().then(() => one.naturalWidth)") > 0
    take(page, album, f"home-pictures-{number}")
    page.locator(".post-when a").first.click()
    take(page, album, f"post-pictures-{number}")
    if number == 2:
        page.goto(f"{page.url}/edit")
        take(page, album, "edit-pictures")


def test_a_sensitive_picture_is_shown_once_somebody_wants_it(
    site: RunningSite, visit: Visit, photos: list[Path], album: Path
) -> None:
    visitor = visit(site, java_script_enabled=False)
    visitor.sign_up(f"sensitive_{site.web}")
    page = visitor.visit("/compose")
    page.locator("summary", has_text="Pictures").click()
    page.locator("textarea").fill("What the spider does")
    page.locator("#picture-0").set_input_files(photos[0])
    page.get_by_label("Fold the pictures away as sensitive").check()
    take(page, album, "compose-sensitive")
    page.locator(".compose-end button").click()
    picture = page.locator(".pictures img")
    assert page.get_by_text("What the spider does").is_visible()
    assert not picture.is_visible()
    take(page, album, "home-sensitive")
    page.get_by_text("Sensitive: 1 picture").click()
    assert picture.is_visible()
    take(page, album, "home-sensitive-open")
    page.locator(".post-when a").first.click()
    assert not picture.is_visible()
    take(page, album, "post-sensitive")


def test_a_face_and_what_is_above_it(site: RunningSite, visit: Visit, photos: list[Path], album: Path) -> None:
    visitor = visit(site, java_script_enabled=False)
    name = f"face_{site.web}"
    visitor.sign_up(name)
    page = visitor.visit("/settings/profile")
    page.locator("#avatar").set_input_files(photos[2])
    page.locator("#header").set_input_files(photos[0])
    page.get_by_role("button", name="Save").click()
    take(page, album, "settings-pictures")
    page = visitor.visit(f"/@{name}")
    banner = page.locator(".profile-banner")
    width, height = banner.evaluate("one => [one.clientWidth, one.clientHeight]")
    assert width / height == pytest.approx(3, abs=0.05)
    assert page.locator(".profile-top .avatar").evaluate("one => one.naturalWidth") == 160
    take(page, album, "profile-pictures")
