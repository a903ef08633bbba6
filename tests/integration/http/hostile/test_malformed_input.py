"""What is no text, no number and no form at all: refused with a page that says so, and never a fault of ours.

# Long because it tries every kind of value on every field and route.
"""

import re
import time
from itertools import cycle
from urllib.parse import quote, urlencode

import pytest

from microblog.adapters.web.access import Access
from microblog.adapters.web.route import DEFAULT_BODY_LIMIT, FILE_LIMIT, RECORDING_LIMIT
from microblog.domain.model.account import Role
from tests.integration.http.client import Answer
from tests.integration.http.hostile.every_route import odd_paths, path_of, routes
from tests.integration.http.hostile.house import House
from tests.integration.http.site.people import PASSWORD, Person

FORM = ("Content-Type", "application/x-www-form-urlencoded")
FIELDS = {
    "text": ("publish", "publish_reply", "save_edit", "save_pending_post", "create_announcement"),
    "ends_at": ("create_announcement",),
    "content_warning": ("publish", "publish_reply", "save_edit", "save_pending_post"),
    "visibility": ("publish", "save_pending_post"),
    "language": ("publish", "save_edit", "save_pending_post", "save_preferences"),
    "scheduled_at": ("publish", "publish_reply", "save_pending_post"),
    "deed": ("publish", "publish_reply", "save_pending_post"),
    "detached": ("save_pending_post",),
    "idempotency_key": ("publish",),
    "display_name": ("save_profile",),
    "comment": ("note", "report_account"),
    "category": ("report_account",),
    "rules": ("report_account",),
    "title": ("create_filter", "save_filter"),
    "keywords": ("create_filter", "save_filter"),
    "action": ("create_filter", "save_filter"),
    "duration": ("create_filter",),
    "bio": ("save_profile",),
    "label_0": ("save_profile",),
    "value_3": ("save_profile",),
    "locked": ("save_profile",),
    "mail_on_mention": ("save_preferences",),
    "digest": ("save_preferences",),
    "default_visibility": ("save_preferences",),
    "default_language": ("save_preferences",),
    "default_sensitive": ("save_preferences",),
    "sensitive": ("publish", "publish_reply", "save_edit", "save_pending_post"),
    "current_password": ("save_password",),
    "password": ("save_password", "delete_account", "enter", "reset", "make_owner"),
    "login": ("enter",),
    "remember": ("enter",),
    "next": ("enter", "like", "unlike", "boost", "unboost", "follow", "block", "recommend"),
    "username": ("make_owner",),
    "email": ("make_owner", "send_reset_link"),
    "reason": ("make_owner",),
    "invitation": ("make_owner",),
    "account": ("answer_follow_request", "answer_registration"),
    "task": ("settle_task",),
    "answer": ("answer_follow_request", "answer_registration", "settle_task", "answer_report", "answer_member"),
    "sure": ("answer_member",),
    "session": ("end_session",),
    "app": ("revoke_app",),
    "decision": ("authorize",),
}
"""Every field, and the routes whose forms have it."""
NO_UTF8 = (
    "%FF",
    "%C0%80",
    "%C1%BF",
    "%E0%80%AF",
    "%F0%80%80%AF",
    "%ED%A0%80",
    "%ED%BF%BF",
    "%F4%90%80%80",
    "%C3",
    "%80",
)
NO_TEXT = ("%00", "a%00b", "%EF%BF%BE", "%EF%B7%90", "%C2%85", "%1B%5B31m", "%7F")
NO_IDS = (
    *("-1", "-9223372036854775808", "9223372036854775808", "9" * 4000, "1e3", "0x10", "1.0", "+1", "%201"),
    *("%D9%A1", "%EF%BC%91", "%C2%B2", "1_000", "1%00", "NaN", "None", "1;2", "1'or'1'%3D'1"),
)


def signed(person: Person) -> str:
    """The token of somebody's forms."""
    page = person.page("/settings/account" if person.username else "/login")
    return page.partition('name="csrf_token" value="')[2].partition('"')[0]


