from typing import Any

from tests.integration.http.api.apps import ApiApp


def test_who_is_here(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    ada.write("Hello")
    path = "/api/v1/directory"
    assert [one["acct"] for one in stranger.read(path)] == ["ada"]
    assert [one["acct"] for one in stranger.read(path, order="new", local="true")] == ["bruno", "ada"]
    assert [one["acct"] for one in bruno.read(path, order="new", offset="1", limit="1")] == ["ada"]
    assert bruno.read(path, order="new", offset="-1") == []
    assert stranger.get(path, order="random").status == 422


def test_whom_one_could_follow(ada: ApiApp, bruno: ApiApp, newcomer: Any) -> None:
    clara = newcomer("clara")
    ada.do(f"/api/v1/accounts/{bruno.account_id}/follow")
    bruno.do(f"/api/v1/accounts/{clara.account_id}/follow")
    (found,) = ada.read("/api/v2/suggestions", limit="5")
    assert (found["sources"], found["account"]["acct"]) == (["friends_of_friends"], "clara")
    assert ada.read("/api/v1/suggestions") == [found["account"]]
    assert clara.read("/api/v2/suggestions") == []
    assert ada.send("DELETE", f"/api/v1/suggestions/{clara.account_id}").json() == {}
    assert ada.read("/api/v2/suggestions") == []
    assert ada.send("DELETE", "/api/v1/suggestions/404404404").status == 404
