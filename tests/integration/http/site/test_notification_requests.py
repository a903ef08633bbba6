"""Whom somebody wants to be told of, and who waits to be let in."""

import re

from tests.integration.http.client import Answer
from tests.integration.http.site.people import Person

POLICY, REQUESTS = "/settings/notifications", "/notifications/requests"
ALL = {
    "for_not_following": "accept",
    "for_not_followers": "accept",
    "for_new_accounts": "accept",
    "for_private_mentions": "accept",
    "for_limited_accounts": "filter",
}


def answer_at(person: Person, path: str) -> Answer:
    """Without a button, as there is none any more, or not for this person."""
    token = re.search(r'name="csrf_token" value="([^"]+)"', person.page("/"))
    assert token
    return person.post(path, {"csrf_token": token[1]})


def one(page: str) -> str:
    found = re.search(rf'href="({REQUESTS}/\d+)"', page)
    assert found
    return found[1]


def test_somebody_is_let_in(ada: Person, bruno: Person) -> None:
    assert "Nothing is filtered" in ada.page(REQUESTS)
    answer = ada.send(POLICY, {**ALL, "for_not_following": "filter"})
    assert (answer.status, answer.header("Location")) == (303, POLICY)
    assert '<option value="filter" selected>' in ada.page(POLICY)
    bruno.write("@ada Buy <this>")
    bruno.send("/compose", {"text": "@ada A word for you", "visibility": "mentioned"})
    page = ada.page("/notifications")
    assert "Nothing yet" in page
    assert f'href="{REQUESTS}"' in page
    assert '<span class="count">1</span>' in page
    waiting = ada.page(REQUESTS)
    assert "A word for you" in waiting
    assert "2 notifications" in waiting
    held = ada.page(one(waiting))
    assert "Buy &lt;this&gt;" in held
    assert "mentioned you" in held
    assert bruno.get(one(waiting)).status == 404
    answer = ada.send(f"{one(waiting)}/accept", {}, at=REQUESTS)
    assert answer.header("Location") == REQUESTS
    assert "You are told of this person from now on" in ada.page(REQUESTS)
    page = ada.page("/notifications")
    assert page.count("mentioned you") == 2
    assert f'href="{REQUESTS}"' not in page
    assert "A word for you" in ada.page("/messages")
    assert answer_at(ada, f"{one(waiting)}/accept").status == 404


def test_somebody_is_dismissed(ada: Person, bruno: Person) -> None:
    ada.send(POLICY, {**ALL, "for_not_followers": "filter"})
    bruno.write("@ada Hello")
    waiting = ada.page(REQUESTS)
    assert "1 notification" in waiting
    assert answer_at(bruno, f"{one(waiting)}/dismiss").status == 404
    assert "1 notification" in ada.page(REQUESTS)
    ada.send(f"{one(waiting)}/dismiss", {}, at=REQUESTS)
    assert "are gone" in ada.page(REQUESTS)
    assert "mentioned you" not in ada.page("/notifications")


def test_a_choice_that_is_none_is_refused(ada: Person) -> None:
    answer = ada.send(POLICY, {**ALL, "for_new_accounts": "perhaps"})
    assert answer.status == 422
    assert "none of the choices" in answer.text
    assert '<option value="drop" selected>' not in ada.page(POLICY)
