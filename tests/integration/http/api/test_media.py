"""Pictures through the API: uploaded, described, shown by statuses, fetched, deleted; and what is refused."""

from typing import Any

import pytest

from microblog.domain.model.media import MAX_IMAGE_BYTES
from microblog.domain.model.scopes import allows
from microblog.ports.media_store import MediaStore
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.client import Answer
from tests.integration.http.site.whole_site import WholeSite
from tests.unit.adapters.media.pictures import located_jpeg, opened, picture, png_of_size

V2 = "/api/v2/media"


def uploaded(app: ApiApp, content: bytes | None = None, **more: Any) -> dict[str, Any]:
    answer = app.upload(more.pop("path", V2), content or picture(), **more)
    assert answer.status == 200, answer.text
    return answer.json()  # type: ignore[return-value]


def fetched(app: ApiApp, url: str) -> Answer:
    return app.client.request("GET", url.removeprefix("http://localhost"))


def test_the_description_tells_which_parts_of_a_form_are_files(ada: ApiApp) -> None:
    profile = ("PATCH", "/api/v1/accounts/update_credentials")
    for (method, path), names in {("POST", V2): {"file"}, profile: {"avatar", "header"}}.items():
        operation = ada.description.operation(method, path)
        assert operation is not None
        content = operation["requestBody"]["content"]
        _, files = content["multipart/form-data"]["schema"]["allOf"]
        assert files["properties"].keys() == names
        assert "allOf" not in content["application/json"]["schema"]


@pytest.mark.parametrize("path", [V2, "/api/v1/media"])
def test_a_picture_is_uploaded_and_everybody_who_knows_its_address_sees_it(ada: ApiApp, path: str) -> None:
    media = uploaded(ada, picture(size=(800, 400)), path=path, description="A flag")
    assert (media["type"], media["description"], len(media["blurhash"])) == ("image", "A flag", 28)
    assert media["meta"]["original"] == {"width": 800, "height": 400, "size": "800x400", "aspect": 2.0}
    assert media["meta"]["small"]["size"] == "640x320"
    for url, size in [(media["url"], (800, 400)), (media["preview_url"], (640, 320))]:
        answer = fetched(ada, url)
        assert answer.status == 200
        assert opened(answer.body).size == size
        assert answer.header("content-type") == "image/png"
        assert answer.header("x-content-type-options") == "nosniff"
        assert answer.header("content-security-policy") == "default-src 'none'; sandbox"
        assert answer.header("cache-control") == "public, max-age=31536000, immutable"
        assert answer.header("set-cookie") is None
    assert ada.read(f"/api/v1/media/{media['id']}") == media


def test_players_jump_about_in_a_file(ada: ApiApp) -> None:
    path = uploaded(ada)["url"].removeprefix("http://localhost")
    whole = ada.client.request("GET", path)
    etag, size = whole.header("etag"), len(whole.body)
    assert whole.header("accept-ranges") == "bytes"
    head = ada.client.request("HEAD", path, [("Range", "bytes=0-1")])
    assert (head.status, head.header("content-length"), head.body) == (200, str(size), b"")
    part = ada.client.request("GET", path, [("Range", "bytes=3-9"), ("If-Range", etag or "")])
    assert (part.status, part.body, part.header("content-length")) == (206, whole.body[3:10], "7")
    assert part.header("content-range") == f"bytes 3-9/{size}"
    for name in ("content-type", "etag", "x-content-type-options", "content-security-policy", "cache-control"):
        assert part.header(name) == whole.header(name)
    beyond = ada.client.request("GET", path, [("Range", f"bytes={size}-")])
    assert (beyond.status, beyond.header("content-range"), beyond.body) == (416, f"bytes */{size}", b"")
    assert ada.client.request("GET", path, [("Range", "bytes=0-1,3-4")]).body == whole.body
    other = ada.client.request("GET", path[:-4] + "x.png", [("Range", "bytes=0-1")])
    assert (other.status, other.header("content-range")) == (404, None)


