"""Pictures through the site's own forms: with posts, in edits, on profiles; none of it needs JavaScript."""

import html
import re
from collections.abc import Mapping

import pytest

from microblog.ports.image_processor import ImageProcessor
from microblog.ports.media_store import MediaStore
from tests.integration.http.client import Answer
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import WholeSite
from tests.unit.adapters.media.pictures import opened, picture

IMAGE = re.compile(r'<img src="(/media/[^"]+)" width="(\d+)" height="(\d+)" alt="([^"]*)"')
HIDDEN = re.compile(r'type="hidden" name="([^"]+)" value="([^"]*)"')
COMPOSE = {"visibility": "public", "language": "en"}


def send_files(person: Person, path: str, data: Mapping[str, str], files: Mapping[str, bytes]) -> Answer:
    """Fill in the form on the page of that path, with files; a browser sends an empty one where none is chosen."""
    page = person.page(path)
    form = next(form for form in re.findall(r"<form [^>]*>.*?</form>", page, re.DOTALL) if f'action="{path}"' in form)
    assert 'enctype="multipart/form-data"' in form
    names = re.findall(r'<input type="file" id="[^"]+" name="([^"]+)"', form)
    assert set(files) <= set(names)
    hidden = {
        name: html.unescape(value) for name, value in re.findall(r'type="hidden" name="([^"]+)" value="([^"]*)"', form)
    }
    return post_files(person, path, hidden | dict(data), dict.fromkeys(names, b"") | dict(files))


def post_files(person: Person, path: str, data: Mapping[str, str], files: Mapping[str, bytes]) -> Answer:
    parts = [
        f'--line\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'.encode()
        for name, value in data.items()
    ]
    for name, content in files.items():
        filename = "picture.png" if content else ""
        head = f'--line\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
        parts.append(f"{head}Content-Type: application/octet-stream\r\n\r\n".encode() + content + b"\r\n")
    headers = {
        "Content-Type": "multipart/form-data; boundary=line",
        "Origin": f"http://{person.client.host}",
        "Sec-Fetch-Site": "same-origin",
        "Accept-Language": "en",
    }
    return person.client.request("POST", path, headers, b"".join(parts) + b"--line--\r\n")


def shown(page: str) -> list[tuple[str, str]]:
    """Path and description of each picture."""
    return [(path, html.unescape(alt)) for path, _, _, alt in IMAGE.findall(page)]


def test_a_post_of_pictures_alone_is_written_and_seen_by_everybody(ada: Person, stranger: Person) -> None:
    files = {"picture_0": picture(size=(800, 400)), "picture_2": picture("JPEG")}
    answer = send_files(ada, "/compose", COMPOSE | {"text": "", "description_0": 'A "flag" & more'}, files)
    assert answer.status == 303, answer.text
    page = stranger.page(f"/@ada/{ada.newest()}")
    assert [alt for _, alt in shown(page)] == ['A "flag" & more', "Picture without a description"]
    (path, width, height, _), _ = IMAGE.findall(page)
    assert opened(stranger.get(path).body).size == (int(width), int(height)) == (640, 320)
    assert 'loading="lazy"' in page
    assert shown(stranger.page("/public")) == shown(page)
    ada.write("No picture")
    assert 'href="/@ada/media"' in stranger.page("/@ada")
    media = stranger.page("/@ada/media")
    assert shown(media) == shown(page)
    assert "No picture" not in media
    assert len(re.findall(r"&lt;img src=", stranger.page("/@ada.atom"))) == 2


def test_a_content_warning_hides_them(ada: Person, stranger: Person) -> None:
    send_files(ada, "/compose", COMPOSE | {"text": "", "content_warning": "Flags"}, {"picture_0": picture()})
    page = stranger.page(f"/@ada/{ada.newest()}")
    assert re.search(r"<details class=\"warned\">.*<img src=\"/media/.*</details>", page, re.DOTALL)
    assert "/media/" not in stranger.page("/@ada.atom")


def test_sensitive_ones_are_folded_away_and_the_text_is_not(ada: Person, stranger: Person) -> None:
    send_files(ada, "/compose", COMPOSE | {"text": "Flags", "sensitive": "y"}, {"picture_0": picture()})
    path = f"/@ada/{ada.newest()}"
    folded = re.compile(
        r"Flags</p></div><details class=\"warned sensitive\"><summary>Sensitive: 1 picture</summary>\s*<ul"
    )
    for page in (path, "/public", "/@ada"):
        assert folded.search(stranger.page(page)), page
    assert "<img" not in html.unescape(stranger.page("/@ada.atom"))
    assert 'name="sensitive" value="y" checked' in ada.page(f"{path}/edit")
    assert ada.send(f"{path}/edit", {"text": "Flags", "language": ""}).status == 303
    assert not folded.search(stranger.page(path))
    assert len(folded.findall(stranger.page(f"{path}/history"))) == 1


def test_an_edit_leaves_a_post_without_pictures_sensitive(ada: Person) -> None:
    path = f"/@ada/{ada.write('No picture', sensitive='y')}"
    assert '<input type="hidden" name="sensitive" value="y">' in ada.page(f"{path}/edit")
    assert ada.send(path + "/edit", {"text": "Still none", "language": ""}).status == 303
    assert '<input type="hidden" name="sensitive" value="y">' in ada.page(f"{path}/edit")


