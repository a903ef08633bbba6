"""What every site on the kernel does, on both frameworks."""

import logging
from typing import Any

import pytest

from tests.integration.http.client import Client


def _seen(answer: Any) -> dict[str, Any]:
    assert answer.status == 200, answer
    seen = answer.json()
    assert isinstance(seen, dict)
    return seen


def test_a_handler_sees_what_was_sent(client: Client) -> None:
    seen = _seen(
        client.get("/@ann/42?a=1&a=2&b=%C3%A9&bad=%ff%zz", [("X-Thing", "1"), ("X-Thing", "2"), ("Cookie", "k=v")])
    )
    assert seen["params"] == {"username": "ann", "post_id": 42}
    assert seen["query"] == [["a", "1"], ["a", "2"], ["b", "é"], ["bad", "\ufffd%zz"]]
    assert seen["x"].replace(", ", ",") == "1,2"
    assert seen["cookies"] == {"k": "v"}


@pytest.mark.parametrize(
    "path",
    [
        "/@ann/-1",
        "/@ann/9223372036854775808",
        "/@ann/" + "9" * 400,
        "/@ann/007",
        "/@ann/1e3",
        "/@ann/%D9%A3",
        "/@a%00n/1",
        "/@a%ffn/1",
        "/@a%ED%A0%80n/1",
        "/nowhere",
        "/@ann//1",
        "/files/",
        "/" + "x" * 5000,
    ],
)
def test_what_is_no_path_of_ours_is_not_found(client: Client, path: str) -> None:
    answer = client.get(path)
    assert (answer.status, answer.text) == (404, "404 Not Found\n")


@pytest.mark.parametrize("path", ["/@ann/9223372036854775807", "/@ann/1/", "/form/", "/files/a/b.css"])
def test_a_path_answers_without_a_redirect(client: Client, path: str) -> None:
    assert client.get(path).status == 200


@pytest.mark.parametrize(("path", "status", "family"), [("/api/v9/x", 404, "json"), ("/x", 404, "plain")])
def test_an_unknown_path_is_answered_in_the_vocabulary_of_its_family(
    client: Client, path: str, status: int, family: str
) -> None:
    answer = client.get(path)
    assert answer.status == status
    assert family in (answer.header("Content-Type") or "")


@pytest.mark.parametrize("method", ["DELETE", "PATCH", "TRACE", "BREW"])
def test_another_method_is_told_which_ones_there_are(client: Client, method: str) -> None:
    answer = client.request(method, "/form")
    assert (answer.status, answer.header("Allow")) == (405, "GET, HEAD, OPTIONS, POST")


def test_options_says_the_methods(client: Client) -> None:
    answer = client.request("OPTIONS", "/form")
    assert (answer.status, answer.header("Allow"), answer.body) == (204, "GET, HEAD, OPTIONS, POST", b"")
    assert client.request("OPTIONS", "/nowhere").status == 404


def test_head_is_get_without_the_body(client: Client) -> None:
    whole, head = client.get("/fail/gone"), client.request("HEAD", "/fail/gone")
    assert (head.status, head.body) == (410, b"")
    assert head.header("Content-Length") == str(len(whole.body))


@pytest.mark.parametrize(
    ("kind", "status"),
    [("validation", 422), ("missing", 404), ("gone", 410), ("conflict", 409), ("later", 429)],
)
def test_a_core_error_has_its_status(client: Client, kind: str, status: int) -> None:
    answer = client.get(f"/fail/{kind}")
    assert answer.status == status
    assert answer.header("Retry-After") == ("17" if kind == "later" else None)


def test_a_fault_shows_its_request_id_and_nothing_else(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.ERROR):
        answer = client.get("/fail/fault?token=hidden")
    request_id = answer.header("X-Request-Id")
    assert answer.text == f"500 Internal Server Error\nRequest {request_id}\n"
    assert "secret detail" in caplog.text
    assert "hidden" not in caplog.text


def test_every_answer_is_guarded(client: Client) -> None:
    for answer in (client.get("/"), client.get("/nowhere"), client.get("/fail/fault"), client.get("/leave")):
        policy = answer.header("Content-Security-Policy") or ""
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert answer.header("X-Content-Type-Options") == "nosniff"
        assert answer.header("Referrer-Policy") == "same-origin"
        assert answer.header("Strict-Transport-Security") is None
        assert len(answer.all_headers("Content-Length")) == 1


