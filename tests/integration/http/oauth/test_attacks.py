"""What RFC 9700 warns of: codes and tokens in the wrong hands, forged consent, secrets that are told on."""

import logging
import re
from base64 import urlsafe_b64encode
from concurrent.futures import ThreadPoolExecutor
from hashlib import sha256
from pathlib import Path

import pytest

from tests.integration.http.hostile.house import House
from tests.integration.http.oauth.conftest import house_in_memory
from tests.integration.http.oauth.remote_app import (
    CALLBACK,
    CHALLENGE,
    VERIFIER,
    RemoteApp,
    allow,
    body,
    code_of,
    csrf_of,
)
from tests.integration.http.site.people import PASSWORD, Person


def test_a_code_works_once_and_the_second_use_ends_what_came_of_the_first(app: RemoteApp, ada: Person) -> None:
    code = code_of(allow(ada, app.question()))
    token, kept = body(app.redeem(code))["access_token"], app.let_in(ada)["access_token"]
    assert app.works(token)
    answer = app.redeem(code)
    assert (answer.status, body(answer)["error"]) == (400, "invalid_grant")
    assert not app.works(token)
    assert app.works(kept)
    assert app.redeem(code).status == 400


def test_of_eight_that_redeem_at_once_one_gets_a_token(tmp_path: Path) -> None:
    with house_in_memory(tmp_path, "flask") as house:  # the loop of the tests for Quart takes one at a time
        app = RemoteApp.registered(house)
        code = code_of(allow(house.person("ada"), app.question()))
        with ThreadPoolExecutor(8) as threads:
            answers = list(threads.map(lambda _: app.redeem(code), range(8)))
        assert sorted(answer.status for answer in answers) == [200] + [400] * 7
        (winner,) = [body(answer)["access_token"] for answer in answers if answer.status == 200]
        assert not app.works(winner)  # the others were a second use


def test_a_code_is_worth_nothing_to_another_app(house: House, app: RemoteApp, ada: Person) -> None:
    code = code_of(allow(ada, app.question()))
    thief = RemoteApp.registered(house, client_name="Thief")
    assert thief.redeem(code).status == 400
    assert app.redeem(code, client_secret=thief.secret).status == 401
    assert thief.redeem(code, client_id=app.client_id).status == 401
    token = body(app.redeem(code))["access_token"]
    assert thief.redeem(code).status == 400
    assert app.works(token)  # which the thief could not end either


def test_a_refresh_token_is_worth_nothing_to_another_app(house: House, ada: Person) -> None:
    app, thief = (RemoteApp.registered(house, scopes="read offline_access") for _ in range(2))
    tokens = app.let_in(ada, scope="read offline_access")
    assert thief.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"]).status == 400
    assert app.token(grant_type="refresh_token", refresh_token=tokens["access_token"]).status == 400
    assert app.get("/oauth/userinfo", tokens["refresh_token"]).status == 401
    assert app.token(grant_type="refresh_token", refresh_token=tokens["refresh_token"]).status == 200


def test_the_address_is_said_again_when_the_code_is_redeemed(app: RemoteApp, ada: Person) -> None:
    code = code_of(allow(ada, app.question()))
    for uri in ("", "https://evil.example/", f"{CALLBACK}/"):
        assert body(app.redeem(code, redirect_uri=uri))["error"] == "invalid_grant"
    assert app.redeem(code).status == 200


@pytest.mark.parametrize("verifier", ["", "w" * 43, CHALLENGE, VERIFIER + "x", VERIFIER[:42], "plain"])
def test_the_proof_cannot_be_left_out_or_guessed(app: RemoteApp, ada: Person, verifier: str) -> None:
    code = code_of(allow(ada, app.question(code_challenge=CHALLENGE, code_challenge_method="S256")))
    answer = app.redeem(code, code_verifier=verifier)
    assert (answer.status, body(answer)["error"]) == (400, "invalid_grant")
    assert app.redeem(code, code_verifier=VERIFIER).status == 200


def test_a_proof_of_nothing_shows_that_the_challenge_was_taken_away(app: RemoteApp, ada: Person) -> None:
    code = code_of(allow(ada, app.question()))
    for verifier in (VERIFIER, CHALLENGE):
        assert body(app.redeem(code, code_verifier=verifier))["error"] == "invalid_grant"


def test_a_verifier_that_is_its_own_challenge_is_no_proof(app: RemoteApp, ada: Person) -> None:
    """As it would be by the method `plain`."""
    code = code_of(allow(ada, app.question(code_challenge=CHALLENGE, code_challenge_method="S256")))
    digest = urlsafe_b64encode(sha256(CHALLENGE.encode()).digest()).rstrip(b"=").decode()
    for verifier in (CHALLENGE, digest):
        assert app.redeem(code, code_verifier=verifier).status == 400


