"""Record the trace of `test_differential.py`: ``python -m tests.integration.http.record_trace``.

Some people live through all that the site offers; then every page that links lead to, and every route, is asked for in
every odd way.
"""

import json
import re
import tempfile
from email import policy
from email.parser import BytesParser
from pathlib import Path
from urllib.parse import urlencode

from tests.integration.http.client import Client
from tests.integration.http.hostile.every_route import path_of
from tests.integration.http.hostile.house import prepared
from tests.integration.http.site.people import PASSWORD, Person
from tests.integration.http.test_differential import TRACE
from tests.integration.http.wire import Sent, Wire, fixed_server

HOST = ("Host", "localhost")
FORM = ("Content-Type", "application/x-www-form-urlencoded")
_LINK = re.compile(r'(?:href|src|action)="(/[^"#]*)"')


def record() -> list[Sent]:
    """Everything that was sent."""
    with tempfile.TemporaryDirectory() as place:
        directory = Path(place) / "house"
        with fixed_server("flask", directory) as wire:
            people = live(wire, directory / "mail")
            for person in people:
                crawl(person)
            ask_oddly(wire, people[1])
        return wire.sent


def live(wire: Wire, mails: Path) -> list[Person]:
    """A stranger, somebody and the owner, after much has happened."""
    stranger, owner, ada, bruno = (Person(Client(wire)) for _ in range(4))
    owner.send("/setup/secret-1", {"username": "mo", "email": "mo@example.org", "password": PASSWORD})
    owner.username = "mo"
    for person, name in ((ada, "ada"), (bruno, "bruno")):
        person.send("/signup", {"username": "no name!", "email": "x", "password": "short"})
        person.sign_up(name)
    first = ada.write("The first post, about #birds. https://example.org/a/long/path/to/somewhere")
    second = ada.write("Hello @bruno <b>not bold</b>", content_warning="Manners")
    for visibility in ("unlisted", "followers", "mentioned"):
        ada.write(f"For some: {visibility} @bruno", visibility=visibility)
    bruno.send(f"/@ada/{first}/reply", {"text": "@ada A reply", "visibility": "public", "language": "de"})
    reply = bruno.newest()
    for deed in ("like", "boost", "unlike", "unboost", "like"):
        _do(bruno, first, deed)
    bruno.send(f"/@bruno/{reply}/edit", {"text": "@ada An edited reply", "language": "de"})
    bruno.send(f"/@bruno/{reply}/edit", {"text": "", "language": "de"})
    bruno.press("/@ada/follow", at="/@ada")
    ada.send("/settings/profile", {"display_name": "Ada <L>", "bio": "About #birds", "label_0": "Site", "locked": "y"})
    ada.send("/settings/profile", {"display_name": "x" * 31, "value_0": "no label"})
    owner.press("/@ada/follow", at="/@ada")
    ada.page("/follow-requests")
    ada.send("/settings/account", {"language": "de", "mail_on_mention": "y"})
    ada.send("/settings/password", {"current_password": "wrong", "password": "x"}, at="/settings/account")
    gone = bruno.write("Soon gone")
    bruno.send(f"/@bruno/{gone}/delete", {})
    stranger.get(f"/@bruno/{gone}")
    for person in (stranger, ada):
        for path in ("", "/people", "/hashtags"):
            for query in ("birds", "b", "%22*", "+%26", "a%00b", "x" * 300):
                person.get(f"/search{path}?q={query}")
    bruno.press("/@mo/block", at="/@mo")
    bruno.press("/@mo/unblock", at="/@mo")
    owner.send("/moderation/invitations", {})
    bruno.send("/logout", {}, at="/")
    _reset(stranger, mails)
    other = Person(Client(wire))
    for number in range(12):
        other.send("/login", {"login": "ada", "password": f"guess {number}", "next": "/notifications"})
    bruno.send("/login", {"login": "bruno", "password": "another sentence", "remember": "y", "next": "/notifications"})
    cleo = Person(Client(wire)).sign_up("cleo")
    cleo.send("/settings/delete", {"password": "wrong"})
    cleo.send("/settings/delete", {"password": PASSWORD})
    stranger.get("/@cleo")
    assert second > first
    return [stranger, ada, owner, bruno]