def post(person: Person, path: str, body: bytes) -> Answer:
    return person.client.request("POST", path, [FORM, ("Accept-Language", "en")], body)


def test_no_field_of_any_form_takes_what_is_no_utf8(house: House) -> None:
    mo, stranger = house.person("mo", Role.OWNER), house.newcomer()
    tokens = {id(who): signed(who) for who in (mo, stranger)}
    for route in routes(house.container, "POST"):
        who = stranger if route.access is Access.ANYONE else mo
        path = path_of(house.container, route, username="mo")
        for value in NO_UTF8[::3]:
            body = f"csrf_token={tokens[id(who)]}&text={value}&email={value}".encode()
            assert post(who, path, body).status == 400, (route.name, value)
        assert post(who, path, b"a=\xff&csrf_token=" + tokens[id(who)].encode()).status == 400
        assert post(who, path, b"%ED%A0%80=a&csrf_token=" + tokens[id(who)].encode()).status == 400


def test_no_field_takes_what_no_text_holds(house: House) -> None:
    mo, stranger = house.person("mo", Role.OWNER), house.newcomer()
    first = mo.write("hello")
    mo.write("later", deed="draft")
    (pending,) = re.findall(r'"/scheduled/(\d+)/edit"', mo.page("/scheduled"))
    tokens = {id(who): signed(who) for who in (mo, stranger)}
    sound = {"text": "sound", "visibility": "public", "language": "en", "login": "mo", "username": "zoe"}
    sound |= {"email": "zoe@example.org", "password": "wrong password", "display_name": "Mo", "account": "1"}
    known = {route.name: route for route in routes(house.container)}
    for field, names in FIELDS.items():
        for route in map(known.__getitem__, names):
            who = stranger if route.access is Access.ANYONE else mo
            path = path_of(house.container, route, username="mo", post_id=first, pending_id=int(pending))
            for value in NO_TEXT:
                form = urlencode({**sound, "csrf_token": tokens[id(who)], field: "…"}).replace(quote("…"), value)
                answer = post(who, path, form.encode())
                assert answer.status in (303, 400, 403, 404, 422), (field, route.name, value, answer.status)
                assert b"\x00" not in answer.body, (field, route.name)
    for page in ("/", "/@mo", "/public", "/settings/profile", "/settings/account", "/@mo.atom"):
        text = mo.page(page)
        assert not set(text) & {"\x00", "\x1b", "\x7f", "\ufffe", "\ufdd0", "\x85"}


def test_an_odd_name_or_password_makes_no_account(house: House) -> None:
    stranger = house.newcomer()
    token = signed(stranger)
    for field in ("username", "email", "password"):
        for value in NO_TEXT:
            sound = {"username": "zoe", "email": "zoe@example.org", "password": PASSWORD, "csrf_token": token}
            form = urlencode(sound | {field: "…" + "x" * 8}).replace(quote("…"), value)
            if field == "password" and "%00" not in value:
                continue  # whoever has such a password may keep it
            assert post(stranger, "/signup", form.encode()).status == 422, (field, value)
    assert stranger.get("/@zoe").status == 404


def test_no_path_takes_what_is_no_text(house: House) -> None:
    mo, stranger = house.person("mo", Role.OWNER), house.newcomer()
    paths = list(
        odd_paths(house.container, ("%FF", "%C0%80", "%ED%A0%80", "%00", "a%00b", "%0d%0a", "%7F"), lambda _: True)
    )
    assert len(paths) > 200
    for path, who in zip(paths, cycle((mo, stranger)), strict=False):
        answer = who.client.get(path)
        asked_to_log_in = who is stranger and (answer.header("Location") or "").startswith("/login?next=%2F")
        assert answer.status in (404, 405) or asked_to_log_in, (path, answer.status)
        assert b"\x00" not in answer.body


def test_no_path_takes_an_odd_id(house: House) -> None:
    mo = house.person("mo", Role.OWNER)
    paths = list(odd_paths(house.container, (*NO_IDS, "007"), lambda name: name.startswith("<int:")))
    assert len(paths) > 200
    for path, method in zip(paths, cycle(("GET", "POST", "POST")), strict=False):
        assert mo.client.request(method, path).status in (404, 405), (method, path)


