"""What moderators do by the API."""

from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.ports.unit_of_work import UnitOfWorkFactory
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.site.whole_site import WholeSite, whole_site

ACCOUNTS, REPORTS = "/api/v1/admin/accounts", "/api/v1/admin/reports"


@pytest.fixture
def site() -> WholeSite:
    return whole_site(server_texts=ServerTexts(rules=("Be kind", "No spam")))


@pytest.fixture
def mia(newcomer: Callable[..., ApiApp]) -> ApiApp:
    return newcomer("mia", role=Role.MODERATOR)


def test_an_account_is_suspended_given_back_and_deleted(ada: ApiApp, mia: ApiApp, stranger: ApiApp) -> None:
    one = f"{ACCOUNTS}/{ada.account_id}"
    public = stranger.read(f"/api/v1/accounts/{ada.account_id}")
    known = mia.read(one)
    assert known == {
        "id": ada.account_id,
        "username": "ada",
        "domain": None,
        "created_at": known["created_at"],
        "email": "ada@example.org",
        "ip": None,
        "ips": [],
        "locale": "en",
        "invite_request": None,
        "role": {"id": "0", "name": "User", "permissions": "0", "color": "", "highlighted": False},
        "confirmed": True,
        "approved": True,
        "disabled": False,
        "silenced": False,
        "suspended": False,
        "sensitized": False,
        "account": public,
    }
    report = mia.do("/api/v1/reports", account_id=ada.account_id)
    assert mia.send("DELETE", one).status == 403
    assert mia.do(f"{one}/action", type="suspend", report_id=report["id"], text="") == {}
    assert stranger.get(f"/api/v1/accounts/{ada.account_id}").status == 404
    assert ada.get("/api/v1/accounts/verify_credentials").status == 401
    assert mia.read(f"{REPORTS}/{report['id']}")["action_taken"] is True
    suspended = mia.read(one)
    assert (suspended["suspended"], suspended["account"]["acct"]) == (True, "ada")
    assert [each["id"] for each in mia.read(ACCOUNTS, suspended="true")] == [ada.account_id]
    assert mia.do(f"{one}/unsuspend")["suspended"] is False
    assert ada.get("/api/v1/accounts/verify_credentials").status == 200
    mia.do(f"{one}/action", type="suspend")
    assert mia.send("DELETE", one).json() == suspended
    assert mia.get(one).status == 404


def test_what_this_server_cannot_do_to_an_account_is_said(ada: ApiApp, mia: ApiApp, site: WholeSite) -> None:
    act = f"{ACCOUNTS}/{ada.account_id}/action"
    wrong: list[tuple[dict[str, Any], str]] = [
        ({}, "type"),
        ({"type": "shred"}, "type"),
        ({"type": "silence", "text": "You are out"}, "text"),
        ({"type": "none"}, "report_id"),
        ({"type": "suspend", "text": "You are out"}, "text"),
        ({"type": "suspend", "send_email_notification": "true"}, "send_email_notification"),
    ]
    for form, said in wrong:
        answer = mia.post(act, **form)
        assert (answer.status, said in answer.text) == (422, True), (form, answer.text)
    report = ada.do("/api/v1/reports", account_id=mia.account_id)
    assert mia.post(act, type="none", report_id=report["id"]).status == 404
    own = f"{ACCOUNTS}/{mia.account_id}"
    assert mia.post(f"{own}/action", type="suspend").status == 403
    assert mia.do(f"{own}/action", type="none", report_id=report["id"]) == {}
    assert mia.read(f"{REPORTS}/{report['id']}")["action_taken_by_account"]["id"] == mia.account_id
    site.make(ChangeRole)(target="ada", role=Role.OWNER)
    answer = mia.post(act, type="suspend")
    assert (answer.status, answer.json()) == (403, {"error": "The role of this account is not smaller than yours"})
    assert mia.read(f"{ACCOUNTS}/{ada.account_id}")["suspended"] is False
    for deed in ("enable", "unsilence", "unsensitive"):
        assert mia.post(f"{ACCOUNTS}/{ada.account_id}/{deed}").status == 403
        assert mia.post(f"{ACCOUNTS}/1/{deed}").status == 404


