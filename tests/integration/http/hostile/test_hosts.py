"""Host-header games: no link that we mail or redirect to takes anything from the request."""

import re

import pytest

from tests.integration.http.hostile.house import BASE_URL, House

GAMES: list[list[tuple[str, str]]] = [
    [("Host", "evil.example")],
    [("Host", "localhost:8000@evil.example")],
    [("Host", "localhost:@evil.example")],
    [("Host", "localhost.evil.example")],
    [("Host", "localhost, evil.example")],
    [("Host", "localhost evil.example")],
    [("Host", "localhost/evil.example")],
    [("Host", "localhost#evil.example")],
    [("Host", "[::1].evil.example")],
    [("Host", "localhost"), ("Host", "evil.example")],
    [("Host", "evil.example"), ("Host", "localhost")],
    [("Host", "")],
]
HINTS = (
    *("X-Forwarded-Host", "X-Host", "X-Forwarded-Server", "X-HTTP-Host-Override", "X-Original-Host", "Forwarded"),
    *(
        "X-Forwarded-Proto",
        "X-Forwarded-Port",
        "X-Forwarded-Prefix",
        "X-Original-URL",
        "X-Rewrite-URL",
        "X-Script-Name",
    ),
)


@pytest.mark.parametrize("headers", GAMES, ids=str)
def test_a_foreign_host_gets_nothing_done(house: House, headers: list[tuple[str, str]]) -> None:
    house.account("ada")
    stranger = house.newcomer()
    stranger.page("/password/forgot")
    form = {"email": "ada@example.org", "csrf_token": stranger.client.cookies["csrf"]}
    answer = stranger.client.post("/password/forgot", form, headers)
    assert answer.status == 400
    assert "evil" not in answer.text
    assert house.mails == []
    assert stranger.client.get("/settings/profile", headers).header("Location") is None


def test_the_link_in_the_mail_is_built_from_the_base_url_alone(house: House) -> None:
    house.account("ada")
    stranger = house.newcomer()
    stranger.page("/password/forgot")
    form = {"email": "ada@example.org", "csrf_token": stranger.client.cookies["csrf"]}
    for hint in HINTS:
        value = "host=evil.example;proto=https" if hint == "Forwarded" else "evil.example"
        answer = stranger.client.post("/password/forgot", form, {hint: value})
        assert (answer.status, answer.header("Location")) == (303, "/password/sent"), hint
    for host in ("127.0.0.1:8000", "localhost:1", "LOCALHOST", "[::1]:8000"):
        assert stranger.client.post("/password/forgot", form, {"Host": host}).status == 303
    assert len(house.mails) == len(HINTS) + 4
    for mail in house.mails:
        content = f"{mail.text}{mail.html}{mail.headers}{mail.message_id}"
        assert "evil" not in content
        links = re.findall(r"https?://[^\s\"<>]+", content)
        assert [link for link in links if link.startswith(f"{BASE_URL}/password/reset/")]
        assert not [link for link in links if not link.startswith(BASE_URL)]


def test_no_page_takes_its_host_from_the_request(house: House) -> None:
    ada = house.person("ada")
    ada.write("hello")
    for path in ("/", "/@ada", "/@ada.atom", "/@ada.rss", "/login", "/settings/profile", "/nothing"):
        answer = ada.client.get(path, [(hint, "evil.example") for hint in HINTS])
        assert "evil" not in answer.text
        assert not [value for _, value in answer.headers if "evil" in value]


def test_one_reset_link_voids_the_one_before_and_works_once(house: House) -> None:
    house.account("ada")
    stranger = house.newcomer()
    for _ in range(2):
        assert stranger.send("/password/forgot", {"email": "ada@example.org"}).status == 303
    first, second = (_link(mail.text) for mail in house.mails)
    assert stranger.get(first).status == 404
    assert stranger.send(second, {"password": "a new sentence"}).status == 303
    assert stranger.get(second).status == 404
    house.logged_in("ada", "a new sentence")


def _link(text: str) -> str:
    found = re.search(rf"{re.escape(BASE_URL)}(/password/reset/\S+)", text)
    assert found
    return found[1]