def _do(person: Person, post: int, deed: str) -> None:
    token = person.page(f"/@ada/{post}").partition('name="csrf_token" value="')[2].partition('"')[0]
    person.post(f"/@ada/{post}/{deed}", {"csrf_token": token, "next": "/public"})


def _reset(stranger: Person, mails: Path) -> None:
    stranger.send("/password/forgot", {"email": "nobody@example.org"})
    stranger.send("/password/forgot", {"email": "bruno@example.org"})
    texts = [BytesParser(policy=policy.default).parsebytes(file.read_bytes()) for file in mails.glob("*.eml")]
    bodies = [part.get_content() for mail in texts if (part := mail.get_body(("plain",))) is not None]
    link = next(found[0] for body in bodies if (found := re.search(r"/password/reset/\S+", body)))
    stranger.send(link, {"password": "short"})
    stranger.send(link, {"password": "another sentence"})
    stranger.get(link)


def crawl(person: Person) -> None:
    """Every page that links lead to, as this person, once."""
    waiting, seen = ["/", "/public"], set[str]()
    while waiting and len(seen) < 45:
        path = waiting.pop(0)
        if path not in seen:
            seen.add(path)
            answer = person.get(path)
            if "html" in (answer.header("content-type") or ""):
                waiting += sorted(set(_LINK.findall(answer.text)) - seen)


