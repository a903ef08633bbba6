import re

import pytest

from microblog.domain.model.account import Role
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from tests.integration.http.site.people import PASSWORD, Person
from tests.integration.http.site.whole_site import WholeSite

ACCOUNTS = "/moderation/accounts"


@pytest.fixture
def mia(site: WholeSite, stranger: Person) -> Person:
    stranger.sign_up("mia")
    site.make(ChangeRole)(target="mia", role=Role.MODERATOR)
    return stranger


def page_of(moderator: Person, name: str) -> str:
    found = re.search(rf'href="({ACCOUNTS}/\d+)">@{name}<', moderator.page(f"{ACCOUNTS}?q={name}"))
    assert found
    return found[1]


def test_an_account_is_suspended_given_back_and_deleted(ada: Person, bruno: Person, mia: Person) -> None:
    post_id = ada.write("Buy this")
    bruno.send(f"/@ada/{post_id}/report", {"category": "spam", "comment": "Again!"})
    at = page_of(mia, "ada")
    page = mia.page(at)
    assert "Again!" in page
    assert "ada@example.org" in page
    assert mia.send(at, {"answer": "suspend"}).status == 303
    assert bruno.get(f"/@ada/{post_id}").status == 404
    assert ada.get("/settings/profile").status == 303 or ada.get("/settings/profile").status == 401
    refused = ada.send("/login", {"login": "ada", "password": PASSWORD})
    assert (refused.status, "has been suspended" in refused.text) == (422, True)
    assert "@ada" in mia.page(f"{ACCOUNTS}/suspended")
    assert mia.send(at, {"answer": "unsuspend"}).status == 303
    assert bruno.get(f"/@ada/{post_id}").status == 200
    assert "@ada" not in mia.page(f"{ACCOUNTS}/suspended")
    mia.send(at, {"answer": "suspend"})
    assert mia.send(at, {"answer": "delete"}).status == 303
    assert "Say first that you are sure" in mia.page(at)
    assert mia.send(at, {"answer": "delete", "sure": "y"}).status == 303
    assert mia.get(at).status == 404
    assert bruno.get("/@ada").status == 410


def test_an_account_is_limited_folded_away_and_disabled_and_all_that_is_undone(
    ada: Person, bruno: Person, mia: Person
) -> None:
    ada.write("Buy this")
    at = page_of(mia, "ada")
    for deed, part, said in (
        ("limit", "limited", "The account is limited."),
        ("sensitize", "sensitized", "folded away as sensitive"),
        ("disable", "disabled", "Nobody can log in"),
    ):
        assert mia.send(at, {"answer": deed}).status == 303
        assert said in mia.page(at)
        assert "@ada" in mia.page(f"{ACCOUNTS}/{part}")
    assert "Buy this" not in bruno.page("/public")
    profile = bruno.page("/@ada")
    assert ("Buy this" in profile, "have limited this account" in profile) == (True, True)
    refused = ada.send("/login", {"login": "ada", "password": PASSWORD})
    assert (refused.status, "have disabled this account" in refused.text) == (422, True)
    for deed, part in (("unlimit", "limited"), ("desensitize", "sensitized"), ("enable", "disabled")):
        assert mia.send(at, {"answer": deed}).status == 303
        assert "@ada" not in mia.page(f"{ACCOUNTS}/{part}")
    assert "Buy this" in bruno.page("/public")
    assert ada.send("/login", {"login": "ada", "password": PASSWORD}).status == 303


def test_a_report_leads_to_a_deed_and_is_resolved_by_it(ada: Person, bruno: Person, mia: Person) -> None:
    ada.write("Buy this")
    bruno.send("/@ada/report", {"category": "spam", "comment": "Again!"})
    found = re.search(r'href="(/moderation/reports/(\d+))"', mia.page("/moderation/reports"))
    assert found
    at = page_of(mia, "ada")
    assert f'name="report" value="{found[2]}"' in mia.page(found[1])
    for wrong in ("x", "9" * 30, "-1"):
        assert mia.send(at, {"answer": "limit", "report": wrong}).status == 400
    assert mia.send(at, {"answer": "limit", "report": "404"}).status == 404
    sent = mia.send(at, {"answer": "limit", "report": found[2]})
    assert (sent.status, sent.header("Location")) == (303, found[1])
    assert "Open it again" in mia.page(found[1])
    assert "@ada" in mia.page(f"{ACCOUNTS}/limited")


def test_nobody_acts_on_an_owner(ada: Person, mia: Person, site: WholeSite) -> None:
    at = page_of(mia, "ada")
    site.make(ChangeRole)(target="ada", role=Role.OWNER)
    page = mia.page(at)
    assert "Suspend</button>" not in page
    assert "not smaller than yours" in page
    token = re.search(r'name="csrf_token" value="([^"]+)"', mia.page("/"))
    assert token
    answer = mia.post(at, {"csrf_token": token[1], "answer": "suspend"})
    assert (answer.status, "not smaller than yours" in answer.text) == (403, True)
    assert mia.post(page_of(mia, "mia"), {"csrf_token": token[1], "answer": "suspend"}).status == 403
    assert mia.post(at, {"csrf_token": token[1], "answer": "shred"}).status == 400
    assert ada.get(at).status == 200


def test_people_are_found_by_the_beginning_of_a_name(ada: Person, bruno: Person, mia: Person) -> None:
    page = mia.page(f"{ACCOUNTS}?q=@BR")
    assert ("@bruno<" in page, "@ada<" in page) == (True, False)
    assert "Nobody is found." in mia.page(f"{ACCOUNTS}?q=%22%3E%3Cb%3E")
    assert bruno.get(ACCOUNTS).status == 403
    assert ada.get(f"{ACCOUNTS}/1").status == 403
