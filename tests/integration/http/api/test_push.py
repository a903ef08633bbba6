from typing import Any

import http_ece
import orjson
import pytest
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from microblog.domain.model.push import base64url, from_base64url
from microblog.ports.outbound_http import OutboundHttp
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.site.whole_site import WholeSite
from tests.unit.domain.model.test_push import POINT, SECRET

PATH = "/api/v1/push/subscription"
ENDPOINT = "https://push.example/1"
NOTHING = dict.fromkeys(
    (
        *("mention", "status", "reblog", "follow", "follow_request", "favourite", "poll", "update"),
        *("quote", "quoted_update", "admin.sign_up", "admin.report"),
    ),
    False,
)


def _wanted(**data: Any) -> dict[str, Any]:
    return {"subscription": {"endpoint": ENDPOINT, "keys": {"p256dh": POINT, "auth": SECRET}}, "data": data}


def test_an_app_subscribes_changes_and_unsubscribes(ada: ApiApp, bruno: ApiApp) -> None:
    assert ada.get(PATH).status == 404
    assert ada.json("PUT", PATH, {"data": {"policy": "all"}}).status == 404
    made: Any = ada.json("POST", PATH, _wanted(alerts={"mention": True, "status": True, "poll": False})).json()
    key = ada.read("/api/v2/instance")["configuration"]["vapid"]["public_key"]
    assert len(from_base64url(key)) == 65
    assert made == {
        "id": made["id"],
        "endpoint": ENDPOINT,
        "standard": False,
        "alerts": NOTHING | {"mention": True},  # there are no notifications of that other kind
        "server_key": key,
        "policy": "all",
    }
    assert ada.read(PATH) == made
    assert bruno.get(PATH).status == 404
    changed: Any = ada.json("PUT", PATH, {"data": {"alerts": {"follow": "1"}, "policy": "followed"}}).json()
    assert changed == made | {"alerts": NOTHING | {"follow": True}, "policy": "followed"}
    kept: Any = ada.form("PUT", PATH, {"policy": "none"}).json()
    assert kept == changed | {"policy": "none"}
    for _ in range(2):
        assert ada.send("DELETE", PATH).json() == {}
        assert ada.get(PATH).status == 404


def test_forms_are_understood_as_clients_send_them(ada: ApiApp) -> None:
    form = {
        "subscription[endpoint]": ENDPOINT,
        "subscription[keys][p256dh]": POINT.replace("-", "+").replace("_", "/") + "=",
        "subscription[keys][auth]": SECRET.replace("-", "+").replace("_", "/") + "==",
        "subscription[standard]": "true",
        "data[alerts][favourite]": "1",
        "data[alerts][reblog]": "0",
        "data[alerts][admin.report]": "1",
        "policy": "follower",
    }
    made = ada.form("POST", PATH, form)
    assert made.status == 200, made.text
    said: Any = made.json()
    assert (said["standard"], said["policy"]) == (True, "follower")
    assert said["alerts"] == NOTHING | {"favourite": True, "admin.report": True}


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"endpoint": "http://push.example/"}, "endpoint: This is not an address that can be pushed to"),
        ({"keys": {"p256dh": SECRET, "auth": SECRET}}, "p256dh: This is not a key for pushes"),
        ({"keys": {"p256dh": POINT, "auth": POINT}}, "auth: This is not a secret for pushes"),
        ({"keys": {"p256dh": POINT}}, "auth: This is still empty"),
        ({"standard": "perhaps"}, "subscription.standard: This is not of the kind"),
    ],
)
def test_what_is_wrong_is_said_and_nothing_is_kept(ada: ApiApp, change: dict[str, Any], said: str) -> None:
    wanted = _wanted(policy="all")
    answer = ada.json("POST", PATH, wanted | {"subscription": wanted["subscription"] | change})
    assert answer.status == 422
    assert f"Validation failed: {said}" in answer.json()["error"]  # type: ignore[index]
    assert ada.json("POST", PATH, _wanted(policy="friends")).status == 422
    assert ada.json("POST", PATH, {}).status == 422
    assert ada.get(PATH).status == 404


def test_apps_are_told_the_key_when_they_register(ada: ApiApp, stranger: ApiApp) -> None:
    key = ada.read("/api/v1/instance")["configuration"]["vapid"]["public_key"]
    registered = stranger.do("/api/v1/apps", client_name="An app", redirect_uris="urn:ietf:wg:oauth:2.0:oob")
    assert registered["vapid_key"] == key
    assert ada.read("/api/v1/apps/verify_credentials")["vapid_key"] == key


def test_what_happens_is_pushed_so_that_the_app_alone_can_read_it(site: WholeSite, ada: ApiApp, bruno: ApiApp) -> None:
    private = ec.generate_private_key(ec.SECP256R1())
    public = base64url(private.public_key().public_bytes(Encoding.X962, PublicFormat.UncompressedPoint))
    target = {"endpoint": ENDPOINT, "standard": True, "keys": {"p256dh": public, "auth": SECRET}}
    alerts = {"mention": True, "follow": True}
    ada.json("POST", PATH, {"subscription": target, "data": {"alerts": alerts, "policy": "all"}})
    bruno.write("Hello @ada, " + "lovely " * 30)
    bruno.do(f"/api/v1/accounts/{ada.account_id}/follow")
    bruno.do(f"/api/v1/statuses/{ada.write('Hello')['id']}/favourite")
    posted = site.parts[OutboundHttp].posted
    assert [url for url, *_ in posted] == [ENDPOINT] * 2
    pushes = [
        orjson.loads(
            http_ece.decrypt(body, private_key=private, auth_secret=from_base64url(SECRET), version="aes128gcm")
        )
        for *_, body in posted
    ]
    follow, mention = ada.read("/api/v1/notifications", types=["mention", "follow"])
    assert pushes == [
        {
            "preferred_locale": "en",
            "notification_id": mention["id"],
            "notification_type": "mention",
            "icon": bruno.read("/api/v1/accounts/verify_credentials")["avatar"],
            "title": "@bruno mentioned you",
            "body": ("Hello @ada, " + "lovely " * 30)[:139] + "…",
        },
        {
            "preferred_locale": "en",
            "notification_id": follow["id"],
            "notification_type": "follow",
            "icon": bruno.read("/api/v1/accounts/verify_credentials")["avatar"],
            "title": "@bruno follows you",
            "body": "@bruno",
        },
    ]
