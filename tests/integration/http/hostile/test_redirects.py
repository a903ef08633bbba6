"""Open redirects: whatever `next` says, the browser stays here."""

import re
from urllib.parse import quote, urljoin, urlsplit

from tests.integration.http.client import Answer
from tests.integration.http.hostile.every_route import path_of, routes
from tests.integration.http.hostile.house import House
from tests.integration.http.site.people import PASSWORD

TRICKS = (
    "https://evil.example", "http:evil.example", "http:/evil.example", "https:///evil.example", "HTTPS://evil.example",
    "//evil.example", "///evil.example", "////evil.example", "//evil.example/%2f..", "//evil%E3%80%82example",
    "/\\evil.example", "\\\\evil.example", "\\/evil.example", "/\\/evil.example", "/\\\\evil.example", "\\evil.example",
    "/\t/evil.example", "/\n/evil.example", "/\r/evil.example", "\t//evil.example", " //evil.example",
    "/ /evil.example", "\x00//evil.example", "/\x00/evil.example", "\x0b//evil.example", "\x1f//evil.example",
    "\ufeff//evil.example", "\u2028//evil.example", "/\u2028/evil.example", "\u00a0//evil.example",
    "\uff0f\uff0fevil.example",
    "/\uff0fevil.example", "\u2044\u2044evil.example", "\u29f8\u29f8evil.example", "\u2215\u2215evil.example",
    "%2f%2fevil.example", "/%2fevil.example", "/%5cevil.example", "%5c%5cevil.example", "/%09/evil.example",
    "/%0d%0aLocation:%20https://evil.example", "/\r\nLocation: https://evil.example", "/x\r\nSet-Cookie: session=evil",
    "javascript:alert(1)", "JaVaScRiPt:alert(1)", "java\tscript:alert(1)", "\x01javascript:alert(1)", "vbscript:x",
    "data:text/html,<script>alert(1)</script>", "file:///etc/passwd", "blob:https://evil.example/1", "ftp://evil.example",
    "@evil.example", "/@evil.example", ".evil.example", ":@evil.example", "user@evil.example", "evil.example",
    "http://localhost@evil.example", "http://localhost.evil.example", "//localhost@evil.example", "http://127.0.0.1.evil.example",
    "/.//evil.example", "/..//evil.example", "/./\\evil.example", "/x/../..//evil.example", "/%2e%2e//evil.example",
    "?next=//evil.example", "#//evil.example", ";//evil.example", "//[::1]@evil.example", "//0x7f.1", "/" + "x" * 5000,
)  # fmt: skip


def stays_here(answer: Answer) -> bool:
    """Where a browser would go (WHATWG URL: backslashes are slashes, tabs and line breaks are not there)."""
    location = answer.header("Location") or ""
    seen = re.sub(r"[\t\r\n]", "", location.strip("".join(map(chr, range(33))))).replace("\\", "/")
    target = urlsplit(urljoin("http://localhost/login", seen))
    # In a path with a slash doubled after dots nothing is a host any more, once it stands behind one.
    return (target.scheme, target.netloc) == ("http", "localhost") and not re.match("//", seen) and location.isascii()


def test_the_judge_sees_what_it_is_there_for() -> None:
    led_astray = [trick for trick in TRICKS if not stays_here(Answer(303, (("Location", trick),), b""))]
    assert len(led_astray) >= 40, led_astray


def test_logging_in_leads_nowhere_else(house: House) -> None:
    house.account("ada")
    for trick in TRICKS:
        stranger = house.newcomer()
        shown = stranger.page(f"/login?next={quote(trick, safe='')}")
        hidden = re.search(r'name="next" value="([^"]*)"', shown)
        assert hidden
        answer = stranger.send("/login", {"login": "ada", "password": PASSWORD, "next": trick})
        assert answer.status == 303
        assert stays_here(answer), trick
        assert len(answer.all_headers("Set-Cookie")) == 2, trick
        # Who is in already is led on at once.
        assert stays_here(stranger.get(f"/login?next={quote(trick, safe='')}")), trick


def test_no_deed_leads_elsewhere(house: House) -> None:
    ada = house.person("ada")
    house.account("bruno")
    post = ada.write("hello")
    token = ada.page("/compose").partition('name="csrf_token" value="')[2].partition('"')[0]
    for trick in TRICKS:
        for path in (f"/@ada/{post}/like", "/@bruno/follow"):
            answer = ada.post(path, {"csrf_token": token, "next": trick})
            assert answer.status == 303
            assert stays_here(answer), (path, trick)


def test_no_path_makes_a_redirect_that_leads_elsewhere(house: House) -> None:
    ada, stranger = house.person("ada"), house.newcomer()
    for route in routes(house.container):
        for prefix in ("/", "//", "///", "/%5c", "/%2f", "//evil.example/", "/%09/"):
            path = prefix + path_of(house.container, route).removeprefix("/")
            for who in (stranger, ada):
                answer = who.client.request(route.method, path, {"Accept-Language": "en"})
                assert answer.status < 500, path
                if answer.header("Location"):
                    assert stays_here(answer), path


def test_the_way_back_after_logging_in_is_the_page_that_was_wanted(house: House) -> None:
    house.account("ada")
    stranger = house.newcomer()
    answer = stranger.get("/settings/sessions")
    assert answer.header("Location") == "/login?next=%2Fsettings%2Fsessions"
    location = answer.header("Location") or ""
    answer = stranger.send("/login", {"login": "ada", "password": PASSWORD}, at=location)
    assert answer.header("Location") == "/settings/sessions"
