"""Videos and sounds on the site, none of which needs JavaScript."""

import re

import pytest

from tests.integration.http.site.people import Person
from tests.integration.http.site.preparing import prepare, site_with_recordings
from tests.integration.http.site.test_pictures import COMPOSE, post_files, send_files
from tests.integration.http.site.whole_site import WholeSite

VIDEO = re.compile(r'<video src="(/media/[^"]+\.mp4)" poster="(/media/[^"]+\.jpg)" ([^>]*)>')


@pytest.fixture
def site() -> WholeSite:
    return site_with_recordings()


def pressed_again(person: Person, page: str, text: str) -> int:
    """The form that was shown again is sent again."""
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', page))
    return post_files(person, "/compose", COMPOSE | hidden | {"text": text}, {}).status


def test_a_form_waits_for_its_video(site: WholeSite, ada: Person, stranger: Person) -> None:
    data = COMPOSE | {"text": "My words", "description_0": 'A "kettle"'}
    answer = send_files(ada, "/compose", data, {"picture_0": b"video of tea"})
    assert answer.status == 422
    assert "This video or sound is still being prepared." in answer.text
    assert "My words" in answer.text
    assert 'name="picture_1"' in answer.text
    assert 'name="picture_0"' not in answer.text
    assert pressed_again(ada, answer.text, "My words") == 422
    prepare(site)
    assert pressed_again(ada, answer.text, "My words") == 303
    page = stranger.get(f"/@ada/{ada.newest()}")
    (path, poster, attributes) = VIDEO.findall(page.text)[0]
    assert 'controls playsinline preload="none"' in attributes
    assert 'width="1280" height="720"' in attributes
    assert 'aria-label="A &#34;kettle&#34;"' in attributes
    assert "loop" not in attributes
    assert [stranger.get(each).header("content-type") for each in (path, poster)] == ["video/mp4", "image/jpeg"]
    assert "media-src 'self'" in (page.header("content-security-policy") or "")
    feed = stranger.page("/@ada.atom")
    assert f"{path}" in feed
    assert "&lt;img" not in feed
    assert 'name="described_' in ada.page(f"/@ada/{ada.newest()}/edit")


def test_sounds_and_loops_are_played_as_such(site: WholeSite, ada: Person, stranger: Person) -> None:
    prepare(site)  # from now on at once
    for content in (b"sound of tea", b"loop of tea"):
        assert send_files(ada, "/compose", COMPOSE | {"text": "x"}, {"picture_0": content}).status == 303
    page = stranger.page("/@ada")
    assert re.search(r'<audio src="/media/[^"]+\.mp3" controls preload="none" aria-label="Sound without', page)
    assert "loop muted" in VIDEO.findall(page)[0][2]


def test_one_that_failed_is_said_and_left_out(site: WholeSite, ada: Person) -> None:
    answer = send_files(ada, "/compose", COMPOSE | {"text": "My words"}, {"picture_0": b"video that is broken"})
    prepare(site)
    hidden = dict(re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', answer.text))
    again = post_files(ada, "/compose", COMPOSE | hidden | {"text": "My words"}, {})
    assert again.status == 422
    assert "could not be prepared" in again.text
    assert "media_ids" not in again.text
    assert pressed_again(ada, again.text, "My words") == 303


def test_the_form_says_what_is_taken(ada: Person) -> None:
    page = ada.page("/compose")
    assert "or one video (of 5 minutes at most)" in page
    assert "video/mp4" in page