def ask_oddly(wire: Wire, person: Person) -> None:
    """What no browser sends."""
    cookie = ("Cookie", "; ".join(f"{name}={value}" for name, value in person.client.cookies.items()))
    token = person.page("/compose").partition('name="csrf_token" value="')[2].partition('"')[0]
    with tempfile.TemporaryDirectory() as place:
        container = prepared(Path(place))
        routes = [(route, path_of(container, route, post_id=7, username="ada")) for route in container.routes()]
        container.process().release()
    for number, (route, path) in enumerate(routes):
        who = [HOST] if number % 2 else [HOST, cookie]
        for method in ("OPTIONS", "HEAD", ("DELETE", "PUT", "PATCH", "TRACE", "BREW")[number % 5]):
            wire.put(Sent(method, path, tuple(who)))
        if route.method == "POST":
            wire.put(Sent("POST", path, (*who, FORM), "text=x"))
            wire.put(Sent("POST", path, (HOST, cookie, FORM), urlencode({"csrf_token": token}) + "&text=%ff"))
            wire.put(Sent("POST", path, (HOST, cookie, ("Content-Type", "application/json")), '{"text": "x"}'))
    heads: list[tuple[tuple[str, str], ...]] = [
        (), (("Host", "evil.example"),), (HOST, ("Host", "evil.example")), (HOST, ("X-Forwarded-Host", "evil.example")),
        (HOST, ("Accept-Language", "de")), (HOST, ("Accept-Language", ";;q=x,*")), (HOST, ("Accept-Language", "\xe9")),
        (HOST, ("If-None-Match", "*")), (HOST, ("If-Modified-Since", "yesterday")), (HOST, ("Range", "bytes=0-1")),
        (HOST, ("Accept", "application/json")), (HOST, ("Cookie", "session=\xff; csrf; =;;")), (HOST, cookie, cookie),
        (HOST, ("Cookie", "session=" + "x" * 5000)), (HOST, ("X_Forwarded_For", "1.1.1.1")),
        (HOST, ("Expect", "nothing")),
        (HOST, ("X-Odd", "a"), ("X-Odd", "b")), (HOST, ("Accept-Encoding", "gzip, br")),
        (HOST, ("Upgrade", "websocket")),
    ]  # fmt: skip
    for head in heads:
        for target in ("/about", "/settings/profile", "/nowhere"):
            wire.put(Sent("GET", target, head))
    targets = [
        "/@ada/0", "/@ada/-1", "/@ada/007", "/@ada/9223372036854775807", "/@ada/9223372036854775808", "/@ada/%D9%A3",
        "/@%00", "/@%ff", "/@%ED%A0%80", "/@a%0d%0ab", "/@a%2Fb", "/@a%2541", "/tags/%E2%9C%93", "/tags/%23", "/tags/%",
        "/public?max_id=x", "/public?max_id=-1", "/public?min_id=" + "9" * 3000, "/public?max_id=%00",
        "/public?limit=-1",
        "/public?a=1&a=2&%ff=%zz", "/?" + "a&" * 3000, "//public", "/public/", "/public//", "/./public", "/public;x=1",
        "/" + "x" * 20_000, "/login?next=//evil.example", "/login?next=/%0d%0aX:1", "/login?next=" + "/x" * 2000,
        "http://localhost/about", "http://evil.example/about", "/unsubscribe/secret-9", "/confirm/%3Cscript%3E",
        "/avatars/ada.svg", "/avatars/..%2f.svg", "/static/..%2f..%2fsite.js", "/static/none.css", "/@ADA",
        "/@Ada.atom",
        "/users/1", "/users/0", "/users/1/posts/7", "/api/v1/x", "/oauth/x", "*", "/about#x", "/\xe9",
    ]  # fmt: skip
    for target in targets:
        wire.put(Sent("GET", target, (HOST,)))
        wire.put(Sent("GET", target, (HOST, cookie, ("Accept-Language", "en"))))
    multipart = ("Content-Type", "multipart/form-data; boundary=b")
    part = '--b\r\nContent-Disposition: form-data; name="{}"\r\n\r\n{}\r\n'
    bodies: list[tuple[tuple[tuple[str, str], ...], str, int]] = [
        ((FORM,), "x", 70_000), ((multipart,), "x", 70_000), ((FORM,), "a&", 30_000), ((FORM,), "%00=%00&", 500),
        ((FORM,), "\xff", 3), ((FORM,), "a=%ED%A0%80", 1), ((FORM, ("Transfer-Encoding", "chunked")), "0\r\n\r\n", 1),
        ((multipart,), part.format("csrf_token", token) + part.format("text", "In parts") + "--b--\r\n", 1),
        ((multipart,), part.format("text", "x"), 300), ((multipart,), part.format("text", "x"), 1),
        ((("Content-Type", "multipart/form-data"),), "--b--", 1), ((("Content-Type", "text/plain"),), "text=x", 1),
        ((), "text=x", 1), ((FORM, ("Content-Length", "-1")), "text=x", 1),
        ((FORM, ("Content-Length", "x")), "text=x", 1),
        ((FORM, ("Origin", "http://evil.example")), f"csrf_token={token}&text=x", 1),
        ((FORM, ("Origin", "http://localhost")), f"csrf_token={token}&text=x&visibility=public&language=", 1),
        ((FORM,), f"csrf_token={token}&text=x&visibility=nonsense&language=zz", 1),
        ((FORM,), f"csrf_token={token}&text=%00&visibility=public&language=", 1),
        ((FORM,), f"csrf_token={token}&visibility=public&text=" + "%F0%9F%8E%89" * 501, 1),
        ((FORM, ("X-CSRF-Token", token)), "text=Through+the+header&visibility=unlisted&language=", 1),
    ]  # fmt: skip
    for headers, body, times in bodies:
        for target in ("/compose", "/login", "/nowhere"):
            wire.put(Sent("POST", target, (HOST, cookie, *headers), body, times))


def main() -> None:
    """Write the trace."""
    sent = record()
    lines = (json.dumps(request.as_json(), ensure_ascii=True) for request in sent)
    TRACE.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