@pytest.mark.parametrize(
    ("deed", "field", "undo"),
    [
        ("silence", "silenced", "unsilence"),
        ("disable", "disabled", "enable"),
        ("sensitive", "sensitized", "unsensitive"),
    ],
)
def test_less_than_to_suspend_is_done_and_undone(ada: ApiApp, mia: ApiApp, deed: str, field: str, undo: str) -> None:
    one = f"{ACCOUNTS}/{ada.account_id}"
    known = mia.read(one)
    report = mia.do("/api/v1/reports", account_id=ada.account_id)
    assert mia.do(f"{one}/action", type=deed, report_id=report["id"]) == {}
    assert mia.read(f"{REPORTS}/{report['id']}")["action_taken"] is True
    moderated = mia.read(one)
    limited = {"limited": True} if deed == "silence" else {}
    assert moderated == {**known, field: True, "account": {**known["account"], **limited}}
    for path, query in ((ACCOUNTS, {field: "true"}), ("/api/v2/admin/accounts", {"status": field})):
        assert [each["id"] for each in mia.read(path, **query)] == [ada.account_id]
    assert mia.do(f"{one}/{undo}") == known
    assert mia.read(ACCOUNTS, **{field: "true"}) == []


def test_who_is_limited_says_so_and_is_offered_to_followers(
    ada: ApiApp, bruno: ApiApp, mia: ApiApp, stranger: ApiApp
) -> None:
    status = ada.write("Rain #tea")
    ada.do(f"/api/v1/accounts/{mia.account_id}/follow")
    mia.do(f"/api/v1/accounts/{ada.account_id}/follow")
    mia.do(f"{ACCOUNTS}/{ada.account_id}/action", type="silence")
    assert bruno.read(f"/api/v1/accounts/{ada.account_id}")["limited"] is True
    assert "limited" not in bruno.read(f"/api/v1/accounts/{mia.account_id}")
    assert mia.read("/api/v1/accounts/verify_credentials")["id"] == mia.account_id
    for app, offered in ((mia, True), (ada, True), (bruno, False), (stranger, False)):
        for path in ("/api/v1/timelines/public", "/api/v1/timelines/tag/tea"):
            assert [each["id"] for each in app.read(path)] == ([status["id"]] if offered else [])
        assert (ada.account_id in [each["id"] for each in app.read("/api/v1/directory")]) is offered
        assert app.read(f"/api/v1/statuses/{status['id']}")["account"]["limited"] is True
    assert [each["id"] for each in bruno.read("/api/v2/search", q="ada", type="accounts")["accounts"]] == []
    assert [each["id"] for each in mia.read("/api/v2/search", q="ada", type="accounts")["accounts"]] == [ada.account_id]
    assert ada.do(f"/api/v1/accounts/{bruno.account_id}/follow")["requested"] is True
    assert bruno.do(f"/api/v1/accounts/{ada.account_id}/follow")["following"] is True


def test_who_is_disabled_can_do_nothing_and_stays(ada: ApiApp, mia: ApiApp, stranger: ApiApp) -> None:
    status = ada.write("Still here")
    mia.do(f"{ACCOUNTS}/{ada.account_id}/action", type="disable")
    assert ada.get("/api/v1/accounts/verify_credentials").status == 401
    assert stranger.read(f"/api/v1/statuses/{status['id']}")["id"] == status["id"]
    mia.do(f"{ACCOUNTS}/{ada.account_id}/enable")
    assert ada.get("/api/v1/accounts/verify_credentials").status == 200


def test_the_pictures_of_who_is_sensitized_are_so_for_others(ada: ApiApp, mia: ApiApp, stranger: ApiApp) -> None:
    status = ada.write("Look")
    mia.do(f"{ACCOUNTS}/{ada.account_id}/action", type="sensitive")
    for app, sensitive in ((mia, True), (stranger, True), (ada, False)):
        assert app.read(f"/api/v1/statuses/{status['id']}")["sensitive"] is sensitive


def test_people_are_found(ada: ApiApp, bruno: ApiApp, mia: ApiApp) -> None:
    everybody = [mia.account_id, bruno.account_id, ada.account_id]
    second = "/api/v2/admin/accounts"
    searches: list[tuple[str, dict[str, Any], list[str]]] = [
        (ACCOUNTS, {}, everybody),
        (ACCOUNTS, {"local": "true", "active": "true"}, everybody),
        (ACCOUNTS, {"remote": "true"}, []),
        (ACCOUNTS, {"silenced": "true"}, []),
        (ACCOUNTS, {"pending": "true"}, []),
        (ACCOUNTS, {"staff": "true"}, [mia.account_id]),
        (ACCOUNTS, {"username": "BR"}, [bruno.account_id]),
        (ACCOUNTS, {"email": "ada@"}, [ada.account_id]),
        (ACCOUNTS, {"by_domain": "example.net"}, []),
        (second, {"origin": "local", "status": "active"}, everybody),
        (second, {"origin": "remote"}, []),
        (second, {"status": "disabled"}, []),
        (second, {"permissions": "staff"}, [mia.account_id]),
        (second, {"role_ids": ["1", "3"]}, [mia.account_id]),
        (second, {"display_name": "x"}, []),
    ]
    for path, query, found in searches:
        assert [each["id"] for each in mia.read(path, **query)] == found, (path, query)
    page = mia.get(ACCOUNTS, limit=2)
    shown: Any = page.json()
    assert [each["id"] for each in shown] == everybody[:2]
    assert f"max_id={bruno.account_id}" in (page.header("Link") or "")
    assert mia.get(ACCOUNTS, ip="203.0.113.7").status == 422
    assert mia.get(second, invited_by="1").status == 422
    assert mia.get(second, status="x").status == 422


