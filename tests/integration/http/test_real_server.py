"""Odd requests, byte for byte, to the real server under both frameworks: they have to get equal answers."""

import os
import re
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from attrs import frozen

ROOT = Path(__file__).parents[3]


@frozen
class Server:
    port: int
    process: "subprocess.Popen[bytes]"

    def ask(self, request: bytes) -> bytes:
        """Send the bytes, half-close nothing, and read until the server closes or a second passes in silence."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=3) as client:
            client.sendall(request)
            answer = b""
            try:
                while chunk := client.recv(65536):
                    answer += chunk
            except (TimeoutError, ConnectionResetError):
                pass
            return answer

    def answers(self) -> bool:
        try:
            return self.ask(b"GET /empty HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n").startswith(
                b"HTTP/1.1 204"
            )
        except OSError:
            return False

    def wait_until_it_answers(self) -> None:
        for _ in range(200):
            if self.answers():
                return
            time.sleep(0.05)
        raise AssertionError("the server does not answer")


def start(web: str) -> Server:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tests.integration.http.serve_small_site", web, str(port)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    server = Server(port, subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL))
    try:
        server.wait_until_it_answers()
    except BaseException:
        server.process.kill()
        raise
    return server


@pytest.fixture(scope="module")
def servers() -> Iterator[dict[str, Server]]:
    running = {}
    try:
        for web in ("flask", "quart"):
            running[web] = start(web)
        yield running
    finally:
        for server in running.values():
            server.process.terminate()
            server.process.wait(15)


@pytest.fixture(params=["flask", "quart"])
def own_server(request: pytest.FixtureRequest) -> Iterator[Server]:
    server = start(request.param)
    try:
        yield server
    finally:
        if server.process.poll() is None:
            server.process.terminate()
        server.process.wait(15)


def request(line: str, *headers: str, body: bytes = b"", host: str = "Host: localhost") -> bytes:
    lines = [line, *([host] if host else []), *headers, "Connection: close", "", ""]
    return "\r\n".join(lines).encode("latin-1") + body


FORM = "Content-Type: application/x-www-form-urlencoded"
MULTIPART = "Content-Type: multipart/form-data; boundary=b"
CHUNKED = "Transfer-Encoding: chunked"

# What is asked, and the status that both give; 0 where the server closes without a word.
ODD: dict[str, tuple[bytes, int]] = {
    "plain": (request("GET / HTTP/1.1"), 200),
    "HTTP/1.0": (request("GET / HTTP/1.0"), 200),
    "no host": (request("GET / HTTP/1.1", host=""), 400),
    "two hosts": (request("GET / HTTP/1.1", "Host: evil.example"), 400),
    "absolute target": (request("GET http://localhost/form HTTP/1.1"), 200),
    "repeated query keys": (request("GET /?a=1&a=&a&=2&b=%zz&c=%ff&d=+%20 HTTP/1.1"), 200),
    "raw bytes in the query": (request("GET /?q=\xff\xfe HTTP/1.1"), 400),
    "raw bytes in the path": (request("GET /@\xe9/1 HTTP/1.1"), 400),
    "bad percent-encoding": (request("GET /@a%zz/1 HTTP/1.1"), 200),
    "half a percent sign": (request("GET /@a%/1 HTTP/1.1"), 200),
    "no UTF-8": (request("GET /@a%ff/1 HTTP/1.1"), 404),
    "a surrogate": (request("GET /@a%ed%a0%80/1 HTTP/1.1"), 404),
    "an encoded slash": (request("GET /@a%2fb/1 HTTP/1.1"), 404),
    "an encoded NUL": (request("GET /@a%00/1 HTTP/1.1"), 404),
    "an encoded line feed": (request("GET /@a%0a/1 HTTP/1.1"), 404),
    "an umlaut": (request("GET /@%C3%A4/1 HTTP/1.1"), 200),
    "an encoded percent sign": (request("GET /@a%2541/1 HTTP/1.1"), 200),
    "an encoded question mark": (request("GET /@a%3Fb/1 HTTP/1.1"), 200),
    "a doubled slash at the start": (request("GET //form HTTP/1.1"), 200),
    "a doubled slash within": (request("GET /@a//1 HTTP/1.1"), 404),
    "only slashes": (request("GET // HTTP/1.1"), 200),
    "dots": (request("GET /files/../form HTTP/1.1"), 200),
    "trailing slash": (request("GET /form/ HTTP/1.1"), 200),
    "trailing slash, other method": (request("DELETE /form/ HTTP/1.1"), 405),
    "a fragment": (request("GET /form#x HTTP/1.1"), 200),
    "an asterisk": (request("OPTIONS * HTTP/1.1"), 404),
    "unknown method": (request("BREW /form HTTP/1.1"), 405),
    "method in lower case": (request("get / HTTP/1.1"), 200),
    "trace": (request("TRACE / HTTP/1.1"), 405),
    "options": (request("OPTIONS /form HTTP/1.1"), 204),
    "head": (request("HEAD / HTTP/1.1"), 200),
    "head of nothing": (request("HEAD /nothing HTTP/1.1"), 404),
    "an upgrade": (request("GET / HTTP/1.1", "Upgrade: websocket", "Sec-WebSocket-Version: 13"), 200),
    "a long path": (request(f"GET /{'x' * 20_000} HTTP/1.1"), 404),
    "a long query": (request(f"GET /?q={'x' * 30_000} HTTP/1.1"), 200),
    "too long a path": (request(f"GET /{'x' * 70_000} HTTP/1.1"), 414),
    "too many headers": (request("GET / HTTP/1.1", *(f"X{n}: 1" for n in range(300))), 431),
    "a repeated header": (request("GET / HTTP/1.1", "X-Thing: 1", "X-Thing: 2"), 200),
    "repeated cookies": (request("GET / HTTP/1.1", "Cookie: a=1; a=2; b", "Cookie: c=3"), 200),
    "latin-1 in a header": (request("GET / HTTP/1.1", "X-Thing: \xe9"), 200),
    "a NUL in a header": (request("GET / HTTP/1.1", "X-Thing: a\0b"), 400),
    "a folded header": (request("GET / HTTP/1.1", "X-Thing: a\r\n b"), 400),
    "a space before the colon": (request("GET / HTTP/1.1", "X-Thing : a"), 400),
    "no version": (b"GET /\r\n\r\n", 400),
    "no HTTP at all": (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", 400),
    "a form": (request("POST /free HTTP/1.1", FORM, "Content-Length: 7", body=b"a=1&a=2"), 200),
    "a form in chunks": (request("POST /free HTTP/1.1", FORM, CHUNKED, body=b"3\r\na=1\r\n0\r\n\r\n"), 411),
    "a bad chunk": (request("POST /free HTTP/1.1", FORM, CHUNKED, body=b"zz\r\na=1\r\n0\r\n\r\n"), 411),
    "length and chunks": (
        request("POST /free HTTP/1.1", FORM, CHUNKED, "Content-Length: 3", body=b"3\r\na=1\r\n0\r\n\r\n"),
        411,
    ),
    "two lengths": (request("POST /free HTTP/1.1", FORM, "Content-Length: 3", "Content-Length: 4", body=b"a=12"), 400),
    "a negative length": (request("POST /free HTTP/1.1", FORM, "Content-Length: -3", body=b"a=1"), 400),
    "no length": (request("POST /free HTTP/1.1", FORM), 200),
    "a length over the limit": (request("POST /free HTTP/1.1", FORM, "Content-Length: 10000000"), 413),
    "chunks over the limit": (
        request("POST /free HTTP/1.1", FORM, CHUNKED, body=b"11000\r\n" + b"x" * 0x11000 + b"\r\n0\r\n\r\n"),
        411,
    ),
    "a body nobody wants": (request("POST /nothing HTTP/1.1", "Content-Length: 3", body=b"abc"), 404),
    "a body with GET": (request("GET / HTTP/1.1", "Content-Length: 3", body=b"abc"), 200),
    "a form that is no UTF-8": (request("POST /free HTTP/1.1", FORM, "Content-Length: 5", body=b"a=%ff"), 400),
    "a charset we do not speak": (
        request("POST /free HTTP/1.1", f"{FORM}; charset=utf-16", "Content-Length: 3", body=b"a=1"),
        200,
    ),
    "no form": (request("POST /free HTTP/1.1", "Content-Type: text/plain", "Content-Length: 3", body=b"a=1"), 200),
    "half a multipart form": (
        request("POST /free HTTP/1.1", MULTIPART, "Content-Length: 5", body=b"--b\r\n"),
        400,
    ),
    "no token": (request("POST /form HTTP/1.1", FORM, "Content-Length: 3", body=b"a=1"), 403),
    "bad JSON": (request("PUT /json HTTP/1.1", "Content-Length: 1", body=b"{"), 400),
    "a fault": (request("GET /fail/fault HTTP/1.1"), 500),
    "expecting 100": (
        request("POST /nothing HTTP/1.1", "Expect: 100-continue", "Content-Length: 3", body=b"abc"),
        404,
    ),
}  # fmt: skip


def parsed(answer: bytes) -> tuple[int, list[tuple[bytes, bytes]], bytes]:
    """Status, headers in order of their names, body; without what differs each time, and without interim answers."""
    answer = answer.removeprefix(b"HTTP/1.1 100 Continue\r\n\r\n")
    answer = re.sub(rb'(?<=csrf=)[\w-]{43}|(?<="csrf":")[\w-]{43}', b"TOKEN", answer)
    head, _, body = answer.partition(b"\r\n\r\n")
    line, *fields = head.split(b"\r\n")
    status = int(line.split()[1]) if line else 0
    pairs = sorted((name.lower(), value.strip()) for name, _, value in (field.partition(b":") for field in fields))
    kept = [pair for pair in pairs if pair[0] not in (b"date", b"x-request-id")]
    return status, kept, re.sub(rb"Request [0-9a-f]{16}", b"Request", body)


@pytest.mark.parametrize("name", ODD)
def test_odd_requests_get_equal_answers(servers: dict[str, Server], name: str) -> None:
    asked, status = ODD[name]
    flask, quart = (parsed(servers[web].ask(asked)) for web in ("flask", "quart"))
    assert flask == quart
    assert flask[0] == status


def test_a_body_that_comes_in_pieces_is_read_whole(servers: dict[str, Server]) -> None:
    text = b"a=" + b"x" * 60_000
    head = request("POST /free HTTP/1.1", FORM, f"Content-Length: {len(text)}")
    for server in servers.values():
        with socket.create_connection(("127.0.0.1", server.port), timeout=5) as client:
            client.sendall(head + text[:10])
            time.sleep(0.1)
            client.sendall(text[10:40_000])
            time.sleep(0.1)
            client.sendall(text[40_000:])
            answer = client.makefile("rb").read()
        assert b'"body":60002' in answer


def test_one_connection_carries_many_requests(servers: dict[str, Server]) -> None:
    once = b"GET /empty HTTP/1.1\r\nHost: localhost\r\n\r\n"
    last = request("GET /empty HTTP/1.1")
    for server in servers.values():
        assert server.ask(once * 3 + last).count(b"HTTP/1.1 204") == 4


def test_nothing_outlives_a_killed_server(own_server: Server) -> None:
    own_server.process.kill()
    own_server.process.wait()
    deadline = time.monotonic() + 3
    while own_server.answers() and time.monotonic() < deadline:
        time.sleep(0.05)
    with socket.socket() as next_start:
        next_start.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        next_start.bind(("127.0.0.1", own_server.port))


@pytest.mark.skipif(sys.platform != "linux", reason="the worker is found through /proc")
def test_a_killed_worker_is_replaced(own_server: Server) -> None:
    pid = own_server.process.pid
    (worker,) = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
    os.kill(int(worker), signal.SIGKILL)
    own_server.wait_until_it_answers()
    assert own_server.process.poll() is None


@pytest.mark.parametrize("how", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_ends_it_cleanly(own_server: Server, how: signal.Signals) -> None:
    own_server.process.send_signal(how)
    assert own_server.process.wait(12) == 0
    assert not own_server.answers()
