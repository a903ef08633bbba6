"""Pictures of people through the API: drawn, chosen, changed and taken away."""

from base64 import b64encode
from typing import Any

import pytest

from microblog.ports.media_store import MediaStore
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.client import Answer
from tests.integration.http.site.whole_site import WholeSite
from tests.unit.adapters.media.pictures import opened, picture

UPDATE = "/api/v1/accounts/update_credentials"


def fetched(app: ApiApp, url: str) -> Answer:
    return app.client.request("GET", url.removeprefix("http://localhost"))


def changed(app: ApiApp, **form: Any) -> dict[str, Any]:
    answer = app.form("PATCH", UPDATE, form)
    assert answer.status == 200, answer.text
    return answer.json()  # type: ignore[return-value]


def data_url(content: bytes) -> str:
    return "data:image/png;base64," + b64encode(content).decode()


def test_who_has_chosen_nothing_has_pictures_that_every_app_can_show(ada: ApiApp) -> None:
    me = ada.read("/api/v1/accounts/verify_credentials")
    assert me["avatar"] == me["avatar_static"] == "http://localhost/avatars/ada.png"
    for name, size in [("avatar", (400, 400)), ("header", (1500, 500))]:
        answer = fetched(ada, me[name])
        assert answer.header("content-type") == "image/png"
        assert opened(answer.body).size == size
    assert fetched(ada, "/avatars/..png").status == 404


def test_pictures_are_sent_as_files(site: WholeSite, ada: ApiApp, stranger: ApiApp) -> None:
    me: Any = ada.upload(UPDATE, picture(size=(800, 600)), name="avatar", method="PATCH", display_name="Ada L.").json()
    assert me["display_name"] == "Ada L."
    assert opened(fetched(ada, me["avatar"]).body).size == (400, 400)
    me = ada.upload(UPDATE, picture("JPEG", (1600, 900)), name="header", method="PATCH").json()
    assert opened(fetched(ada, me["header"]).body).size == (1500, 500)
    seen = stranger.read(f"/api/v1/accounts/{me['id']}")
    assert (seen["avatar"], seen["header"], seen["display_name"]) == (me["avatar"], me["header"], "Ada L.")
    assert ada.write("Hello")["account"]["avatar"] == me["avatar"]
    assert len(site.parts[MediaStore].files) == 4


def test_or_as_data_urls(ada: ApiApp) -> None:
    me = changed(ada, avatar=data_url(picture()), header=data_url(picture(size=(900, 300))))
    assert opened(fetched(ada, me["avatar"]).body).size == (60, 60)
    assert opened(fetched(ada, me["header"]).body).size == (900, 300)
    json: Any = ada.json("PATCH", UPDATE, {"avatar": data_url(picture(size=(50, 50)))}).json()
    assert opened(fetched(ada, json["avatar"]).body).size == (50, 50)
    assert json["header"] == me["header"]


def test_a_new_picture_takes_the_old_ones_place_and_files(site: WholeSite, ada: ApiApp) -> None:
    first = changed(ada, avatar=data_url(picture()))
    second = changed(ada, avatar=data_url(picture()))
    assert fetched(ada, first["avatar"]).status == 404
    assert fetched(ada, second["avatar"]).status == 200
    for path in ("avatar", "header", "avatar"):
        left: Any = ada.send("DELETE", f"/api/v1/profile/{path}").json()
    assert left["avatar"] == "http://localhost/avatars/ada.png"
    assert site.parts[MediaStore].files == {}


@pytest.mark.parametrize(
    "avatar",
    [data_url(b"<svg/>"), "data:image/png;base64,%%%", "data:image/png,plain", "https://example.org/a.png", "me.png"],
)
def test_what_is_no_picture_changes_nothing(site: WholeSite, ada: ApiApp, avatar: str) -> None:
    before = ada.read("/api/v1/accounts/verify_credentials")
    refused = ada.form("PATCH", UPDATE, {"avatar": avatar, "display_name": "Somebody else"})
    assert (refused.status, "file: This is no picture" in refused.text) == (422, True)
    refused = ada.form("PATCH", UPDATE, {"avatar": data_url(picture()), "display_name": "x" * 31})
    assert refused.status == 422
    assert ada.read("/api/v1/accounts/verify_credentials") == before
    assert site.parts[MediaStore].files == {}
