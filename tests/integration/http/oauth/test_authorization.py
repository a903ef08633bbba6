"""The way from a person who wants to use an app to an app that can act for them."""

import re
import time
from urllib.parse import urlencode

import pytest

from microblog.domain.model.account import Role
from tests.integration.http.hostile.house import BASE_URL, House
from tests.integration.http.oauth.remote_app import (
    CALLBACK,
    CHALLENGE,
    OOB,
    VERIFIER,
    RemoteApp,
    allow,
    body,
    code_of,
    decide,
    returned,
)
from tests.integration.http.site.people import PASSWORD, Person
from tests.unit.domain.model.test_push import POINT, SECRET


def test_consent_becomes_a_token(app: RemoteApp, ada: Person) -> None:
    page = ada.page(app.question())
    for words in ("Let <bdi>An app</bdi> use your account?", "@ada", "Everything that you can see here", "app.example"):
        assert words in page
    sent = returned(allow(ada, app.question()))
    assert sent.address == CALLBACK
    assert (sent.given["state"], sent.given["iss"]) == ("a state", BASE_URL)
    assert sent.given.keys() == {"code", "state", "iss"}
    answer = app.redeem(sent.given["code"])
    assert answer.status == 200
    token = body(answer)
    assert token.keys() == {"access_token", "token_type", "scope", "created_at"}
    assert (token["token_type"], token["scope"]) == ("Bearer", "read write")
    assert abs(token["created_at"] - time.time()) < 60
    assert (answer.header("Cache-Control"), answer.header("Content-Type")) == ("no-store", "application/json")
    person = body(app.get("/oauth/userinfo", token["access_token"]))
    assert person["preferred_username"] == "ada"


def test_with_a_proof_key(app: RemoteApp, ada: Person) -> None:
    question = app.question(code_challenge=CHALLENGE, code_challenge_method="S256")
    code = code_of(allow(ada, question))
    assert app.redeem(code, code_verifier=VERIFIER).status == 200


def test_without_a_state_none_comes_back(app: RemoteApp, ada: Person) -> None:
    assert returned(allow(ada, app.question(state=""))).given.keys() == {"code", "iss"}


def test_a_state_comes_back_as_it_was(app: RemoteApp, ada: Person) -> None:
    state = 'a&b=c#d "é\\ %20+/🐦'
    assert returned(allow(ada, app.question(state=state))).given["state"] == state
    assert returned(decide(ada, app.question(state=state), "deny")).given["state"] == state


def test_who_does_not_want_it_sends_the_app_away(app: RemoteApp, ada: Person) -> None:
    for decision in ("deny", "", "Allow"):
        sent = returned(decide(ada, app.question(), decision))
        assert (sent.address, sent.given["error"]) == (CALLBACK, "access_denied")
        assert (sent.given["state"], sent.given["iss"]) == ("a state", BASE_URL)
        assert "code" not in sent.given


def test_a_stranger_logs_in_and_comes_back_to_the_same_question(house: House, app: RemoteApp) -> None:
    house.account("ada")
    stranger = house.newcomer()
    question = app.question(state="s&t=ü\\" + "x" * 3000, force_login="true", lang="de", code_challenge=CHALLENGE,
                            code_challenge_method="S256")  # fmt: skip
    sent = stranger.get(question)
    assert sent.status == 303
    form = sent.header("Location") or ""
    assert form.startswith("/login?next=%2Foauth%2Fauthorize%3F")
    answer = stranger.send("/login", {"login": "ada", "password": PASSWORD}, at=form)
    assert (answer.status, answer.header("Location")) == (303, question)
    assert returned(allow(stranger, question)).given["state"] == "s&t=ü\\" + "x" * 3000


def test_one_can_use_another_account(house: House, app: RemoteApp, ada: Person) -> None:
    house.account("bruno")
    question = app.question()
    page = ada.page(question)
    form = re.search(r'<form class="inline" method="post" action="/logout">.*?</form>', page)
    assert form
    hidden = {name: value.replace("&amp;", "&") for name, value in re.findall(r'name="(\w+)" value="([^"]*)"', form[0])}
    answer = ada.post("/logout", hidden)
    assert answer.header("Location") == question
    login = ada.get(question).header("Location") or ""
    assert ada.send("/login", {"login": "bruno", "password": PASSWORD}, at=login).header("Location") == question
    token = body(app.redeem(code_of(allow(ada, question))))
    assert body(app.get("/oauth/userinfo", token["access_token"]))["preferred_username"] == "bruno"


