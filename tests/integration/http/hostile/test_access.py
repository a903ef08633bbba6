"""Who may do what: every route for every kind of person, and other people's things by their ids."""

import pytest

from microblog.adapters.web.access import Access
from microblog.domain.model.account import Role
from tests.integration.http.client import Answer
from tests.integration.http.hostile.every_route import path_of, routes
from tests.integration.http.hostile.house import House
from tests.integration.http.site.people import Person

HUSH = "hushhush"


def token_of(person: Person) -> str:
    return person.page("/settings/account").partition('name="csrf_token" value="')[2].partition('"')[0]


def asked_to_log_in(answer: Answer) -> bool:
    return answer.status == 303 and (answer.header("Location") or "").startswith("/login?next=")


def test_the_access_of_every_route(house: House) -> None:
    house.account("ada")
    people = {role: house.person(role.value, role) for role in Role}
    tokens = {role: token_of(person) for role, person in people.items()}
    stranger = house.newcomer()
    for route in routes(house.container):
        if route.name in ("logout", "delete_account"):
            continue
        path = path_of(house.container, route)
        assert asked_to_log_in(stranger.client.request(route.method, path)) is (route.access is not Access.ANYONE), path
        for role, person in people.items():
            answer = person.client.request(route.method, path, {"X-CSRF-Token": tokens[role]})
            if route.access is not Access.ANYONE and not route.access.admits(role):
                assert answer.status == 403, (route.name, role)
            elif route.access is not Access.ANYONE or route.method == "GET":
                assert answer.status != 403, (route.name, role)
                assert not asked_to_log_in(answer), (route.name, role)


def test_another_persons_post_cannot_be_touched(house: House) -> None:
    ada, bruno = house.person("ada"), house.person("bruno")
    mo = house.person("mo", Role.MODERATOR)
    post = ada.write("mine alone to change")
    for person in (bruno, mo):
        token = token_of(person)
        for username in ("ada", person.username):
            for deed in ("edit", "delete"):
                path = f"/@{username}/{post}/{deed}"
                assert person.get(path).status == 404
                form = {"csrf_token": token, "text": "overwritten", "language": ""}
                assert person.post(path, form).status == 404, path
    page = ada.page(f"/@ada/{post}")
    assert "mine alone to change" in page
    assert "overwritten" not in page


def test_another_persons_session_and_requests_cannot_be_touched(house: House) -> None:
    ada, bruno = house.person("ada"), house.person("bruno")
    container = house.container
    account = container.find_account()
    ids = {name: container.storage().accounts.profile(None, name).account.id for name in ("ada", "bruno")}
    assert account(account_id=ids["ada"]).username == "ada"
    (session,) = container.list_sessions()(account_id=ids["ada"])
    token = token_of(bruno)
    assert bruno.post("/settings/sessions", {"csrf_token": token, "session": str(session.id)}).status == 404
    assert ada.get("/settings/sessions").status == 200
    ada.send("/settings/profile", {"display_name": "Ada", "locked": "y"})
    cleo = house.person("cleo")
    cleo.press("/@ada/follow", at="/@ada")
    cleo_id = container.storage().accounts.profile(None, "cleo").account.id
    answer = bruno.post("/follow-requests", {"csrf_token": token, "account": str(cleo_id), "answer": "approve"})
    assert answer.status == 404
    assert "cleo" in ada.page("/follow-requests")


@pytest.mark.parametrize("visibility", ["followers", "mentioned"])
def test_a_private_post_is_as_good_as_none(house: House, visibility: str) -> None:
    """Every route with a post in its path gives an outsider the same answer as for an id that never was."""
    ada, outsider, stranger = house.person("ada"), house.person("outsider"), house.newcomer()
    friend = house.person("friend")
    ada.send("/settings/profile", {"display_name": "Ada", "locked": "y"})
    friend.press("/@ada/follow", at="/@ada")
    ada.post(
        "/follow-requests", {"csrf_token": token_of(ada), "account": str(_id(house, "friend")), "answer": "approve"}
    )
    public = ada.write("for everybody #birds")
    secret = ada.write(f"{HUSH} #birds @friend", visibility=visibility)
    form = {"text": f"{HUSH} reply", "visibility": visibility, "language": ""}
    ada.send(f"/@ada/{public}/reply", form)
    ada.send(f"/@ada/{secret}/edit", {"text": f"{HUSH} edited #birds @friend", "language": ""})
    assert HUSH in friend.page(f"/@ada/{secret}")
    friend.press(f"/@ada/{secret}/like", at=f"/@ada/{secret}")
    token = token_of(outsider)
    for route in routes(house.container):
        if "<int:post_id>" not in route.path:
            continue
        for who in (outsider, stranger):
            seen = []
            for post_id in (secret, secret + 1):
                path = path_of(house.container, route, username="ada", post_id=post_id, account_id=_id(house, "ada"))
                headers = {"X-CSRF-Token": token, "Accept-Language": "en"}
                answer = who.client.request(route.method, path, headers)
                location = (answer.header("Location") or "").replace(str(post_id), "…")
                seen.append((answer.status, location, answer.text.replace(str(post_id), "…")))
                assert HUSH not in answer.text
            assert seen[0] == seen[1], route.name
            assert seen[0][0] == 404 or who is stranger, route.name
    lists = ["/", "/public", "/@ada", "/@ada/with_replies", "/tags/birds", f"/@ada/{public}", "/@ada.atom", "/@ada.rss"]
    for person in (outsider, stranger):
        for path in (*lists, "/statistics", "/@friend", "/@friend/with_replies"):
            assert HUSH not in person.page(path), path
    assert HUSH not in outsider.page("/notifications")
    assert {mail.to_address for mail in house.mails if HUSH in mail.text} == {"friend@example.org"}


def test_who_is_blocked_or_let_go_loses_sight_of_what_was_shown(house: House) -> None:
    ada, friend = house.person("ada"), house.person("friend")
    friend.press("/@ada/follow", at="/@ada")
    secret = ada.write(f"{HUSH} @friend", visibility="followers")
    assert HUSH in friend.page("/")
    assert HUSH in friend.page("/notifications")
    ada.press("/@friend/block", at="/@friend")
    for path in ("/", "/notifications", "/public"):
        assert HUSH not in friend.page(path)
    for path in (f"/@ada/{secret}", f"/@ada/{secret}/reply", f"/@ada/{secret}/history"):
        assert friend.get(path).status == 404
    form = {"csrf_token": token_of(friend), "text": "let me in", "visibility": "public", "language": ""}
    assert friend.post(f"/@ada/{secret}/reply", form).status == 404
    assert friend.post(f"/@ada/{secret}/like", form).status == 404


def test_a_draft_of_a_reply_shows_nothing_of_a_private_post_in_between(house: House) -> None:
    ada, bruno = house.person("ada"), house.person("bruno")
    start = ada.write("start")
    ada.send(f"/@ada/{start}/reply", {"text": f"{HUSH} between", "visibility": "followers", "language": ""})
    between = ada.newest()
    ada.send(f"/@ada/{between}/reply", {"text": "the end", "visibility": "public", "language": ""})
    end = ada.newest()
    for path in (f"/@ada/{start}", f"/@ada/{end}", f"/@ada/{end}/reply"):
        page = bruno.page(path)
        assert HUSH not in page
        assert f"/@ada/{between}" not in page


def _id(house: House, username: str) -> int:
    return int(house.container.storage().accounts.profile(None, username).account.id)
