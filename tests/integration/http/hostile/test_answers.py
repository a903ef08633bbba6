"""What answers give away beside their words: to caches, to header parsers, in error pages."""

import re
from pathlib import Path

from tests.integration.http.hostile.every_route import path_of, routes
from tests.integration.http.hostile.house import House, open_house
from tests.integration.http.site.people import PASSWORD

SHARED = {"atom", "rss", "static", "media", "avatar", "avatar_png", "header_png", "favicon", "robots"}
"""Routes that answer everybody alike, and say so."""


def test_nothing_personal_is_kept_by_a_cache(house: House) -> None:
    ada = house.person("ada")
    post = ada.write("hello #birds")
    for route in routes(house.container, "GET"):
        path = path_of(house.container, route, post_id=post)
        kept = ada.get(path).header("Cache-Control") or ""
        if route.name in SHARED and kept.startswith("public"):
            assert b"ada@example.org" not in ada.get(path).body
            assert not ada.get(path).all_headers("Set-Cookie")
        else:
            assert kept == "private, no-store", route.name


def test_no_page_with_a_token_is_kept_by_a_cache(house: House) -> None:
    house.account("ada")
    stranger = house.newcomer()
    stranger.page("/login")
    setup = house.container.offer_ownership()()
    for path in ("/login", "/signup", "/password/forgot", f"/setup/{setup}", f"/confirm/{'x' * 43}"):
        answer = stranger.get(path)
        assert stranger.client.cookies["csrf"] in answer.text
        assert answer.header("Cache-Control") == "private, no-store", path
    answer = stranger.send("/login", {"login": "somebody", "password": "wrong password"})
    assert "somebody" in answer.text
    assert answer.header("Cache-Control") == "private, no-store"
    # What is the same for all strangers may be asked for again cheaply, by each in their own language.
    start = stranger.get("/")
    assert (start.header("Cache-Control"), start.header("Vary")) == ("no-cache", "Cookie, Accept-Language")


def test_addresses_with_a_secret_are_neither_kept_nor_told_on(house: House) -> None:
    ada = house.person("ada")
    house.account("bruno")
    ada.write("hello @bruno")
    unsubscribe = house.mails[0].headers["List-Unsubscribe"].strip("<>").partition(":8000")[2]
    stranger = house.newcomer()
    stranger.send("/password/forgot", {"email": "bruno@example.org"})
    reset = re.search(r"/password/reset/\S+", house.mails[-1].text)
    assert reset
    setup = house.container.offer_ownership()()
    for path in (unsubscribe, reset[0], f"/setup/{setup}", f"/confirm/{'x' * 43}", "/signup?invitation=secret"):
        answer = stranger.get(path)
        assert answer.status == 200
        assert answer.header("Cache-Control") == "private, no-store", path
        assert answer.header("Referrer-Policy") == "strict-origin", path
        assert not re.search(r'(?:href|src)="https?://', answer.text), path


def test_a_fault_shows_a_request_id_and_nothing_else(tmp_path: Path, framework: str, template: Path) -> None:
    def broken(**_: object) -> None:
        raise RuntimeError("secret detail of /etc/passwd")

    with open_house(tmp_path, framework, template, instead={"read_public_timeline": broken}) as house:
        answer = house.newcomer().get("/public?max_id=17")
        assert answer.status == 500
        request_id = answer.header("X-Request-Id") or ""
        assert re.fullmatch("[0-9a-f]{16}", request_id)
        assert f"<code>{request_id}</code>" in answer.text
        for word in ("secret", "RuntimeError", "Traceback", "passwd", "microblog.", ".py", "max_id", "flask", "quart"):
            assert word not in answer.text
        assert not [value for _, value in answer.headers if "secret" in value or "ython" in value]


def test_no_input_starts_a_header_of_its_own(house: House) -> None:
    ada = house.person("ada")
    token = ada.page("/compose").partition('name="csrf_token" value="')[2].partition('"')[0]
    post = ada.write("hello")
    for breaking in ("\r\nX-Evil: 1", "\nX-Evil: 1", "\r\n\r\n<script>", "\u560a\u560dX-Evil: 1", "\x85X-Evil: 1"):
        answers = [
            ada.post(f"/@ada/{post}/like", {"csrf_token": token, "next": f"/{breaking}"}),
            house.newcomer().send("/login", {"login": "ada", "password": PASSWORD, "next": f"/x{breaking}"}),
            ada.post("/compose", {"csrf_token": token, "text": breaking, "visibility": breaking, "language": "en"}),
            ada.post("/settings/account", {"csrf_token": token, "language": f"en{breaking}"}),
        ]
        for answer in answers:
            assert answer.status in (303, 422)
            assert not [pair for pair in answer.headers if "evil" in pair[0].lower() or "\n" in "".join(pair)]
    ada.client.cookies["flash"] = "saved%0d%0aX-Evil: 1"
    assert not [name for name, _ in ada.get("/").headers if "evil" in name.lower()]
