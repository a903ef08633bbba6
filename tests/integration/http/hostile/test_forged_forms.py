"""Cross-site request forgery, at every route that changes something."""

import pytest

from microblog.adapters.web.access import Access
from microblog.adapters.web.route import Route
from microblog.domain.model.account import Role
from tests.integration.http.client import Answer
from tests.integration.http.hostile.every_route import path_of, routes
from tests.integration.http.hostile.house import House
from tests.integration.http.site.people import Person

FOREIGN = [
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Origin": "http://localhost.evil.example"},
    {"Origin": "http://localhost@evil.example"},
    {"Origin": "http://localhost:1"},
    {"Referer": "http://evil.example/http://localhost/"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
    {"Origin": "http://localhost", "Sec-Fetch-Site": "cross-site"},
]


def forgeable(house: House) -> list[Route]:
    found = [route for route in routes(house.container) if route.method != "GET" and route.csrf]
    assert len(found) > 25
    return found


def token_of(person: Person) -> str:
    page = person.page("/settings/account" if person.username else "/login")
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def is_refused(answer: Answer) -> bool:
    return answer.status == 403 and "Go back, reload the page" in answer.text


def test_no_route_takes_a_form_without_the_token_of_its_session(house: House) -> None:
    house.account("ada")
    mo, other = house.person("mo", Role.OWNER), house.person("other", Role.OWNER)
    stranger = house.newcomer()
    wrong = ["", "0" * 64, token_of(other), token_of(mo)[:-1], token_of(mo).upper(), token_of(stranger), "\u00e9" * 64]
    stranger_wrong = ["", "A" * 43, token_of(mo), token_of(house.newcomer())]
    for route in forgeable(house):
        who, tokens = (stranger, stranger_wrong) if route.access is Access.ANYONE else (mo, wrong)
        path = path_of(house.container, route)
        assert is_refused(who.client.post(path, headers={"Accept-Language": "en"})), route.name
        for token in tokens:
            answer = who.client.post(path, {"csrf_token": token}, {"Accept-Language": "en"})
            assert is_refused(answer), (route.name, token)
        # In the address it would end up in logs and with the next site.
        assert is_refused(who.client.post(f"{path}?csrf_token={token_of(who)}", headers={"Accept-Language": "en"}))


@pytest.mark.parametrize("headers", FOREIGN, ids=str)
def test_no_route_takes_a_form_from_elsewhere(house: House, headers: dict[str, str]) -> None:
    house.account("ada")
    mo, stranger = house.person("mo", Role.OWNER), house.newcomer()
    tokens = {id(who): token_of(who) for who in (mo, stranger)}
    for route in forgeable(house):
        who = stranger if route.access is Access.ANYONE else mo
        form = {"csrf_token": tokens[id(who)]}
        answer = who.client.post(path_of(house.container, route), form, {"Accept-Language": "en"} | headers)
        assert is_refused(answer), route.name


def test_nothing_was_done_by_a_refused_form(house: House) -> None:
    ada, bruno = house.person("ada"), house.person("bruno")
    post = ada.write("stays")
    for path in (f"/@ada/{post}/delete", "/logout", "/settings/delete", "/@bruno/block", f"/@ada/{post}/like"):
        assert (
            ada.client.post(path, {"csrf_token": token_of(bruno), "password": "a long enough sentence"}).status == 403
        )
    page = ada.page(f"/@ada/{post}")
    assert "stays" in page
    assert "/unlike" not in page
    assert ada.get("/@bruno").status == 200


@pytest.mark.parametrize("kind", ["text/plain", "application/json", "multipart/form-data; boundary=b", ""])
def test_no_other_kind_of_body_gets_around_the_token(house: House, kind: str) -> None:
    ada = house.person("ada")
    body = b'{"text": "forged", "csrf_token": ""}'
    if "multipart" in kind:
        body = b'--b\r\nContent-Disposition: form-data; name="text"\r\n\r\nforged\r\n--b--\r\n'
    answer = ada.client.request("POST", "/compose", {"Content-Type": kind} if kind else {}, body)
    assert answer.status == 403
    assert "forged" not in ada.page("/")


def test_the_button_to_log_out_works_on_the_page_of_a_refused_form(house: House) -> None:
    ada = house.person("ada")
    for answer in (ada.post("/compose", {}), ada.get("/moderation/registrations")):
        assert answer.status == 403
        assert f'name="csrf_token" value="{token_of(ada)}"' in answer.text


def test_reading_changes_nothing(house: House) -> None:
    """What a foreign page can make a browser do without a form: GET, also with a body and an overridden method."""
    ada = house.person("ada")
    ada.write("stays")
    for route in forgeable(house):
        path = path_of(house.container, route)
        for headers in ({}, {"X-HTTP-Method-Override": "POST"}, {"X-Method-Override": "POST"}):
            answer = ada.client.get(f"{path}?_method=POST&answer=approve&text=x", headers)
            assert answer.status in (200, 303, 400, 403, 404, 405), route.name
            if answer.status == 303:
                assert "/login" not in (answer.header("Location") or ""), route.name
    assert "stays" in ada.page("/@ada")


def test_one_click_unsubscribing_needs_no_token_but_the_secret(house: House) -> None:
    ada, bruno = house.person("ada"), house.person("bruno")
    ada.write("Hello @bruno")
    (mail,) = house.mails
    link = mail.headers["List-Unsubscribe"].strip("<>").removeprefix("http://127.0.0.1:8000")
    stranger = house.newcomer()
    assert stranger.client.post(f"{link}x", {"List-Unsubscribe": "One-Click"}).status == 404
    assert stranger.client.post(link, {"List-Unsubscribe": "One-Click"}).status == 200
    ada.write("Hello again @bruno")
    assert len(house.mails) == 1
    assert "Hello again" in bruno.page("/notifications")
