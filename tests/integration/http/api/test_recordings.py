"""Videos and sounds through the API: uploaded, waited for, shown, played; and what is refused."""

from pathlib import Path
from typing import Any

import pytest

from microblog.adapters.media.ffmpeg_recording_processor import FfmpegRecordingProcessor, ffmpeg_programs
from microblog.domain.model.media import MAX_RECORDING_BYTES
from microblog.ports.media_store import MediaStore
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.client import opened as opened_client
from tests.integration.http.site.preparing import prepare, site_with_recordings
from tests.integration.http.site.whole_site import WholeSite, whole_site
from tests.unit.adapters.media.pictures import picture
from tests.unit.adapters.media.recordings import video

V2 = "/api/v2/media"


@pytest.fixture
def site() -> WholeSite:
    return site_with_recordings()


def test_a_video_is_waited_for_and_then_shown_and_played(site: WholeSite, ada: ApiApp, stranger: ApiApp) -> None:
    answer = ada.upload(V2, b"video of tea", description="Tea")
    media: Any = answer.json()
    assert (answer.status, media["type"], media["url"], media["preview_url"]) == (202, "video", None, None)
    assert (media["description"], media["blurhash"]) == ("Tea", None)
    path = f"/api/v1/media/{media['id']}"
    assert (ada.get(path).status, ada.get(path).json()) == (206, media)
    assert ada.form("PUT", path, {"description": "Green tea"}).status == 206
    refused = ada.post("/api/v1/statuses", status="Look", media_ids=[media["id"]])
    assert (refused.status, "still being prepared" in refused.json()["error"]) == (422, True)  # type: ignore[index]
    (name,) = site.parts[MediaStore].files
    assert stranger.client.request("GET", f"/media/{name}").status == 404

    prepare(site)
    answer = ada.get(path)
    ready: Any = answer.json()
    assert (answer.status, ready["type"], ready["description"]) == (200, "video", "Green tea")
    assert len(ready["blurhash"]) == 28
    original = {"width": 1280, "height": 720, "frame_rate": "30/1", "duration": 2.5, "bitrate": 900_000}
    assert ready["meta"] == {
        "length": "0:00:02.50",
        "duration": 2.5,
        "fps": 30,
        "width": 1280,
        "height": 720,
        "size": "1280x720",
        "aspect": 1280 / 720,
        "original": original,
        "small": {"width": 640, "height": 360, "size": "640x360", "aspect": 640 / 360},
    }
    status = ada.write("Look", media_ids=[media["id"]])
    assert stranger.read(f"/api/v1/statuses/{status['id']}")["media_attachments"] == [ready]
    played = stranger.client.request("GET", ready["url"].removeprefix("http://localhost"), [("Range", "bytes=5-9")])
    assert (played.status, played.body, played.header("content-type")) == (206, b"video", "video/mp4")
    assert played.header("content-security-policy") == "default-src 'none'; media-src 'self'; sandbox"
    cover = stranger.client.request("GET", ready["preview_url"].removeprefix("http://localhost"))
    assert (cover.status, cover.header("content-type")) == (200, "image/jpeg")
    assert ada.send("DELETE", f"/api/v1/statuses/{status['id']}?delete_media=true").status == 200
    assert site.parts[MediaStore].files == {}


def test_sounds_have_no_picture_and_loops_stand_beside_pictures(site: WholeSite, ada: ApiApp) -> None:
    sound, loop = (ada.upload(V2, content).json() for content in (b"sound of tea", b"loop of tea"))
    still: Any = ada.upload(V2, picture()).json()
    prepare(site)
    sound, loop = (ada.read(f"/api/v1/media/{each['id']}") for each in (sound, loop))  # type: ignore[index]
    assert (sound["type"], sound["preview_url"], sound["blurhash"]) == ("audio", None, None)
    assert sound["meta"] == {
        "length": "0:00:01.50",
        "duration": 1.5,
        "original": {"duration": 1.5, "bitrate": 128_000},
    }
    assert loop["type"] == "gifv"
    assert len(ada.write("Look", media_ids=[loop["id"], still["id"]])["media_attachments"]) == 2
    assert ada.post("/api/v1/statuses", status="Listen", media_ids=[sound["id"], still["id"]]).status == 422
    assert ada.write("Listen", media_ids=[sound["id"]])["media_attachments"] == [sound]


def test_what_could_not_be_prepared_says_so(site: WholeSite, ada: ApiApp) -> None:
    media: Any = ada.upload(V2, b"video that is broken").json()
    prepare(site)
    answer = ada.get(f"/api/v1/media/{media['id']}")
    assert (answer.status, "could not be prepared" in answer.json()["error"]) == (422, True)  # type: ignore[index]
    assert ada.post("/api/v1/statuses", status="Look", media_ids=[media["id"]]).status == 422
    assert ada.upload(V2, b"video that is too long").status == 422
    avi = ada.upload(V2, b"RIFF\0\0\0\0AVI " + bytes(20))
    assert "It has to be an MP4" in avi.json()["error"]  # type: ignore[index]
    assert ada.send("DELETE", f"/api/v1/media/{media['id']}").status == 200
    assert site.parts[MediaStore].files == {}


def test_whoever_expects_an_answer_at_once_uploads_pictures_only(ada: ApiApp) -> None:
    assert ada.upload("/api/v1/media", b"video of tea").status == 422
    assert ada.upload("/api/v1/media", picture()).status == 200


@pytest.mark.parametrize("taken", [True, False])
def test_the_server_says_whether_it_takes_recordings(site: WholeSite, *, taken: bool) -> None:
    with opened_client((site if taken else whole_site()).application, "flask") as client:
        for version in (1, 2):
            answer: Any = client.request("GET", f"/api/v{version}/instance").json()
            limits = answer["configuration"]["media_attachments"]
            assert ("video/mp4" in limits["supported_mime_types"]) is taken
            assert ("audio/ogg" in limits["supported_mime_types"]) is taken
            assert limits["video_size_limit"] == (MAX_RECORDING_BYTES if taken else 0)
            assert bool(limits["video_matrix_limit"] and limits["video_frame_rate_limit"]) is taken


@pytest.mark.needs("ffmpeg")
def test_in_earnest(tmp_path: Path, framework: str, stranger: ApiApp) -> None:
    from tests.integration.http.api.conftest import ALL_SCOPES, signed_up

    programs = ffmpeg_programs("auto")
    assert programs
    site = whole_site(process_recording=FfmpegRecordingProcessor(*programs, tmp_path))
    account_id, token = signed_up(site, "ada", ALL_SCOPES)
    with opened_client(site.application, framework) as client:
        ada = ApiApp(client, stranger.description, token, account_id)
        answer = ada.upload(V2, video())
        media: Any = answer.json()
        assert (answer.status, media["type"]) == (200, "video")  # tasks run at once here
        played = client.request("GET", media["url"].removeprefix("http://localhost"))
        assert played.body[4:8] == b"ftyp"
        assert b"loci" not in played.body
        assert ada.upload(V2, video()[:-4000]).status == 422