def test_pictures_need_not_be_chosen_again_when_something_else_is_wrong(site: WholeSite, ada: Person) -> None:
    answer = send_files(
        ada, "/compose", COMPOSE | {"text": "x" * 501, "description_0": "A flag"}, {"picture_0": picture()}
    )
    assert answer.status == 422
    assert [alt for _, alt in shown(answer.text)] == ["A flag"]
    kept = re.search(r'name="media_ids" value="(\d+)"', answer.text)
    assert kept
    assert 'name="picture_0"' not in answer.text
    token = re.search(r'name="csrf_token" value="([^"]+)"', answer.text)
    assert token
    data = COMPOSE | {"csrf_token": token[1], "text": "", "media_ids": kept[1]}
    assert post_files(ada, "/compose", data, {}).status == 303
    assert [alt for _, alt in shown(ada.page(f"/@ada/{ada.newest()}"))] == ["A flag"]
    assert len(site.parts[MediaStore].files) == 2


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"<svg xmlns='http://www.w3.org/2000/svg'/>", "This is no picture that can be read here."),
        (b"\0\0\0\x18ftypmp42" + bytes(20), "This is a video or a sound."),
    ],
)
def test_what_is_no_picture_is_said_where_it_was_chosen(ada: Person, content: bytes, said: str) -> None:
    answer = send_files(ada, "/compose", COMPOSE | {"text": "My words"}, {"picture_0": content})
    assert answer.status == 422
    assert re.search(rf'id="pictures-error">{said}', answer.text)
    assert "My words" in answer.text
    assert "My words" not in ada.page("/")


def test_what_was_written_is_kept_where_many_pictures_are_prepared(site: WholeSite, ada: Person) -> None:
    processor = site.parts[ImageProcessor]
    while processor._line.acquire(blocking=False):
        pass
    answer = send_files(ada, "/compose", COMPOSE | {"text": "My words"}, {"picture_0": picture()})
    assert answer.status == 422
    assert 'id="pictures-error">Many files are being prepared just now.' in answer.text
    assert "My words" in answer.text


def test_others_pictures_cannot_be_taken(ada: Person, bruno: Person) -> None:
    answer = send_files(ada, "/compose", COMPOSE | {"text": "x" * 501}, {"picture_0": picture()})
    kept = re.search(r'name="media_ids" value="(\d+)"', answer.text)
    assert kept
    for media_ids in (kept[1], "9" * 30, "-1", "x", ""):
        assert bruno.send("/compose", COMPOSE | {"text": "Mine", "media_ids": media_ids}).status == 303
        assert shown(bruno.page(f"/@bruno/{bruno.newest()}")) == []


def test_an_edit_describes_pictures_and_takes_them_away(ada: Person, stranger: Person) -> None:
    send_files(ada, "/compose", COMPOSE | {"text": "Flags"}, {"picture_0": picture(), "picture_1": picture("JPEG")})
    page = f"/@ada/{ada.newest()}"
    first, second = re.findall(r'name="described_(\d+)"', ada.page(f"{page}/edit"))
    data = {"text": "Flags", "language": "en", f"described_{first}": "A flag", f"without_{second}": "y"}
    assert ada.send(f"{page}/edit", data).status == 303
    assert [alt for _, alt in shown(stranger.page(page))] == ["A flag"]
    assert len(shown(stranger.page(f"{page}/history"))) == 3
    refused = ada.send(f"{page}/edit", {"text": "", "language": "en", f"without_{first}": "y"})
    assert (refused.status, "There is nothing in this post yet." in refused.text) == (422, True)


def test_somebody_has_a_picture_and_one_above_the_profile(site: WholeSite, ada: Person, stranger: Person) -> None:
    ada.write("Hello")
    files = {"avatar": picture(size=(500, 500)), "header": picture("JPEG", (900, 300))}
    assert send_files(ada, "/settings/profile", {"display_name": "Ada"}, files).status == 303
    page = stranger.page("/@ada")
    faces = set(re.findall(r'<img class="avatar" src="([^"]+)"', page))
    assert len(faces) == 1
    assert opened(stranger.get(faces.pop()).body).size == (160, 160)
    assert re.search(r'<img class="profile-banner" src="/media/[^"]+" width="1500" height="500" alt="">', page)
    answer = send_files(ada, "/settings/profile", {"without_avatar": "y", "without_header": "y"}, {})
    assert answer.status == 303
    page = stranger.page("/@ada")
    assert '<img class="avatar" src="/avatars/ada.svg"' in page
    assert "profile-banner" not in page
    assert site.parts[MediaStore].files == {}


def test_what_is_no_picture_changes_nothing_of_a_profile(site: WholeSite, ada: Person) -> None:
    answer = send_files(ada, "/settings/profile", {"display_name": "Somebody"}, {"avatar": b"<svg/>"})
    assert answer.status == 422
    assert re.search(r'id="avatar-error">This is no picture', answer.text)
    answer = send_files(ada, "/settings/profile", {"display_name": "x" * 31}, {"avatar": picture()})
    assert answer.status == 422
    assert "Somebody" not in ada.page("/@ada")
    assert site.parts[MediaStore].files == {}
