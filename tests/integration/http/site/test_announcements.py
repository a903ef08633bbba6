import re

import pytest

from microblog.domain.model.account import Role
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import WholeSite

PATH = "/moderation/announcements"


@pytest.fixture
def mo(site: WholeSite, stranger: Person) -> Person:
    stranger.sign_up("mo")
    site.make(ChangeRole)(target="mo", role=Role.OWNER)
    return stranger


def test_an_announcement_is_written_read_and_ended(ada: Person, bruno: Person, mo: Person) -> None:
    assert mo.send(PATH, {"text": "Tea <at> five", "ends_at": "", "answer": "draft"}).status == 303
    assert "Tea" not in ada.page("/")
    found = re.search(rf'href="({PATH}/\d+)"', mo.page(PATH))
    assert found
    one = found[1]
    assert mo.send(one, {"text": "Tea <at> six", "ends_at": "2999-12-31T18:30", "answer": "publish"}).status == 303
    assert "2999-12-31T18:30" in mo.page(one)
    assert "Tea &lt;at&gt; six" in ada.page("/")
    assert ada.press(f"/announcements/{one.rpartition('/')[2]}/dismiss", at="/").status == 303
    assert "Tea" not in ada.page("/")
    assert "Tea" in bruno.page("/")
    assert mo.send(one, {"answer": "end"}).status == 303
    assert "Tea" not in bruno.page("/")
    assert "ended" in mo.page(PATH)
    assert mo.send(one, {"answer": "delete"}).status == 303
    assert mo.get(one).status == 404


def token_of(person: Person) -> str:
    found = re.search(r'name="csrf_token" value="([^"]+)"', person.page("/"))
    assert found
    return found[1]


def test_an_announcement_is_answered_with_emojis(ada: Person, bruno: Person, mo: Person) -> None:
    mo.send(PATH, {"text": "Tea", "ends_at": "", "answer": "publish"})
    found = re.search(r'action="(/announcements/\d+)/react"', ada.page("/"))
    assert found
    react, unreact = f"{found[1]}/react", f"{found[1]}/unreact"
    for person in (ada, bruno):
        assert person.send(react, {"name": "👍"}, at="/").status == 303
    page = ada.page("/")
    assert ('aria-label="👍 2 answers"' in page, f'action="{unreact}"' in page) == (True, True)
    assert ada.send(unreact, {"name": "👍"}, at="/").status == 303
    page = ada.page("/")
    assert ('aria-label="👍 1 answer"' in page, f'action="{unreact}"' in page) == (True, False)
    ada.send(react, {"name": "tea"}, at="/")
    assert "This is not an emoji" in ada.page("/")
    for name in "🦀🐙🐬🐳🦑🐟🐡":
        ada.send(react, {"name": name}, at="/")
    assert "eight different emojis already" in bruno.page("/")
    ada.post(react, {"csrf_token": token_of(ada), "name": "🎉"})
    assert 'aria-label="🎉 1 answer"' not in ada.page("/")
    assert ada.post("/announcements/404/react", {"csrf_token": token_of(ada), "name": "👍"}).status == 404


def test_what_is_wrong_with_an_announcement_is_said(mo: Person) -> None:
    for wrong, status, said in (
        ({"text": ""}, 422, "This is still empty"),
        ({"text": "x" * 5001}, 422, "at most 5000"),
        ({"ends_at": "soon"}, 422, "not a date"),
        ({"ends_at": "2001-01-01T10:00"}, 422, "from now"),
        ({"answer": "shred"}, 400, "garbled"),
    ):
        answer = mo.send(PATH, {"text": "Tea", "ends_at": "", "answer": "publish", **wrong})
        assert (answer.status, said in answer.text) == (status, True), wrong
    assert "Nothing has been announced yet." in mo.page(PATH)


def test_only_owners_announce(ada: Person, site: WholeSite) -> None:
    site.make(ChangeRole)(target="ada", role=Role.ADMIN)
    assert ada.get(PATH).status == 403
    assert PATH not in ada.page("/moderation/reports")