def test_what_is_personal_is_not_kept(client: Client) -> None:
    assert client.get("/").header("Cache-Control") == "no-cache"
    client.cookies["session"] = "ann"
    assert client.get("/").header("Cache-Control") == "private, no-store"
    assert client.get("/nowhere").header("Cache-Control") == "private, no-store"


def test_a_redirect_is_a_path_in_ascii(client: Client) -> None:
    answer = client.get("/leave")
    assert (answer.status, answer.header("Location"), answer.body) == (303, "/h%C3%A9llo", b"")
    assert answer.all_headers("Set-Cookie") == ["seen=1; Path=/; SameSite=Lax; HttpOnly"]


def test_an_empty_answer_has_neither_type_nor_length(client: Client) -> None:
    answer = client.get("/empty")
    assert (answer.status, answer.header("Content-Type"), answer.header("Content-Length")) == (204, None, None)


@pytest.mark.parametrize("host", ["evil.example", "localhost.evil.example", "x@evil.example", "a b", "", "[::1"])
def test_a_foreign_host_is_refused(client: Client, host: str) -> None:
    assert client.get("/", {"Host": host}).status == 400


@pytest.mark.parametrize("host", ["localhost", "LOCALHOST:8000", "127.0.0.1:1"])
def test_our_own_host_is_taken_on_any_port(client: Client, host: str) -> None:
    assert client.get("/", {"Host": host}).status == 200


@pytest.mark.parametrize(
    ("session", "path", "status"),
    [
        ("", "/mine", 401),
        ("nobody", "/mine", 401),
        ("ann", "/mine", 200),
        ("ann", "/reports", 403),
        ("mo", "/reports", 200),
        ("x" * 3000, "/mine", 401),
        ("é", "/mine", 401),
    ],
)
def test_access(client: Client, session: str, path: str, status: int) -> None:
    client.cookies["session"] = session
    assert client.get(path).status == status


def test_the_language_is_the_viewers_else_the_browsers(client: Client) -> None:
    assert _seen(client.get("/"))["locale"] == "en"
    assert _seen(client.get("/", {"Accept-Language": "fr, de-AT;q=0.8, en;q=0.5"}))["locale"] == "de"
    assert _seen(client.get("/", {"Accept-Language": ";;q=x,*,\u00fc"}))["locale"] == "en"
    client.cookies["session"] = "ann"
    assert _seen(client.get("/", {"Accept-Language": "en"}))["locale"] == "de"


def test_a_rate_limit_says_when_to_come_back(client: Client) -> None:
    assert [client.get("/rare").status for _ in range(3)] == [204, 204, 429]
    assert 0 < int(client.get("/rare").header("Retry-After") or 0) <= 3600


# Forms and their forgery


def test_a_form_before_log_in_needs_the_token_of_its_cookie(client: Client) -> None:
    assert client.post("/form", {"a": "1"}).status == 403
    token = _seen(client.get("/form"))["csrf"]
    assert client.cookies == {"csrf": token}
    assert _seen(client.post("/form", [("a", "1"), ("csrf_token", token), ("a", "2")]))["form"][::2] == [
        ["a", "1"],
        ["a", "2"],
    ]
    assert client.post("/form", {"csrf_token": token[:-1] + "é"}).status == 403
    assert client.post("/form", {"csrf_token": ""}).status == 403
    client.cookies["csrf"] = ""
    assert client.post("/form", {"csrf_token": ""}).status == 403


def test_the_token_of_a_session_is_bound_to_it(client: Client) -> None:
    client.cookies["session"] = "mo"
    foreign = _seen(client.get("/mine"))["csrf"]
    client.cookies = {"session": "ann"}
    own = _seen(client.get("/mine"))["csrf"]
    assert client.cookies == {"session": "ann"}
    assert client.post("/mine", {"csrf_token": foreign}).status == 403
    assert client.post("/mine", {"csrf_token": own}).status == 200
    assert client.post("/mine", headers={"X-CSRF-Token": own}).status == 200
    client.cookies = {}
    assert client.post("/mine", {"csrf_token": own}).status == 401


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({"Origin": "http://localhost"}, 200),
        ({"Origin": "https://localhost"}, 200),
        ({"Origin": "http://localhost:81"}, 403),
        ({"Origin": "http://evil.example"}, 403),
        ({"Origin": "null"}, 403),
        ({"Origin": "http://[::1"}, 403),
        ({"Referer": "http://localhost/form"}, 200),
        ({"Referer": "http://evil.example/localhost"}, 403),
        ({"Sec-Fetch-Site": "cross-site"}, 403),
        ({"Sec-Fetch-Site": "same-origin"}, 200),
    ],
)
def test_a_form_says_where_it_comes_from(client: Client, headers: dict[str, str], status: int) -> None:
    token = _seen(client.get("/form"))["csrf"]
    assert client.post("/form", {"csrf_token": token}, headers).status == status