def test_a_photo_does_not_say_where_it_was_taken(ada: ApiApp) -> None:
    content = fetched(ada, uploaded(ada, located_jpeg())["url"]).body
    assert b"Exif" not in content
    assert not opened(content).getexif()


def test_a_status_shows_pictures_in_their_order(ada: ApiApp, stranger: ApiApp) -> None:
    media = [uploaded(ada, description=f"number {n}") for n in range(2)]
    ids = [each["id"] for each in reversed(media)]
    status = ada.write("", media_ids=ids)
    assert status["media_attachments"] == media[::-1]
    assert stranger.read(f"/api/v1/statuses/{status['id']}")["media_attachments"] == media[::-1]
    assert ada.read("/api/v1/timelines/home")[0]["media_attachments"] == media[::-1]
    again = ada.post("/api/v1/statuses", status="Again", media_ids=ids)
    assert (again.status, again.json()["details"].keys()) == (422, {"media_ids"})  # type: ignore[index]


def test_of_an_edit_the_history_tells(ada: ApiApp) -> None:
    one, two = uploaded(ada), uploaded(ada)
    status = ada.write("Hello", media_ids=[one["id"]])
    path = f"/api/v1/statuses/{status['id']}"
    attributes = [{"id": two["id"], "description": "Two"}]
    answer = ada.json("PUT", path, {"status": "", "media_ids": [two["id"]], "media_attributes": attributes})
    changed: Any = answer.json()
    assert [(each["id"], each["description"]) for each in changed["media_attachments"]] == [(two["id"], "Two")]
    history = ada.read(f"{path}/history")
    assert [[each["id"] for each in edit["media_attachments"]] for edit in history] == [[one["id"]], [two["id"]]]
    kept: Any = ada.form("PUT", path, {"status": "Only words"}).json()
    assert kept["media_attachments"] == changed["media_attachments"]
    assert ada.json("PUT", path, {"status": "Only words", "media_ids": []}).json()["media_attachments"] == []  # type: ignore[index]


def test_a_picture_is_described_until_a_status_shows_it(ada: ApiApp) -> None:
    media = uploaded(ada)
    path = f"/api/v1/media/{media['id']}"
    assert ada.form("PUT", path, {"description": "A flag"}).json()["description"] == "A flag"  # type: ignore[index]
    assert ada.form("PUT", path, {"focus": "0.1,0.2"}).json()["description"] == "A flag"  # type: ignore[index]
    assert ada.form("PUT", path, {"description": "x" * 1501}).status == 422
    ada.write("Hello", media_ids=[media["id"]])
    assert ada.form("PUT", path, {"description": "A dog"}).status == 404


def test_a_picture_is_deleted_with_its_files_unless_a_status_shows_it(site: WholeSite, ada: ApiApp) -> None:
    media, shown = uploaded(ada), uploaded(ada)
    status = ada.write("Hello", media_ids=[shown["id"]])
    assert ada.send("DELETE", f"/api/v1/media/{media['id']}").json() == {}
    assert ada.get(f"/api/v1/media/{media['id']}").status == 404
    assert [fetched(ada, media[name]).status for name in ("url", "preview_url")] == [404, 404]
    assert ada.send("DELETE", f"/api/v1/media/{shown['id']}").status == 422
    assert ada.send("DELETE", f"/api/v1/statuses/{status['id']}?delete_media=true").status == 200
    assert fetched(ada, shown["url"]).status == 404
    assert site.parts[MediaStore].files == {}


def test_a_status_can_be_deleted_and_written_anew_with_its_pictures(ada: ApiApp) -> None:
    media = uploaded(ada)
    status = ada.write("Helo", media_ids=[media["id"]])
    deleted: Any = ada.send("DELETE", f"/api/v1/statuses/{status['id']}").json()
    assert deleted["media_attachments"] == [media]
    assert ada.write("Hello", media_ids=[media["id"]])["media_attachments"] == [media]


