from typing import Any

import pytest

from microblog.domain.model.account import Role
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.site.whole_site import WholeSite, whole_site

REPORTS = "/api/v1/reports"


@pytest.fixture
def site() -> WholeSite:
    return whole_site(server_texts=ServerTexts(rules=("Be kind", "No spam")))


def test_a_report_is_filed_and_moderators_are_told(ada: ApiApp, bruno: ApiApp, site: WholeSite) -> None:
    site.make(ChangeRole)(target="ada", role=Role.MODERATOR)
    status = ada.write("Buy this")
    assert bruno.post(REPORTS, account_id=ada.account_id).status == 200
    site.make(ChangeRole)(target="bruno", role=Role.MODERATOR)
    report = ada.do(REPORTS, account_id=bruno.account_id, comment="Spam", category="spam", forward="true")
    account = ada.read(f"/api/v1/accounts/{bruno.account_id}")
    assert report == {
        "id": report["id"],
        "action_taken": False,
        "action_taken_at": None,
        "category": "spam",
        "comment": "Spam",
        "forwarded": False,
        "created_at": report["created_at"],
        "status_ids": [],
        "rule_ids": [],
        "target_account": account,
    }
    assert ada.read("/api/v1/notifications") == []  # it was about her
    answer: Any = bruno.json(
        "POST", REPORTS, {"account_id": ada.account_id, "status_ids": [status["id"]], "rule_ids": ["2"]}
    ).json()
    assert (answer["category"], answer["rule_ids"], answer["status_ids"]) == ("violation", ["2"], [status["id"]])


def test_what_cannot_be_reported_is_said(ada: ApiApp, bruno: ApiApp) -> None:
    secret = bruno.write("Between us", visibility="direct")
    for status, form, said in (
        (422, {}, "account_id"),
        (422, {"account_id": "x"}, "account_id"),
        (422, {"account_id": bruno.account_id, "category": "theft"}, "category"),
        (422, {"account_id": bruno.account_id, "comment": "x" * 1001}, "comment"),
        (422, {"account_id": bruno.account_id, "rule_ids": ["3"]}, "rule_ids"),
        (422, {"account_id": bruno.account_id, "status_ids": ["1"] * 41}, "status_ids"),
        (404, {"account_id": "404"}, "Record not found"),
        (404, {"account_id": bruno.account_id, "status_ids": [secret["id"]]}, "Record not found"),
        (403, {"account_id": ada.account_id}, "own account"),
    ):
        answer = ada.post(REPORTS, **form)
        assert (answer.status, said in answer.text) == (status, True), (form, answer.text)


def test_the_notification_of_a_report_carries_it(newcomer: Any, ada: ApiApp, bruno: ApiApp, site: WholeSite) -> None:
    mia: ApiApp = newcomer("mia")
    site.make(ChangeRole)(target="mia", role=Role.MODERATOR)
    report = ada.do(REPORTS, account_id=bruno.account_id)
    (told,) = mia.read("/api/v1/notifications", types=["admin.report"])
    assert (told["type"], told["account"]["id"], told["report"]) == ("admin.report", ada.account_id, report)
    assert mia.read(f"/api/v1/notifications/{told['id']}") == told
    assert mia.read("/api/v1/notifications", exclude_types=["admin.report"]) == []
    site.make(ChangeRole)(target="mia", role=Role.USER)
    assert mia.read("/api/v1/notifications") == []
