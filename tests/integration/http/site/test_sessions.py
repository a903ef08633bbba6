import re

import pytest

from microblog.domain.use_cases.accounts.create_account import CreateAccount
from tests.integration.http.site.people import PASSWORD, Person
from tests.integration.http.site.whole_site import WholeSite


def test_logging_out_and_in_again_with_name_or_address(ada: Person) -> None:
    for login in ("ada", "ADA", "ada@example.org"):
        assert ada.send("/logout", {}, at="/").status == 303
        assert ada.get("/compose").header("Location") == "/login?next=%2Fcompose"
        answer = ada.send("/login", {"login": login, "password": PASSWORD, "next": "/compose"})
        assert (answer.status, answer.header("Location")) == (303, "/compose")
        assert ada.get("/compose").status == 200


@pytest.mark.usefixtures("ada")
def test_a_wrong_password_and_an_unknown_name_get_the_same_page(stranger: Person) -> None:
    answers = []
    for login in ("ada", "nobody"):
        answer = stranger.send("/login", {"login": login, "password": "wrong wrong"})
        assert answer.status == 422
        answers.append(answer.text.replace(login, "…"))
    assert answers[0] == answers[1]
    assert "do not belong together" in answers[0]
    assert "wrong wrong" not in answers[0]


@pytest.mark.parametrize("wanted", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:alert(1)"])
@pytest.mark.usefixtures("ada")
def test_next_leads_nowhere_else(stranger: Person, wanted: str) -> None:
    assert "evil" not in stranger.page(f"/login?next={wanted}")
    answer = stranger.send("/login", {"login": "ada", "password": PASSWORD, "next": wanted}, at="/login")
    assert answer.header("Location") == "/"


@pytest.mark.usefixtures("ada")
def test_the_session_lasts_only_where_that_is_wanted(stranger: Person) -> None:
    for remember, lasts in (({}, False), ({"remember": "y"}, True)):
        answer = stranger.send("/login", {"login": "ada", "password": PASSWORD} | remember)
        cookie = next(line for line in answer.all_headers("Set-Cookie") if line.startswith("session="))
        assert ("Max-Age=" in cookie) is lasts
        assert "HttpOnly" in cookie
        assert "SameSite=Lax" in cookie
        stranger.send("/logout", {}, at="/")


def test_another_session_can_be_ended(ada: Person, stranger: Person) -> None:
    stranger.send("/login", {"login": "ada", "password": PASSWORD})
    page = ada.page("/settings/sessions")
    assert page.count('action="/settings/sessions"') == 1
    assert ada.send("/settings/sessions", {}).status == 303
    assert stranger.get("/compose").status == 303


def test_who_is_not_signed_in_is_sent_to_log_in(stranger: Person) -> None:
    for path in ("/notifications", "/settings/profile", "/follow-requests", "/moderation/registrations"):
        assert (stranger.get(path).header("Location") or "").startswith("/login?next=%2F")


def test_the_password_can_be_changed(ada: Person) -> None:
    form = {"current_password": "not this", "password": "another sentence"}
    answer = ada.send("/settings/password", form, at="/settings/account")
    assert answer.status == 422
    assert "This is not your password" in answer.text
    form["current_password"] = PASSWORD
    assert ada.send("/settings/password", form, at="/settings/account").status == 303
    ada.send("/logout", {}, at="/")
    assert ada.send("/login", {"login": "ada", "password": "another sentence"}).status == 303


@pytest.mark.usefixtures("ada")
def test_asking_for_a_reset_tells_nothing_about_the_address(stranger: Person) -> None:
    answers = [stranger.send("/password/forgot", {"email": email}) for email in ("ada@example.org", "no@example.org")]
    assert [(answer.status, answer.header("Location")) for answer in answers] == [(303, "/password/sent")] * 2
    assert "on its way" in stranger.page("/password/sent")
    assert stranger.send("/password/forgot", {"email": "no address"}).status == 422


@pytest.mark.parametrize("path", ["/password/reset/nonsense", "/setup/nonsense", "/unsubscribe/nonsense"])
def test_a_dead_link_is_not_found(stranger: Person, path: str) -> None:
    assert stranger.get(path).status == 404


def test_pages_of_links_keep_their_address_to_themselves(stranger: Person) -> None:
    answer = stranger.get("/confirm/some-secret")
    assert answer.header("Referrer-Policy") == "strict-origin"
    assert 'method="post" action="/confirm/some-secret"' in answer.text


def test_a_form_without_token_is_refused_with_a_page_that_helps(site: WholeSite, stranger: Person) -> None:
    site.make(CreateAccount)(username="cleo", email="cleo@example.org", password=PASSWORD)
    answer = stranger.post("/login", {"login": "cleo", "password": PASSWORD})
    assert answer.status == 403
    assert re.search(r"Go back, reload the page", answer.text)