def test_an_app_without_an_address_gets_its_code_by_hand(house: House, ada: Person) -> None:
    app = RemoteApp.registered(house, redirect_uris=OOB)
    answer = allow(ada, app.question())
    assert answer.status == 200
    assert answer.header("Location") is None
    assert "The code for <bdi>An app</bdi>" in answer.text
    assert answer.header("Cache-Control") == "private, no-store"
    assert app.redeem(code_of(answer)).status == 200
    denied = decide(ada, app.question(), "deny")
    assert (denied.status, denied.header("Location")) == (200, None)
    assert "may not use your account" in denied.text
    wrong = ada.get(app.question(scope="admin:write"))
    assert (wrong.status, wrong.header("Location")) == (400, None)
    assert "asks in a wrong way" in wrong.text


def test_only_who_runs_the_server_is_asked_whether_an_app_may(house: House, ada: Person) -> None:
    app = RemoteApp.registered(house, scopes="read admin:read")
    moderator = house.person("moderator", Role.MODERATOR)
    words = "what those who run this server see"
    for person, may in ((ada, False), (moderator, True)):
        question = app.question(scope="read admin:read")
        assert (words in person.page(question)) is may
        assert app.let_in(person, scope="read admin:read")["scope"] == ("read admin:read" if may else "read")
    refused = ada.get(app.question(scope="admin:read"))
    assert (refused.status, "error=invalid_scope" in refused.text) == (400, True)


def test_a_token_that_was_kept_too_long_hinders_no_app_in_getting_another(app: RemoteApp, ada: Person) -> None:
    stale = {"Authorization": "Bearer stale"}
    credentials = {"client_id": app.client_id, "client_secret": app.secret}
    token = app.let_in(ada)["access_token"]
    new = app.client.post("/oauth/token", {"grant_type": "client_credentials", **credentials}, stale)
    assert (new.status, "access_token" in body(new)) == (200, True)
    assert app.client.post("/oauth/revoke", {"token": token, **credentials}, stale).status == 200
    assert not app.works(token)
    assert app.client.post("/api/v1/apps", {"client_name": "A", "redirect_uris": OOB}, stale).status == 200


@pytest.mark.parametrize("uri", ["myapp://", "myapp://callback", "com.example.app:/oauth?x=1", "http://127.0.0.1:9/"])
def test_apps_on_a_device_are_called_at_their_own_address(house: House, ada: Person, uri: str) -> None:
    app = RemoteApp.registered(house, redirect_uris=f"{CALLBACK}\n{uri}")
    app.redirect_uri = uri
    answer = allow(ada, app.question())
    location = answer.header("Location") or ""
    assert location.startswith(f"{uri}{'&' if '?' in uri else '?'}code=")
    code = location.partition("code=")[2].partition("&")[0]
    assert app.redeem(code).status == 200


def test_the_form_may_lead_to_the_app_and_the_page_into_no_frame(app: RemoteApp, ada: Person) -> None:
    answer = ada.get(app.question())
    policy = answer.header("Content-Security-Policy") or ""
    assert "form-action" not in policy
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert answer.header("Cache-Control") == "private, no-store"
    assert answer.header("Referrer-Policy") == "same-origin"
    assert "form-action 'self'" in (ada.get("/settings/apps").header("Content-Security-Policy") or "")


def test_scopes_are_said_in_words_and_granted_as_asked(app: RemoteApp, ada: Person) -> None:
    page = ada.page(app.question(scope="write:statuses follow"))
    assert "Write, change and delete posts" in page
    assert "Follow, mute and block people" in page
    assert "Everything" not in page
    assert app.let_in(ada, scope="write:statuses follow")["scope"] == "write:statuses follow"
    assert app.let_in(ada, scope="")["scope"] == "read"


