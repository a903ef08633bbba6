"""Conversations, as apps have them."""

from collections.abc import Callable
from typing import Any

from tests.integration.http.api.apps import ApiApp

PATH = "/api/v1/conversations"


def test_a_conversation_is_read_and_removed(ada: ApiApp, bruno: ApiApp, newcomer: Callable[..., ApiApp]) -> None:
    carla = newcomer("carla")
    first = ada.write("@bruno @carla Hello", visibility="direct")
    last = bruno.write("@ada Hello", visibility="direct", in_reply_to_id=first["id"])
    (found,) = ada.read(PATH)
    assert (found["id"], found["unread"], found["last_status"]["id"]) == (first["id"], True, last["id"])
    assert [account["acct"] for account in found["accounts"]] == ["bruno"]
    (own,) = bruno.read(PATH)
    assert own["unread"] is False
    assert [account["acct"] for account in carla.read(PATH)[0]["accounts"]] == ["ada", "bruno"]
    assert ada.do(f"{PATH}/{found['id']}/read") == {**found, "unread": False}
    assert ada.read(PATH) == [{**found, "unread": False}]
    assert ada.send("DELETE", f"{PATH}/{found['id']}").json() == {}
    assert ada.read(PATH) == []
    assert len(bruno.read(PATH)) == 1
    assert ada.send("DELETE", f"{PATH}/{found['id']}").status == 404
    assert ada.post(f"{PATH}/{found['id']}/read").status == 404


def test_pages_lead_on(ada: ApiApp, bruno: ApiApp) -> None:
    statuses = [bruno.write(f"@ada Number {number}", visibility="direct") for number in range(3)]
    bruno.write("@ada For all")
    answer = ada.get(PATH, limit="2")
    found: Any = answer.json()
    assert [one["id"] for one in found] == [status["id"] for status in statuses[:0:-1]]
    assert f"max_id={statuses[1]['id']}" in (answer.header("Link") or "")
    assert [one["id"] for one in ada.read(PATH, max_id=statuses[1]["id"])] == [statuses[0]["id"]]
