import pytest

from tests.integration.http.api.apps import ApiApp


def test_a_list_is_made_changed_and_removed(ada: ApiApp, bruno: ApiApp) -> None:
    made = ada.do("/api/v1/lists", title="Friends")
    assert made == {"id": made["id"], "title": "Friends", "replies_policy": "list", "exclusive": False}
    path = f"/api/v1/lists/{made['id']}"
    assert ada.read("/api/v1/lists") == [made]
    assert ada.read(path) == made
    changed = ada.json("PUT", path, {"title": "Bakers", "replies_policy": "none", "exclusive": True}).json()
    assert changed == {"id": made["id"], "title": "Bakers", "replies_policy": "none", "exclusive": True}
    assert ada.form("PUT", path, {"exclusive": "false"}).json() == {**changed, "exclusive": False}
    assert bruno.read("/api/v1/lists") == []
    assert [bruno.get(path).status, bruno.send("DELETE", path).status] == [404, 404]
    assert ada.send("DELETE", path).json() == {}
    assert ada.get(path).status == 404


def test_what_is_no_list_is_refused(ada: ApiApp) -> None:
    assert ada.post("/api/v1/lists").status == 422
    assert ada.post("/api/v1/lists", title=" ").status == 422
    assert ada.post("/api/v1/lists", title="x", replies_policy="some").status == 422
    for _ in range(50):
        ada.do("/api/v1/lists", title="x")
    answer = ada.post("/api/v1/lists", title="x")
    assert (answer.status, "at most 50" in answer.text) == (422, True)


@pytest.mark.parametrize("kind", ["form", "json", "query"])
def test_people_come_and_go(ada: ApiApp, bruno: ApiApp, kind: str) -> None:
    path = f"/api/v1/lists/{ada.do('/api/v1/lists', title='Friends')['id']}"
    people, ids = f"{path}/accounts", [bruno.account_id]
    assert ada.post(people, account_ids=ids).status == 404  # not followed yet
    ada.do(f"/api/v1/accounts/{bruno.account_id}/follow")
    assert ada.do(people, account_ids=ids) == {}
    assert ada.do(people, account_ids=ids) == {}
    assert [account["acct"] for account in ada.read(people)] == ["bruno"]
    assert [account["acct"] for account in ada.read(people, limit="0")] == ["bruno"]
    assert [one["title"] for one in ada.read(f"/api/v1/accounts/{bruno.account_id}/lists")] == ["Friends"]
    assert bruno.get(people).status == 404
    match kind:
        case "form":
            answer = ada.form("DELETE", people, {"account_ids": ids})
        case "json":
            answer = ada.json("DELETE", people, {"account_ids": ids})
        case _:
            answer = ada.send("DELETE", f"{people}?account_ids[]={bruno.account_id}")
    assert answer.json() == {}
    assert ada.read(people) == ada.read(f"/api/v1/accounts/{bruno.account_id}/lists") == []


def test_a_list_is_read_by_itself_and_an_exclusive_one_only_there(ada: ApiApp, bruno: ApiApp) -> None:
    made = ada.do("/api/v1/lists", title="Friends")
    ada.do(f"/api/v1/accounts/{bruno.account_id}/follow")
    ada.do(f"/api/v1/lists/{made['id']}/accounts", account_ids=[bruno.account_id])
    own, theirs = ada.write("Mine")["id"], [bruno.write(f"Theirs {number}")["id"] for number in range(3)][::-1]
    path = f"/api/v1/timelines/list/{made['id']}"
    page = ada.get(path, limit="2")
    assert [one["id"] for one in page.json()] == theirs[:2]  # type: ignore[attr-defined]
    older = (page.header("Link") or "").partition(">")[0].removeprefix("<http://localhost")
    assert [one["id"] for one in ada.read(older)] == theirs[2:]
    assert [one["id"] for one in ada.read("/api/v1/timelines/home")] == [*theirs, own]
    ada.form("PUT", f"/api/v1/lists/{made['id']}", {"exclusive": "true"})
    assert [one["id"] for one in ada.read("/api/v1/timelines/home")] == [own]
    assert bruno.get(path).status == 404
    ada.do(f"/api/v1/accounts/{bruno.account_id}/unfollow")
    assert ada.read(path) == ada.read(f"/api/v1/lists/{made['id']}/accounts") == []