def test_a_report_is_looked_after(ada: ApiApp, bruno: ApiApp, mia: ApiApp) -> None:
    status = bruno.write("Secret", visibility="private")
    ada.do(f"/api/v1/accounts/{bruno.account_id}/follow")
    filed = ada.do(
        "/api/v1/reports", account_id=bruno.account_id, status_ids=[status["id"]], rule_ids=["2"], comment="Look"
    )
    one = f"{REPORTS}/{filed['id']}"
    report = mia.read(one)
    assert mia.read(REPORTS) == [report]
    assert set(report) == {
        *("id", "action_taken", "action_taken_at", "category", "comment", "forwarded", "created_at", "updated_at"),
        *("account", "target_account", "assigned_account", "action_taken_by_account", "statuses", "rules"),
    }
    assert (report["account"]["id"], report["target_account"]["id"]) == (ada.account_id, bruno.account_id)
    assert [(each["id"], each["content"]) for each in report["statuses"]] == [(status["id"], status["content"])]
    assert "favourited" not in report["statuses"][0]
    assert (report["category"], report["rules"]) == ("violation", [{"id": "2", "text": "No spam", "hint": ""}])
    assert mia.do(f"{one}/assign_to_self")["assigned_account"]["id"] == mia.account_id
    assert mia.do(f"{one}/unassign")["assigned_account"] is None
    changed: Any = mia.form("PUT", one, {"category": "spam"}).json()
    assert (changed["category"], changed["rules"]) == ("spam", [])
    assert mia.form("PUT", one, {"rule_ids": ["9"]}).status == 422
    resolved = mia.do(f"{one}/resolve")
    assert (resolved["action_taken"], resolved["action_taken_by_account"]["id"]) == (True, mia.account_id)
    assert (mia.read(REPORTS), mia.read(REPORTS, resolved="true")) == ([], [resolved])
    assert mia.read(REPORTS, resolved="true", account_id=bruno.account_id) == []
    assert mia.read(REPORTS, resolved="true", target_account_id=bruno.account_id) == [resolved]
    assert mia.do(f"{one}/reopen")["action_taken"] is False
    mia.do(f"{ACCOUNTS}/{bruno.account_id}/action", type="suspend")
    assert [each["id"] for each in mia.read(one)["statuses"]] == [status["id"]]


def test_only_moderators_and_apps_that_may_get_in(
    ada: ApiApp, newcomer: Callable[..., ApiApp], site: WholeSite
) -> None:
    assert ada.get(ACCOUNTS).status == 403
    limited = newcomer("max", ("read", "write", "admin:read:reports"), Role.ADMIN)
    assert (limited.get(ACCOUNTS).status, limited.get(REPORTS).status) == (403, 200)
    assert limited.post(f"{REPORTS}/1/resolve").status == 403
    site.make(ChangeRole)(target="max", role=Role.USER)
    assert limited.get(REPORTS).json() == {"error": "This action is not allowed"}


def test_who_waits_is_let_in_or_turned_away(ada: ApiApp, bruno: ApiApp, mia: ApiApp, site: WholeSite) -> None:
    begin: UnitOfWorkFactory = site.parts[UnitOfWorkFactory]
    for app in (ada, bruno):
        with begin() as uow:
            uow.accounts.lock(int(app.account_id))
            account = uow.accounts.get(int(app.account_id))
            assert account is not None
            uow.accounts.save(evolve(account, state=AccountState.WAITING))
            uow.commit()
    waiting = mia.read(ACCOUNTS, pending="true")
    assert [(each["id"], each["approved"]) for each in waiting] == [(bruno.account_id, False), (ada.account_id, False)]
    assert mia.do(f"{ACCOUNTS}/{ada.account_id}/approve")["approved"] is True
    assert mia.do(f"{ACCOUNTS}/{bruno.account_id}/reject") == waiting[0]
    assert mia.get(f"{ACCOUNTS}/{bruno.account_id}").status == 404
    assert mia.post(f"{ACCOUNTS}/{ada.account_id}/approve").status == 404