def test_the_greatest_and_smallest_ids_name_nothing(house: House) -> None:
    mo = house.person("mo", Role.OWNER)
    token = signed(mo)
    for route in routes(house.container):
        if "<int:" in route.path:
            for number in (0, 2**63 - 1):
                path = path_of(house.container, route, username="mo", post_id=number, account_id=number)
                answer = mo.client.request(
                    route.method, path, [FORM, ("X-CSRF-Token", token)], b"text=x&visibility=public"
                )
                assert answer.status == 404, (route.name, number, answer.status)


def test_every_list_refuses_odd_cursors(house: House) -> None:
    mo, stranger = house.person("mo", Role.OWNER), house.newcomer()
    seen = set()
    for route in routes(house.container, "GET"):
        path = path_of(house.container, route, username="mo")
        for who in (mo, stranger):
            if who.client.get(f"{path}?max_id=-1").status == 400:
                seen.add(route.name)
                answers = {
                    who.client.get(f"{path}?{name}={odd}").status for odd in NO_IDS for name in ("max_id", "min_id")
                }
                assert answers == {400}, route.name
            for odd in ("-1", "9" * 4000, "%00", "%ff"):  # nobody reads these, and nothing may come of them
                assert who.client.get(f"{path}?limit={odd}&since_id={odd}&offset={odd}&page={odd}").status < 500
    assert seen >= {"start", "public", "hashtag", "profile", "followers", "following", "notifications", "blocks"}


def test_hidden_ids_of_forms_are_checked(house: House) -> None:
    mo = house.person("mo", Role.OWNER)
    token = signed(mo)
    paths = ("/settings/sessions", "/settings/apps", "/follow-requests", "/moderation/registrations")
    answers = dict.fromkeys(paths, "approve") | {"/moderation/tasks": "retry"}
    for path in answers:
        for field in ("session", "account", "app", "task"):
            for value in NO_IDS:
                answer = post(mo, path, f"csrf_token={token}&{field}={value}&answer={answers[path]}".encode())
                assert answer.status == 400, (path, value, answer.status)
            answer = post(mo, path, f"csrf_token={token}&{field}={2**63 - 1}&answer={answers[path]}".encode())
            assert answer.status in (400, 404), path


@pytest.mark.parametrize("kind", ["application/x-www-form-urlencoded", "multipart/form-data; boundary=b", "text/plain"])
def test_ten_megabytes_are_refused_everywhere(house: House, kind: str) -> None:
    mo, stranger = house.person("mo", Role.OWNER), house.newcomer()
    token = signed(mo)
    body = b'--b\r\nContent-Disposition: form-data; name="text"; filename="x"\r\n\r\n' if "multi" in kind else b"text="
    posts = RECORDING_LIMIT if house.container.upload_media().takes_recordings else 2 * FILE_LIMIT
    limits = dict.fromkeys(WRITES_POSTS, posts) | {"save_profile": 2 * FILE_LIMIT}
    for route in routes(house.container, "POST"):
        assert route.body_limit == limits.get(route.name, DEFAULT_BODY_LIMIT)
        path = path_of(house.container, route, username="mo")
        answer = mo.client.request(
            "POST", path, {"Content-Type": kind, "X-CSRF-Token": token}, body + bytes(max(10_000_000, route.body_limit))
        )
        assert answer.status == 413, route.name
        assert "too large" in answer.text or "too much" in answer.text.lower()
    assert stranger.client.request("POST", "/nowhere", {"Content-Type": kind}, body + bytes(10_000_000)).status == 404
    assert mo.page("/settings/account")


