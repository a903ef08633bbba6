"""Grouped notifications, as apps read them."""

from collections.abc import Callable
from typing import Any

from tests.integration.http.api.apps import ApiApp

PATH = "/api/v2/notifications"


def shapes(found: dict[str, Any]) -> list[tuple[str, int]]:
    return [(group["type"], group["notifications_count"]) for group in found["notification_groups"]]


def test_what_many_did_alike_is_one_group(ada: ApiApp, bruno: ApiApp, newcomer: Callable[..., ApiApp]) -> None:
    carla = newcomer("carla")
    status = ada.write("Hello")
    for app in (bruno, carla):
        app.do(f"/api/v1/statuses/{status['id']}/favourite")
        app.do(f"/api/v1/accounts/{ada.account_id}/follow")
    bruno.write("@ada Hello")
    found = ada.read(PATH)
    assert shapes(found) == [("mention", 1), ("follow", 2), ("favourite", 2)]
    assert [account["acct"] for account in found["accounts"]] == ["bruno", "carla"]
    assert [one["account"]["acct"] for one in found["statuses"]] == ["bruno", "ada"]
    likes = found["notification_groups"][2]
    newest, oldest = ada.read("/api/v1/notifications", types=["favourite"])
    assert likes == {
        "group_key": newest["group_key"],
        "notifications_count": 2,
        "type": "favourite",
        "most_recent_notification_id": int(newest["id"]),
        "page_min_id": newest["id"],
        "page_max_id": newest["id"],
        "latest_page_notification_at": newest["created_at"],
        "sample_account_ids": [carla.account_id, bruno.account_id],
        "status_id": status["id"],
    }
    assert newest["group_key"] == oldest["group_key"] == f"favourite-{status['id']}-{oldest['id']}"
    assert "status_id" not in found["notification_groups"][1]
    assert found["notification_groups"][0]["group_key"].startswith("ungrouped-")
    one = ada.read(f"{PATH}/{likes['group_key']}")
    assert one["notification_groups"] == [{key: likes[key] for key in likes if "page" not in key}]
    assert [each["acct"] for each in ada.read(f"{PATH}/{likes['group_key']}/accounts")] == ["carla", "bruno"]
    assert ada.read(f"{PATH}/unread_count") == {"count": 3}
    assert ada.read(f"{PATH}/unread_count", limit="2") == {"count": 2}
    assert ada.read(f"{PATH}/unread_count", types=["favourite"], grouped_types=["follow"]) == {"count": 2}
    assert bruno.get(f"{PATH}/{likes['group_key']}").status == 404
    assert ada.do(f"{PATH}/{likes['group_key']}/dismiss") == {}
    assert ada.post(f"{PATH}/{likes['group_key']}/dismiss").status == 404
    alone = found["notification_groups"][0]["group_key"]
    assert ada.do(f"{PATH}/{alone}/dismiss") == {}
    assert shapes(ada.read(PATH)) == [("follow", 2)]


def test_apps_say_what_they_can_group_and_show(ada: ApiApp, bruno: ApiApp, newcomer: Callable[..., ApiApp]) -> None:
    apps = [bruno, newcomer("carla"), newcomer("dora")]
    status = ada.write("Hello")
    for deed in ("favourite", "reblog"):
        for app in apps:
            app.do(f"/api/v1/statuses/{status['id']}/{deed}")
    some = shapes(ada.read(PATH, grouped_types=["reblog", "never_heard_of"]))
    assert some == [("reblog", 3), *[("favourite", 1)] * 3]
    assert shapes(ada.read(PATH, types=["reblog"])) == [("reblog", 3)]
    assert shapes(ada.read(PATH, exclude_types=["reblog"])) == [("favourite", 3)]
    assert shapes(ada.read(PATH, account_id=bruno.account_id)) == [("reblog", 1), ("favourite", 1)]
    found = ada.read(PATH, types=["reblog"], expand_accounts="partial_avatars")
    assert [account["acct"] for account in found["accounts"]] == ["dora"]
    assert [account["acct"] for account in found["partial_accounts"]] == ["carla", "bruno"]
    assert set(found["partial_accounts"][0]) == {"id", "acct", "url", "avatar", "avatar_static", "locked", "bot"}
    assert "partial_accounts" not in ada.read(PATH)
    refused = ada.get(PATH, expand_accounts="some")
    assert refused.status == 422
    assert refused.json()["error"].startswith("Validation failed: expand_accounts")  # type: ignore[index]


def test_pages_lead_on_and_each_group_is_on_one(ada: ApiApp, bruno: ApiApp, newcomer: Callable[..., ApiApp]) -> None:
    carla = newcomer("carla")
    statuses = [ada.write(f"Number {number}") for number in range(3)]
    for app in (bruno, carla):
        for status in statuses:
            app.do(f"/api/v1/statuses/{status['id']}/favourite")
    seen: list[tuple[str, int]] = []
    further: dict[str, Any] = {}
    while True:
        answer = ada.get(PATH, limit="1", **further)
        (group,) = answer.json()["notification_groups"]  # type: ignore[index]
        seen.append((group["status_id"], group["notifications_count"]))
        if 'rel="next"' not in (answer.header("Link") or ""):
            break
        further["max_id"] = group["page_min_id"]
    assert seen == [(status["id"], 2) for status in statuses[::-1]]
    assert ada.read(PATH, max_id="1") == {"accounts": [], "statuses": [], "notification_groups": []}
