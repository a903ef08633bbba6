import re

import pytest

from microblog.domain.model.account import Role
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import WholeSite, whole_site

REPORTS = "/moderation/reports"


@pytest.fixture
def site() -> WholeSite:
    return whole_site(server_texts=ServerTexts(rules=("Be <kind>", "No spam")))


@pytest.fixture
def mia(site: WholeSite, stranger: Person) -> Person:
    stranger.sign_up("mia")
    site.make(ChangeRole)(target="mia", role=Role.MODERATOR)
    return stranger


def test_a_post_is_reported_looked_after_and_resolved(ada: Person, bruno: Person, mia: Person) -> None:
    post_id = ada.write("Buy <this>")
    at = f"/@ada/{post_id}/report"
    assert f'href="{at}"' in bruno.page("/public")
    assert f'href="{at}"' not in ada.page("/public")
    form = bruno.page(at)
    assert "Buy &lt;this&gt;" in form
    assert "Be &lt;kind&gt;" in form
    assert bruno.send(at, {"category": "spam", "comment": "Not <again>", "rules": "2"}).status == 303
    assert "Thank you" in bruno.page("/")
    notices = mia.page("/notifications")
    path = re.search(rf'href="({REPORTS}/\d+)"', notices)
    assert path
    assert "reported somebody" in notices
    assert path[1] in mia.page(REPORTS)
    page = mia.page(path[1])
    for shown in ("Buy &lt;this&gt;", "Not &lt;again&gt;", "No spam", "It breaks the rules", "@bruno", "nobody yet"):
        assert shown in page, shown
    for answer, shown in (
        ("assign", "Leave it to others"),
        ("unassign", "nobody yet"),
        ("assign", "Leave it to others"),
        ("resolve", "Open it again"),
    ):
        assert mia.send(path[1], {"answer": answer}).status == 303
        assert shown in mia.page(path[1])
    assert path[1] not in mia.page(REPORTS)
    assert path[1] in mia.page(f"{REPORTS}/resolved")
    ada.send(f"/@ada/{post_id}/delete", {})
    page = mia.page(path[1])
    assert "1 reported post has been deleted." in page
    assert "Buy" not in page
    mia.send(path[1], {"answer": "reopen"})
    assert path[1] in mia.page(REPORTS)
    assert mia.send(path[1], {"answer": "shred"}).status == 400


def test_a_person_is_reported(ada: Person, bruno: Person, mia: Person) -> None:
    assert 'href="/@ada/report"' in bruno.page("/@ada")
    assert 'href="/@ada/report"' not in ada.page("/@ada")
    assert bruno.send("/@ada/report", {"category": "legal", "comment": ""}).status == 303
    page = mia.page(REPORTS)
    assert "@ada" in page
    assert "It is against the law" in page
    assert ada.get(REPORTS).status == 403
    assert ada.get(f"{REPORTS}/1").status == 403


def test_what_is_wrong_with_a_report_is_said(ada: Person, bruno: Person) -> None:
    at = "/@ada/report"
    for wrong, status, said in (
        ({"comment": "x" * 1001}, 422, "at most 1000"),
        ({"category": "theft"}, 422, "none of the choices"),
        ({"rules": "3"}, 422, "no such rule"),
        ({"rules": "x"}, 400, "garbled"),
    ):
        answer = bruno.send(at, {"category": "other", "comment": "", **wrong})
        assert (answer.status, said in answer.text) == (status, True), wrong
    answer = bruno.send(at, {"category": "theft", "comment": "Why", "rules": "2"})
    assert "Why</textarea>" in answer.text
    assert 'value="2" checked' in answer.text
    assert ada.get(at).status == 403
    assert bruno.get("/@nobody/report").status == 404
    assert bruno.get(f"/@bruno/{ada.write('Mine')}/report").status == 404