def test_others_pictures_are_nobodys_business(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    media = uploaded(ada)
    path = f"/api/v1/media/{media['id']}"
    assert [bruno.get(path).status, stranger.get(path).status] == [404, 401]
    assert bruno.form("PUT", path, {"description": "Mine"}).status == 404
    assert bruno.send("DELETE", path).status == 404
    refused: Any = bruno.post("/api/v1/statuses", status="Mine", media_ids=[media["id"]])
    assert refused.status == 422
    assert "media_ids: One of these files is not there" in refused.json()["error"]
    assert stranger.upload(V2, picture()).status == 401
    assert ada.read(path) == media


def test_four_pictures_and_no_more(ada: ApiApp) -> None:
    ids = [uploaded(ada)["id"] for _ in range(5)]
    refused: Any = ada.post("/api/v1/statuses", status="Many", media_ids=ids).json()
    assert refused["error"] == "Validation failed: media_ids: These are too many: at most 4 are allowed."
    assert len(ada.write("Four", media_ids=ids[:4])["media_attachments"]) == 4


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "file: This is no picture that can be read here."),
        (b"<!doctype html><script>alert(1)</script>", "file: This is no picture that can be read here."),
        (png_of_size(60_000, 60_000), "file: This picture is too large: at most 33 million pixels"),
        (picture("JPEG")[:300], "file: This is no picture that can be read here."),
        (b"\0\0\0\x18ftypmp42" + bytes(20), "file: This is a video or a sound. Only pictures are taken here."),
        (b"ID3\x04" + bytes(20), "file: This is a video or a sound. Only pictures are taken here."),
        (b"", "file: There is no file yet. Choose one."),
        (picture("JPEG") + bytes(MAX_IMAGE_BYTES), "file: This file is too large: at most 10 MB are allowed."),
    ],
)
def test_what_is_no_picture_is_refused_with_a_reason(site: WholeSite, ada: ApiApp, content: bytes, said: str) -> None:
    refused: Any = ada.upload(V2, content)
    assert (refused.status, said in refused.json()["error"]) == (422, True), refused.text
    assert site.parts[MediaStore].files == {}


def test_a_form_without_the_file_or_far_too_large_is_refused(ada: ApiApp) -> None:
    assert ada.upload(V2, picture(), name="picture").status == 422
    assert ada.post(V2, description="Nothing").status == 422
    assert ada.upload(V2, bytes(MAX_IMAGE_BYTES + 100_000)).status == 413


@pytest.mark.parametrize("filename", ["../../etc/passwd", "x.svg", "x.html", "C:\\x.exe", "ä\u202egnp.exe", ""])
def test_what_a_file_is_called_and_said_to_be_is_not_believed(ada: ApiApp, filename: str) -> None:
    for kind in ("text/html", "image/svg+xml", "video/mp4", "nonsense"):
        answer = ada.upload(V2, picture("JPEG"), filename=filename, content_type=kind)
        media: Any = answer.json()
        assert media["url"].endswith(".jpg"), answer.text
        assert filename.rpartition("/")[2] not in media["url"] or not filename
        assert fetched(ada, media["url"]).header("content-type") == "image/jpeg"


@pytest.mark.parametrize(
    "name", ["..%2f..%2fetc%2fpasswd", "....//passwd", "a.png", "a" * 43 + ".png", "a" * 43 + ".svg", "%00.png", "x"]
)
def test_other_names_lead_nowhere(ada: ApiApp, name: str) -> None:
    assert fetched(ada, f"/media/{name}").status in (400, 404)


def test_a_token_has_to_allow_it(ada: ApiApp) -> None:
    limits = ada.read("/api/v2/instance")["configuration"]
    assert limits["statuses"]["max_media_attachments"] == 4
    assert limits["media_attachments"]["image_size_limit"] == MAX_IMAGE_BYTES
    assert "image/webp" in limits["media_attachments"]["supported_mime_types"]
    assert allows(("write",), "write:media")
