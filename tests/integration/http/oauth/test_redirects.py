"""What RFC 9700 warns of: where people are sent to, and with what."""

import re
from html import unescape
from urllib.parse import parse_qsl, quote, urlencode

import pytest

from tests.integration.http.client import Answer
from tests.integration.http.hostile.house import House
from tests.integration.http.oauth.remote_app import (
    CALLBACK,
    CHALLENGE,
    RemoteApp,
    allow,
    body,
    csrf_of,
    decide,
    returned,
)
from tests.integration.http.site.people import PASSWORD, Person


def leads_nowhere(answer: Answer) -> bool:
    """An error page of ours, from which nobody is sent anywhere."""
    return answer.status == 400 and answer.header("Location") is None and "asks in a wrong way" in answer.text


@pytest.mark.parametrize(
    "uri",
    [
        "https://evil.example/callback",
        "https://app.example/callbac",
        "https://app.example/callback2",
        "https://app.example/callback/",
        "https://app.example/callback/../other",
        "https://app.example/callback%2f..%2fother",
        "https://app.example/other/../callback",
        "https://app.example/%63allback",
        "https://app.example//callback",
        "https://app.example/callback?",
        "https://app.example/callback?a=b",
        "https://app.example/callback#",
        "https://app.example/callback#x",
        "https://app.example/Callback",
        "HTTPS://app.example/callback",
        "https://APP.example/callback",
        "http://app.example/callback",
        "https://app.example:443/callback",
        "https://app.example:8443/callback",
        "https://app.example./callback",
        "https://app.example.evil.example/callback",
        "https://evil.example@app.example/callback",
        "https://app.example@evil.example/callback",
        "https://app.example\\@evil.example/callback",
        "https://app.example%00.evil.example/callback",
        "https://app.example/callback\r\nLocation: https://evil.example",
        "https://app.example/callback ",
        " https://app.example/callback",
        "https://app.example/callback\t",
        "https://app.example/callback\0",
        "https://app.exämple/callback",
        "//app.example/callback",
        "/callback",
        "javascript:alert(1)",
        "data:text/html,x",
        "urn:ietf:wg:oauth:2.0:oob",
        "",
    ],
)
def test_no_address_but_the_one_that_was_registered(app: RemoteApp, ada: Person, uri: str) -> None:
    for question in (app.question(redirect_uri=uri), app.question(redirect_uri=uri, scope="everything")):
        assert leads_nowhere(ada.get(question))
        csrf = csrf_of(ada.page("/settings/apps" if ada.get(question).status == 200 else "/compose"))
        for decision in ("allow", "deny"):
            assert leads_nowhere(ada.post(question, {"csrf_token": csrf, "decision": decision}))


@pytest.mark.parametrize("twice", ["redirect_uri", "client_id", "scope", "state", "response_type", "code_challenge"])
def test_nothing_is_said_twice(app: RemoteApp, ada: Person, twice: str) -> None:
    question = app.question(code_challenge=CHALLENGE, code_challenge_method="S256")
    for value in ("https://evil.example/", CALLBACK, "code", ""):
        for doubled in (f"{question}&{twice}={quote(value)}", question.replace("?", f"?{twice}={quote(value)}&")):
            assert leads_nowhere(ada.get(doubled))


def test_the_form_cannot_say_more_than_the_question(app: RemoteApp, ada: Person) -> None:
    """What a person agrees to is what they were shown."""
    page = ada.page(app.question(scope="read"))
    form = {
        "csrf_token": csrf_of(page),
        "decision": "allow",
        "scope": "read write",
        "redirect_uri": "https://evil.example",
    }
    sent = returned(ada.post(app.question(scope="read"), form))
    assert sent.address == CALLBACK
    assert body(app.redeem(sent.given["code"]))["scope"] == "read"


@pytest.mark.parametrize(
    "client_id", ["", "nobody", "\0", "é", "' or 1=1 --", "a" * 5000, '"><script>alert(1)</script>']
)
def test_an_unknown_app_gets_a_page_and_no_redirect(house: House, app: RemoteApp, client_id: str) -> None:
    stranger = house.newcomer()
    answer = stranger.get(app.question(client_id=client_id))
    assert leads_nowhere(answer)
    assert "<script>alert" not in answer.text
    assert answer.header("Cache-Control") == "private, no-store"