def test_who_asks_for_it_gets_tokens_to_refresh(house: House, ada: Person) -> None:
    app = RemoteApp.registered(house, scopes="read offline_access")
    first = app.let_in(ada, scope="read offline_access")
    assert first["expires_in"] == 7200
    answer = app.token(grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert answer.status == 200
    second = body(answer)
    assert second.keys() == first.keys()
    assert app.works(first["access_token"])
    assert app.works(second["access_token"])
    again = app.token(grant_type="refresh_token", refresh_token=first["refresh_token"])
    assert (again.status, body(again)["error"]) == (400, "invalid_grant")
    assert not app.works(second["access_token"])


def test_an_app_acts_as_nobody(app: RemoteApp) -> None:
    answer = app.token(grant_type="client_credentials", scope="read write")
    token = body(answer)
    assert (answer.status, token["scope"], token["token_type"]) == (200, "read write", "Bearer")
    assert body(app.get("/api/v1/apps/verify_credentials", token["access_token"]))["name"] == "An app"
    assert app.get("/oauth/userinfo", token["access_token"]).status == 422
    assert body(app.token(grant_type="client_credentials"))["scope"] == "read"


def test_a_token_is_given_back(app: RemoteApp, ada: Person) -> None:
    token, kept = (app.let_in(ada)["access_token"] for _ in range(2))
    credentials = {"client_id": app.client_id, "client_secret": app.secret}
    for given in (token, token, "nothing"):
        answer = app.client.post("/oauth/revoke", {**credentials, "token": given, "token_type_hint": "unheard of"})
        assert (answer.status, body(answer)) == (200, {})
    assert not app.works(token)
    assert app.works(kept)


def test_who_the_app_acts_for(app: RemoteApp, ada: Person) -> None:
    ada.send("/settings/profile", {"display_name": "Ada L."})
    token = app.let_in(ada, scope="profile")["access_token"]
    for method in ("GET", "POST"):
        answer = app.client.request(method, "/oauth/userinfo", {"Authorization": f"Bearer {token}"})
        claims = body(answer)
        assert claims.pop("sub").startswith(f"{BASE_URL}/users/")
        assert claims == {
            "iss": BASE_URL,
            "name": "Ada L.",
            "preferred_username": "ada",
            "profile": f"{BASE_URL}/@ada",
            "picture": f"{BASE_URL}/avatars/ada.svg",
        }
    assert app.get("/oauth/userinfo", app.let_in(ada, scope="write")["access_token"]).status == 403
    assert app.get("/oauth/userinfo", "nothing").status == 401


def test_people_see_which_app_is_told_at_once_and_stop_it(house: House, ada: Person) -> None:
    app = RemoteApp.registered(house, scopes="read push")
    token = app.let_in(ada, scope="read push")["access_token"]
    assert "told at once" not in ada.page("/settings/apps")
    form = {
        "subscription[endpoint]": "https://push.example/1",
        "subscription[keys][p256dh]": POINT,
        "subscription[keys][auth]": SECRET,
    }
    path, authorized = "/api/v1/push/subscription", {"Authorization": f"Bearer {token}"}
    kind = {"Content-Type": "application/x-www-form-urlencoded"}
    assert app.client.request("POST", path, authorized | kind, urlencode(form).encode()).status == 200
    page = ada.page("/settings/apps")
    assert "It is told at once of what happens to you." in page
    csrf = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    own = page.partition('name="app" value="')[2].partition('"')[0]
    stop = {"csrf_token": csrf, "app": own}
    assert ada.post("/settings/apps/push", stop).header("Location") == "/settings/apps"
    page = ada.page("/settings/apps")
    assert "told nothing at once any more" in page
    assert "It is told at once" not in page
    assert app.get(path, token).status == 404
    assert app.works(token)
    assert ada.post("/settings/apps/push", stop).status == 404


def test_people_see_and_take_back_what_they_allowed(house: House, app: RemoteApp, ada: Person) -> None:
    other = RemoteApp.registered(house, client_name="<i>Other", website="https://other.example")
    assert "No app uses your account" in ada.page("/settings/apps")
    tokens = [app.let_in(ada)["access_token"] for _ in range(2)]
    kept = other.let_in(ada, scope="read:statuses")["access_token"]
    page = ada.page("/settings/apps")
    assert page.count("<li><div>") == 2
    assert "&lt;i&gt;Other" in page
    assert "Posts, also those that only you" in page
    hidden = re.findall(r'name="app" value="(\d+)"', page)
    assert len(hidden) == 2
    csrf = page.partition('name="csrf_token" value="')[2].partition('"')[0]
    own = next(app_id for app_id in hidden if page.index(app_id) > page.index("An app"))
    bruno = house.person("bruno")
    theirs = bruno.page("/settings/apps").partition('name="csrf_token" value="')[2].partition('"')[0]
    assert bruno.post("/settings/apps", {"csrf_token": theirs, "app": own}).status == 404
    assert ada.post("/settings/apps", {"csrf_token": csrf, "app": own}).header("Location") == "/settings/apps"
    assert [app.works(token) for token in tokens] == [False, False]
    assert other.works(kept)
    assert "logged out of your account" in ada.page("/settings/apps")
