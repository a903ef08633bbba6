"""Whose doings somebody wants to be told of, and who waits to be let in, as apps have it."""

from collections.abc import Callable
from typing import Any

import pytest

from tests.integration.http.api.apps import ApiApp

POLICY, V1 = "/api/v2/notifications/policy", "/api/v1/notifications/policy"
REQUESTS, TOLD = "/api/v1/notifications/requests", "/api/v1/notifications"
USUAL = {
    "for_not_following": "accept",
    "for_not_followers": "accept",
    "for_new_accounts": "accept",
    "for_private_mentions": "accept",
    "for_limited_accounts": "filter",
    "summary": {"pending_requests_count": 0, "pending_notifications_count": 0},
}


def test_a_policy_is_read_and_changed(ada: ApiApp, bruno: ApiApp) -> None:
    assert ada.read(POLICY) == USUAL
    answer = ada.form("PATCH", POLICY, {"for_not_following": "filter", "for_new_accounts": "drop"})
    changed = {**USUAL, "for_not_following": "filter", "for_new_accounts": "drop"}
    assert (answer.status, answer.json()) == (200, changed)
    assert ada.form("PATCH", POLICY, {}).json() == changed
    assert ada.read(POLICY) == changed
    assert bruno.read(POLICY) == USUAL
    refused = ada.form("PATCH", POLICY, {"for_not_following": "ignore"})
    assert refused.status == 422
    assert ada.read(POLICY) == changed


@pytest.mark.parametrize("method", ["PUT", "PATCH"])
def test_older_apps_filter_or_not(ada: ApiApp, method: str) -> None:
    before = {
        "filter_not_following": False,
        "filter_not_followers": False,
        "filter_new_accounts": False,
        "filter_private_mentions": False,
        "summary": USUAL["summary"],
    }
    assert ada.read(V1) == before
    answer = ada.form(method, V1, {"filter_not_followers": "true", "filter_private_mentions": "false"})
    assert answer.json() == {**before, "filter_not_followers": True}
    assert ada.read(POLICY) == {**USUAL, "for_not_followers": "filter"}
    ada.form("PATCH", POLICY, {"for_new_accounts": "drop"})
    answer = ada.form(method, V1, {"filter_new_accounts": "true", "filter_not_followers": "false"})
    assert answer.json() == {**before, "filter_new_accounts": True}
    assert ada.read(POLICY)["for_new_accounts"] == "drop"
    ada.form(method, V1, {"filter_new_accounts": "false"})
    assert ada.read(POLICY) == USUAL


def test_a_request_is_accepted(ada: ApiApp, bruno: ApiApp) -> None:
    ada.form("PATCH", POLICY, {"for_not_following": "filter"})
    status = bruno.write("@ada Hello", visibility="direct")
    bruno.do(f"/api/v1/accounts/{ada.account_id}/follow")
    assert ada.read(TOLD) == []
    assert ada.read(f"{TOLD}/unread_count") == {"count": 0}
    assert ada.read("/api/v2/notifications")["notification_groups"] == []
    assert ada.read("/api/v2/notifications/unread_count") == {"count": 0}
    assert ada.read("/api/v1/conversations") == []
    summary = {"pending_requests_count": 1, "pending_notifications_count": 2}
    assert ada.read(POLICY)["summary"] == ada.read(V1)["summary"] == summary
    (request,) = ada.read(REQUESTS)
    assert set(request) == {"id", "created_at", "updated_at", "notifications_count", "account", "last_status"}
    assert (request["notifications_count"], request["account"]["acct"]) == ("2", "bruno")
    assert request["last_status"]["id"] == status["id"]
    assert ada.read(f"{REQUESTS}/{request['id']}") == request
    held = ada.read(TOLD, include_filtered="true")
    assert [one["type"] for one in held] == ["follow", "mention"]
    assert ada.read(TOLD, include_filtered="true", account_id=bruno.account_id) == held
    groups = ada.read("/api/v2/notifications", include_filtered="true")["notification_groups"]
    assert [group["group_key"] for group in groups] == [f"ungrouped-{one['id']}" for one in held]
    assert ada.read(f"{TOLD}/{held[0]['id']}") == held[0]
    assert bruno.get(f"{REQUESTS}/{request['id']}").status == 404
    assert bruno.post(f"{REQUESTS}/{request['id']}/accept").status == 404
    assert ada.do(f"{REQUESTS}/{request['id']}/accept") == {}
    assert ada.read(f"{REQUESTS}/merged") == {"merged": True}
    assert ada.read(REQUESTS) == []
    assert ada.read(TOLD) == held
    assert [one["last_status"]["id"] for one in ada.read("/api/v1/conversations")] == [status["id"]]
    for deed in ("accept", "dismiss"):
        assert ada.post(f"{REQUESTS}/{request['id']}/{deed}").status == 404
    bruno.write("@ada Hello again")
    assert len(ada.read(TOLD)) == 3


def test_a_request_is_dismissed(ada: ApiApp, bruno: ApiApp) -> None:
    ada.form("PATCH", POLICY, {"for_not_following": "filter"})
    bruno.write("@ada Hello")
    (request,) = ada.read(REQUESTS)
    assert bruno.post(f"{REQUESTS}/{request['id']}/dismiss").status == 404
    assert ada.do(f"{REQUESTS}/{request['id']}/dismiss") == {}
    assert ada.get(f"{REQUESTS}/{request['id']}").status == 404
    assert ada.read(TOLD, include_filtered="true") == ada.read(REQUESTS) == []
    assert ada.read(POLICY)["summary"] == USUAL["summary"]
    bruno.write("@ada Hello again")
    (another,) = ada.read(REQUESTS)
    assert another["id"] != request["id"]


def test_several_are_answered_at_once(ada: ApiApp, bruno: ApiApp, newcomer: Callable[..., ApiApp]) -> None:
    ada.form("PATCH", POLICY, {"for_not_following": "filter"})
    for app in (bruno, newcomer("carla"), newcomer("dora")):
        app.write("@ada Hello")
    dora, carla, brunos = (one["id"] for one in ada.read(REQUESTS))
    page = ada.get(REQUESTS, limit="2")
    assert f"max_id={carla}" in (page.header("Link") or "")
    assert [one["id"] for one in ada.read(REQUESTS, max_id=carla)] == [brunos]
    wrongs: list[dict[str, Any]] = [{}, {"id": ["x"]}, {"id": ["1"] * 101}]
    for wrong in wrongs:
        assert ada.form("POST", f"{REQUESTS}/accept", wrong).status == 422
    assert ada.do(f"{REQUESTS}/accept", id=[dora, brunos, "1"]) == {}
    assert [one["account"]["acct"] for one in ada.read(TOLD)] == ["dora", "bruno"]
    assert ada.do(f"{REQUESTS}/dismiss", id=[carla, dora]) == {}
    assert ada.read(REQUESTS) == []
    assert len(ada.read(TOLD)) == 2
    assert ada.do(f"{REQUESTS}/dismiss", id=[carla]) == {}


def test_what_is_dropped_is_nowhere(ada: ApiApp, bruno: ApiApp) -> None:
    ada.form("PATCH", POLICY, {"for_private_mentions": "drop"})
    bruno.write("@ada Hello", visibility="direct")
    bruno.write("@ada Hello all")
    assert ada.read(REQUESTS) == []
    assert len(ada.read(TOLD, include_filtered="true")) == 1
    asked = ada.write("@bruno What is it?", visibility="direct")
    bruno.write("@ada This", visibility="direct", in_reply_to_id=asked["id"])
    assert len(ada.read(TOLD)) == 2