@pytest.mark.parametrize(
    ("what", "error"),
    [
        ({"response_type": "token"}, "unsupported_response_type"),
        ({"response_type": "code token"}, "unsupported_response_type"),
        ({"response_type": "id_token"}, "unsupported_response_type"),
        ({"response_type": "none"}, "unsupported_response_type"),
        ({"response_type": "CODE"}, "unsupported_response_type"),
        ({"response_type": ""}, "invalid_request"),
        ({"scope": "everything"}, "invalid_scope"),
        ({"scope": "read admin:write"}, "invalid_scope"),
        ({"code_challenge": CHALLENGE}, "invalid_request"),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "plain"}, "invalid_request"),
        ({"code_challenge": CHALLENGE, "code_challenge_method": "s256"}, "invalid_request"),
        ({"code_challenge": "short", "code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge": CHALLENGE + "x", "code_challenge_method": "S256"}, "invalid_request"),
        ({"code_challenge_method": "S256"}, "invalid_request"),
    ],
)
def test_other_errors_are_for_the_app_to_hear_and_nobody_is_asked(
    house: House, app: RemoteApp, what: dict[str, str], error: str
) -> None:
    """By a link and no redirect: whoever registers an app would else have a link of ours to a site of theirs."""
    for person in (house.newcomer(), house.person("ada")):
        answer = person.get(app.question(**what))
        assert leads_nowhere(answer)
        assert answer.header("Cache-Control") == "private, no-store"
        link = re.search(r'<a href="([^"]*)" rel="nofollow noopener noreferrer">Back to app.example</a>', answer.text)
        assert link
        address, _, query = unescape(link[1]).partition("?")
        given = dict(parse_qsl(query))
        assert (address, given["error"], given["state"]) == (CALLBACK, error, "a state")
        assert given["iss"] == "http://127.0.0.1:8000"
        assert "code" not in given
        assert "token" not in given.get("error_description", "").replace("'code'", "")


def test_an_error_is_told_to_an_app_on_the_device_by_a_link_too(house: House) -> None:
    app = RemoteApp.registered(house, redirect_uris="myapp:a'b(c)")
    answer = house.newcomer().get(app.question(scope="everything", state='"><b>'))
    assert leads_nowhere(answer)
    assert '<a href="myapp:a&#39;b(c)?error=invalid_scope&amp;' in answer.text
    assert ">Back to the app</a>" in answer.text
    assert "<b>" not in answer.text


@pytest.mark.parametrize("odd", ['co"de', "co\\de", "cöde", "code\n", "\0"])
def test_odd_characters_are_refused_without_a_fault(app: RemoteApp, ada: Person, odd: str) -> None:
    for name in ("response_type", "client_id", "redirect_uri", "scope", "code_challenge", "code_challenge_method"):
        assert leads_nowhere(ada.get(app.question(**{name: odd})))


@pytest.mark.parametrize(
    "extra", ["&next=https://evil.example", "&error_uri=https://evil.example", "&iss=https://evil.example"]
)
def test_the_way_back_leads_nowhere_else(app: RemoteApp, ada: Person, extra: str) -> None:
    for decision in ("allow", "deny"):
        answer = decide(ada, app.question() + extra, decision)
        assert returned(answer).address == CALLBACK
        assert "evil" not in (answer.header("Location") or "")


def test_a_question_that_is_too_long_for_the_login_is_no_way_out(app: RemoteApp, house: House) -> None:
    question = app.question(state="x" * 20_000)
    location = house.newcomer().get(question).header("Location") or ""
    assert location.startswith("/login?next=%2Foauth%2Fauthorize")
    house.account("ada")
    answer = house.newcomer().send("/login", {"login": "ada", "password": PASSWORD}, at=location)
    assert answer.header("Location") == "/"


def test_the_state_is_no_markup_and_no_header(app: RemoteApp, ada: Person) -> None:
    state = '"><script>alert(1)</script>\r\nX-Evil: 1'
    question = app.question(state=state)
    assert "<script>alert" not in ada.page(question)
    answer = allow(ada, question)
    assert returned(answer).given["state"] == state
    assert answer.header("X-Evil") is None
    assert urlencode({"state": state}) in (answer.header("Location") or "")