def test_consent_cannot_be_forged(house: House, app: RemoteApp, ada: Person) -> None:
    question, bruno = app.question(), house.person("bruno")
    own, theirs = csrf_of(ada.page(question)), csrf_of(bruno.page(question))
    origin = {"Origin": "http://127.0.0.1:8000"}
    allowing = {"decision": "allow"}
    attempts = [
        ada.client.post(question, allowing, {"Host": "127.0.0.1:8000"}),
        ada.client.post(question, allowing | {"csrf_token": theirs}, origin),
        ada.client.post(question, allowing | {"csrf_token": own}, {"Origin": "https://evil.example"}),
        ada.client.post(question, allowing | {"csrf_token": own}, {"Origin": "null"}),
        ada.client.post(question, allowing | {"csrf_token": own}, {**origin, "Sec-Fetch-Site": "cross-site"}),
        ada.client.post(f"{question}&csrf_token={own}&decision=allow", {}, origin),
    ]
    assert [answer.status for answer in attempts] == [403] * len(attempts)
    assert all("code=" not in (answer.header("Location") or "") for answer in attempts)
    # Nothing is allowed by merely going there, and nobody is let in by what a stranger posts.
    assert ada.get(f"{question}&decision=allow").status == 200
    stranger = house.newcomer().client.post(question, allowing, origin)
    assert "code=" not in (stranger.header("Location") or "")
    assert house.container.list_authorized_apps()(account_id=1) == []


def test_a_token_is_no_session(app: RemoteApp, ada: Person) -> None:
    token = app.let_in(ada)["access_token"]
    for path in (app.question(), "/settings/apps"):
        answer = app.get(path, token)
        assert (answer.status, (answer.header("Location") or "")[:12]) == (303, "/login?next=")
    for path in (f"/oauth/userinfo?access_token={token}", f"/oauth/userinfo?bearer_token={token}"):
        assert app.client.get(path).status == 401
    assert app.client.post("/oauth/userinfo", {"access_token": token}).status == 401
    assert ada.get("/oauth/userinfo").status == 401


def test_a_code_is_told_on_to_nobody(house: House, app: RemoteApp, ada: Person) -> None:
    """No Referer has it: the page that it is sent from tells other sites none, and no address of a page holds it."""
    asked, answer = ada.get(app.question()), allow(ada, app.question())
    for one in (asked, answer):
        assert one.header("Referrer-Policy") == "same-origin"
        assert one.header("Cache-Control") == "private, no-store"
    assert code_of(answer) not in answer.text
    by_hand = RemoteApp.registered(house, redirect_uris="urn:ietf:wg:oauth:2.0:oob")
    shown = allow(ada, by_hand.question())
    assert shown.header("Referrer-Policy") == "same-origin"
    assert shown.header("Cache-Control") == "private, no-store"
    assert not re.search(r'(?:href|src)="https?://', shown.text)


def test_no_secret_is_in_the_log(house: House, caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.DEBUG)
    caplog.set_level(logging.DEBUG, logger="microblog")
    house.account("ada")
    app = RemoteApp.registered(house, scopes="read offline_access")
    question = app.question(
        scope="read offline_access", code_challenge=CHALLENGE, code_challenge_method="S256", state="canary-state"
    )
    stranger = house.newcomer()
    login = stranger.get(question).header("Location") or ""
    stranger.send("/login", {"login": "ada", "password": PASSWORD}, at=login)
    code = code_of(allow(stranger, question))
    for verifier in ("wrong" * 10, VERIFIER):
        answer = app.redeem(code, code_verifier=verifier)
    first = body(answer)
    second = body(app.token(grant_type="refresh_token", refresh_token=first["refresh_token"]))
    own = body(app.token(grant_type="client_credentials", scope="read"))
    app.token(grant_type="client_credentials", client_secret="canary-guess")
    app.get("/oauth/userinfo", second["access_token"])
    app.client.post("/oauth/revoke", {"client_id": app.client_id, "client_secret": app.secret, "token": "canary-token"})
    for twice in (first["refresh_token"], "canary-refresh"):
        app.token(grant_type="refresh_token", refresh_token=twice)
    secrets = [code, VERIFIER, CHALLENGE, PASSWORD, app.secret, app.client_id, "canary", "wrongwrong"]
    secrets += [tokens[kind] for tokens in (first, second) for kind in ("access_token", "refresh_token")]
    secrets += [own["access_token"], *stranger.client.cookies.values()]
    assert len([record for record in caplog.records if record.name.startswith("microblog")]) > 10
    for record in caplog.records:
        said = f"{record.getMessage()} {vars(record)}"
        assert not [secret for secret in secrets if secret in said], record.name


def test_what_an_app_calls_itself_is_only_text(house: House, ada: Person) -> None:
    name, website = '<script>alert(1)</script>"{{7*7}}%(app)s', "https://app.example/'\"><b>"
    refused = house.client.post("/api/v1/apps", {"client_name": name, "redirect_uris": "<b>:x"})
    assert refused.status == 422
    app = RemoteApp.registered(house, client_name=name, website=website, redirect_uris="urn:ietf:wg:oauth:2.0:oob")
    app_page, code_page = ada.page(app.question()), allow(ada, app.question())
    app.redeem(code_of(code_page))
    for page in (app_page, code_page.text, ada.page("/settings/apps")):
        assert "&lt;script&gt;alert(1)&lt;/script&gt;&#34;{{7*7}}%(app)s" in page
        assert "<script>alert" not in page
        assert '<b>"' not in page


def test_a_code_of_somebody_who_left_is_worth_nothing(app: RemoteApp, ada: Person) -> None:
    code, token = code_of(allow(ada, app.question())), app.let_in(ada)["access_token"]
    ada.send("/settings/delete", {"password": PASSWORD})
    assert app.redeem(code).status == 400
    assert not app.works(token)