WRITES_POSTS = ("publish", "publish_reply", "save_pending_post")
DEEP = 100_000
COSTLY = {
    "brackets": "[" * DEEP + "]" * DEEP,
    "round brackets in a link": "https://example.org/" + "(" * DEEP,
    "mentions": "@a " * DEEP,
    "at signs": "@" * DEEP,
    "hashtags": "#a " * DEEP,
    "hash signs": "#" * DEEP,
    "dots": "a." * DEEP,
    "slashes": "http://" * DEEP,
    "marks": "a" + "\u0301" * DEEP,
    "joiners": "\U0001f468\u200d" * DEEP,
    "tags": "<b>" * DEEP,
    "blanks": "x" + " \n" * DEEP,
}


@pytest.mark.parametrize("name", COSTLY)
def test_what_is_costly_to_read_is_read_quickly_or_not_at_all(house: House, name: str) -> None:
    """As much of it as fits into a form, for each of the limits in turn: the body's, the field's, the post's."""
    mo = house.person("mo")
    token, whole = signed(mo), COSTLY[name]
    for length in (len(whole), 15_000, 4_000, 2_000, 500):
        started = time.process_time()
        text = whole[:length]
        form = {"csrf_token": token, "visibility": "public", "language": "en", "bio": text, "display_name": "Mo"}
        answers = [
            mo.client.post("/compose", form | {"text": text}),
            mo.client.post("/compose", form | {"text": "x", "content_warning": text}),
            mo.client.post("/settings/profile", form | {"label_0": text, "value_0": text}),
            mo.client.post("/login", {"csrf_token": token, "login": text, "password": text, "next": f"/{text}"}),
        ]
        assert {answer.status for answer in answers} <= {303, 413, 422}
        # Some milliseconds each; what grows with the square of such a length takes minutes.
        assert time.process_time() - started < 5, length
    assert mo.get("/").status == 200


@pytest.mark.parametrize("body", [b"a&" * 30_000, b"text=a&" * 9_000, b"&" * 60_000, b"=&" * 30_000, b"%00=&" * 13_000])
def test_as_many_fields_as_fit_cost_little(house: House, body: bytes) -> None:
    mo = house.person("mo")
    token = signed(mo)
    started = time.process_time()
    for path in ("/compose", "/settings/profile", "/settings/sessions"):
        assert post(mo, path, body + f"csrf_token={token}".encode()).status in (303, 400, 413, 422)
        assert post(mo, path, body).status in (400, 403, 413)
        assert mo.client.get(f"{path}?{body.decode()}").status in (200, 405)
    assert time.process_time() - started < 5


def test_a_hundred_thousand_fields_are_refused(house: House) -> None:
    mo = house.person("mo")
    assert post(mo, "/compose", b"a=1&" * 100_000).status == 413
    parts = b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n' * 1000 + b"--b--\r\n"
    answer = mo.client.request("POST", "/compose", {"Content-Type": "multipart/form-data; boundary=b"}, parts)
    assert answer.status == 413


@pytest.mark.parametrize(
    "headers",
    [
        {"Cookie": "; ".join(f"a{n}=1" for n in range(5_000))},
        {"Cookie": "session=" + "x" * 50_000},
        {"Cookie": 'session="\x7f"; csrf=\\; flash=%00; =; ;;'},
        {"Accept-Language": ",".join(["de;q=0.1"] * 5_000)},
        {"Accept-Language": "-" * 20_000},
        {"Accept-Language": "de;q=" + "9" * 20_000},
        {"User-Agent": "x" * 50_000},
        {"X-Forwarded-For": ",".join(["1.1.1.1"] * 5_000)},
        {"X-Forwarded-For": "999.1.1.1, ::gg, " + "1" * 10_000},
        {"Accept": "*/*;" * 10_000},
        {"Origin": "http://[" * 5_000},
        {"Range": "bytes=0-1,1-2"},
        {"If-None-Match": "*", "If-Modified-Since": "yesterday"},
        {"Content-Type": "application/x-www-form-urlencoded; charset=utf-7"},
    ],
    ids=lambda headers: next(iter(headers)),
)
def test_odd_headers_do_no_harm(house: House, headers: dict[str, str]) -> None:
    stranger = house.newcomer()
    for path in ("/", "/login", "/about"):
        assert stranger.client.get(path, headers).status == 200
        assert stranger.client.post(path, {}, headers).status in (403, 405)