@pytest.mark.parametrize("body", [b"a=%ff", b"a=\xff", b"a=%ED%A0%80"])
def test_a_form_that_is_not_utf8_is_refused(client: Client, body: bytes) -> None:
    answer = client.request("POST", "/free", {"Content-Type": "application/x-www-form-urlencoded"}, body)
    assert answer.status == 400


def test_a_multipart_form_is_read(client: Client) -> None:
    body = (
        b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xc3\xa9\r\n'
        b'--b\r\nContent-Disposition: form-data; name="f"; filename="../x.png"\r\nContent-Type: image/png\r\n\r\n'
        b"1234\r\n--b--\r\n"
    )
    seen = _seen(client.request("POST", "/free", {"Content-Type": "multipart/form-data; boundary=b"}, body))
    assert seen["form"] == [["a", "é"]]
    assert seen["files"] == [["f", "../x.png", "image/png", 4]]


@pytest.mark.parametrize(
    ("kind", "body", "status"),
    [
        ("multipart/form-data", b"--b--", 400),
        ("multipart/form-data; boundary=b", b"nothing of the kind", 400),
        ("multipart/form-data; boundary=b", b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx', 400),
        ("multipart/form-data; boundary=b", b"--b\r\nX: y\r\n\r\nx\r\n--b--\r\n", 400),
        ("multipart/form-data; boundary=b", b"--b\r\nContent-Disposition: form-data\r\n\r\nx\r\n--b--\r\n", 400),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; filename="x"\r\n\r\nx\r\n--b--\r\n',
            400,
        ),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\n\xff\r\n--b--',
            400,
        ),
        ("multipart/form-data; boundary=" + "b" * 3000, b"--b", 400),
        (
            "multipart/form-data; boundary=b",
            b'--b\r\nContent-Disposition: form-data; name="a"\r\n\r\nx\r\n' * 300 + b"--b--\r\n",
            413,
        ),
    ],
)
def test_a_broken_multipart_form_is_refused(client: Client, kind: str, body: bytes, status: int) -> None:
    assert client.request("POST", "/free", {"Content-Type": kind}, body).status == status


def test_a_body_over_the_limit_is_refused(client: Client) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    assert client.request("POST", "/free", form, b"a=" + b"x" * (64 * 1024 - 2)).status == 200
    assert client.request("POST", "/free", form, b"a=" + b"x" * (64 * 1024 - 1)).status == 413
    assert client.request("POST", "/free", form, b"a=" + b"x" * 10_000_000).status == 413
    assert client.request("PUT", "/json", {}, b"1" * 4097).status == 413


@pytest.mark.parametrize(
    ("body", "status"),
    [
        (b'{"a": [1, null]}', 200),
        (b"", 400),
        (b"{", 400),
        (b"NaN", 400),
        (b'"\\ud800"', 400),
        (b"\xff", 400),
        (b"[" * 2000 + b"]" * 2000, 400),
    ],
)
def test_json(client: Client, body: bytes, status: int) -> None:
    assert client.request("PUT", "/json", {"Content-Type": "application/json"}, body).status == status


def test_no_line_of_the_log_says_who_asked_for_what(client: Client, caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.INFO, "microblog"):
        client.get("/@ann/77?q=hidden", {"Cookie": "session=hidden"})
    (record,) = [record for record in caplog.records if record.message == "request"]
    facts = {key: vars(record)[key] for key in ("method", "route", "status")}
    assert facts == {"method": "GET", "route": "post", "status": 200}
    assert not {"hidden", "77", "127.0.0.1"} & {str(value) for value in vars(record).values()}
