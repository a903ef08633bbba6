from datetime import UTC, datetime
from typing import Any

import pytest

from tests.integration.http.api.apps import ApiApp

PATH = "/api/v1/featured_tags"


def test_hashtags_are_featured_counted_and_taken_away(ada: ApiApp, bruno: ApiApp, stranger: ApiApp) -> None:
    tag = ada.do(PATH, name="#Straße")
    url = "http://localhost/@ada/tagged/strasse"
    assert tag == {"id": tag["id"], "name": "strasse", "url": url, "statuses_count": "0", "last_status_at": None}
    ada.do(PATH, name="rye")
    ada.write("#rye and #oats")
    ada.write("#rye, for those who look", visibility="unlisted")
    ada.write("#strasse #rye, for friends", visibility="private")
    today = datetime.now(UTC).date().isoformat()
    theirs = f"/api/v1/accounts/{ada.account_id}/featured_tags"
    for found in (ada.read(PATH), bruno.read(theirs), stranger.read(theirs)):
        assert [(one["name"], one["statuses_count"], one["last_status_at"]) for one in found] == [
            ("rye", "2", today),
            ("strasse", "0", None),
        ]
    shown = stranger.read(f"/api/v1/accounts/{ada.account_id}/statuses", tagged="RYE")
    assert [one["visibility"] for one in shown] == ["unlisted", "public"]
    assert bruno.read(PATH) == []
    one = f"{PATH}/{tag['id']}"
    assert bruno.send("DELETE", one).status == 404
    assert ada.send("DELETE", one).json() == {}
    assert ada.send("DELETE", one).status == 404
    assert [each["name"] for each in ada.read(PATH)] == ["rye"]


def test_the_hashtags_that_one_uses_most_are_suggested(ada: ApiApp) -> None:
    ada.do(PATH, name="rye")
    for text in ("#rye #oats", "#barley #oats"):
        ada.write(text)
    ada.do("/api/v1/tags/barley/follow")
    suggested = ada.read(f"{PATH}/suggestions")
    assert [(tag["name"], tag["following"]) for tag in suggested] == [("oats", False), ("barley", True)]


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("", "Validation failed: name: This is still empty. Fill it in."),
        ("12", "Validation failed: name: This can be no hashtag: it has letters, digits and underscores"),
        ("Rye", "Validation failed: name: Your profile shows this hashtag already."),
    ],
)
def test_what_cannot_be_featured_is_refused(ada: ApiApp, name: str, said: str) -> None:
    ada.do(PATH, name="rye")
    refused: Any = ada.post(PATH, name=name)
    assert refused.status == 422
    assert refused.json()["error"].startswith(said)
    assert len(ada.read(PATH)) == 1


def test_ten_hashtags_can_be_featured(ada: ApiApp) -> None:
    for number in range(10):
        ada.do(PATH, name=f"tag{number}")
    refused: Any = ada.post(PATH, name="more").json()
    assert refused["error"] == "Validation failed: name: Your profile shows 10 hashtags already. Take one away first."
