"""Against the real server: eight at the same moment, and far too much at once."""

import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

import pytest
from attrs import frozen

from microblog.adapters.email.memory_mailer import MemoryMailer
from microblog.domain.model.account import Role
from microblog.entrypoints.container import Container
from tests.integration.http.hostile.house import prepared
from tests.integration.http.site.people import PASSWORD

ROOT = Path(__file__).parents[4]
TOKEN = "t" * 43
AT_ONCE = 8


@frozen
class Server:
    """The house behind a socket, and the same house from within."""

    port: int
    pid: int
    container: Container
    mailer: MemoryMailer

    def post(self, path: str, form: dict[str, str], cookie: str = "") -> tuple[int, str]:
        """Status and session cookie."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        headers = {"Content-Type": "application/x-www-form-urlencoded", "Cookie": cookie or f"csrf={TOKEN}"}
        try:
            connection.request("POST", path, urlencode({"csrf_token": TOKEN} | form), headers)
            answer = connection.getresponse()
            answer.read()
            session = re.search(r"session=[^;]+", answer.getheader("Set-Cookie") or "")
            return answer.status, session[0] if session else ""
        finally:
            connection.close()

    def at_once(self, path: str, forms: list[dict[str, str]], cookie: str = "") -> list[int]:
        """Post all forms at the same moment; the statuses in their order."""
        with ThreadPoolExecutor(len(forms)) as threads:
            return [status for status, _ in threads.map(lambda form: self.post(path, form, cookie), forms)]

    def get(self, path: str, cookie: str) -> str:
        """A page."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            connection.request("GET", path, headers={"Cookie": cookie})
            return connection.getresponse().read().decode()
        finally:
            connection.close()


@pytest.fixture
def server(tmp_path: Path, framework: str) -> Iterator[Server]:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    mailer = MemoryMailer()
    container = prepared(tmp_path, {"REGISTRATION": "invite"})
    container.mailer.override(mailer)
    container.storage().schema.upgrade()
    settings = {"DATA_DIR": tmp_path, "PORT": port, "WEB": framework, "TASKS": "inline", "REGISTRATION": "invite"}
    settings |= {"RATE_LIMITS": "off", "LOG_LEVEL": "error"}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("MICROBLOG_")}
    environment |= {f"MICROBLOG_{name}": str(value) for name, value in settings.items()}
    environment["PYTHONPATH"] = str(ROOT / "src")
    command = [sys.executable, "-m", "microblog", "web"]
    process = subprocess.Popen(command, env=environment, cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield Server(port, process.pid, container, mailer)
    finally:
        process.terminate()
        process.wait(15)
        container.storage().schema.database.close()
        container.process().release()


def _wait_for(port: int) -> None:
    for _ in range(600):
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
        except OSError:
            time.sleep(0.05)
        else:
            return
    raise AssertionError("the server does not answer")


def test_what_may_happen_once_happens_once(server: Server) -> None:
    container = server.container
    people = [{"username": f"p{n}", "email": f"p{n}@example.org", "password": PASSWORD} for n in range(AT_ONCE)]

    setup = container.offer_ownership()()
    assert sorted(server.at_once(f"/setup/{setup}", people)) == [303] + [404] * (AT_ONCE - 1)
    with container.unit_of_work()() as uow:
        assert uow.users.has_role(Role.OWNER)

    invitation = container.create_invitation()()
    guests = [{"username": f"g{n}", "email": f"g{n}@example.org"} for n in range(AT_ONCE)]
    statuses = server.at_once("/signup", [guest | {"password": PASSWORD, "invitation": invitation} for guest in guests])
    assert sorted(statuses) == [303] + [422] * (AT_ONCE - 1)

    container.create_account()(username="ada", email="ada@example.org", password=PASSWORD)
    container.request_password_reset()(email="ada@example.org")
    found = re.search(r"/password/reset/\S+", server.mailer.sent[-1].text)
    assert found
    passwords = [f"password number {n}" for n in range(AT_ONCE)]
    statuses = server.at_once(found[0], [{"password": password} for password in passwords])
    assert sorted(statuses) == [303] + [404] * (AT_ONCE - 1)
    winner = passwords[statuses.index(303)]
    tried = [server.post("/login", {"login": "ada", "password": password}) for password in passwords]
    assert [status for status, _ in tried] == [303 if password == winner else 422 for password in passwords]

    cookie = tried[passwords.index(winner)][1]
    found = re.search(r'name="csrf_token" value="([^"]+)"', server.get("/compose", cookie))
    assert found
    form = {"text": "only once", "visibility": "public", "idempotency_key": "k" * 22, "csrf_token": found[1]}
    assert server.at_once("/compose", [form] * AT_ONCE, cookie) == [303] * AT_ONCE
    assert server.get("/@ada", cookie).count("only once") == 1


@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_ten_megabytes_are_not_held_in_memory(server: Server) -> None:
    (worker,) = Path(f"/proc/{server.pid}/task/{server.pid}/children").read_text().split()

    def peak() -> int:
        found = re.search(r"VmHWM:\s+(\d+) kB", Path(f"/proc/{worker}/status").read_text())
        assert found
        return int(found[1]) // 1024

    def send(path: str) -> int:
        head = f"POST {path} HTTP/1.1\r\nHost: localhost\r\nContent-Length: 10000000\r\nConnection: close\r\n\r\n"
        with socket.create_connection(("127.0.0.1", server.port), timeout=60) as connection:
            with suppress(ConnectionError):  # some are answered before all of it was read
                connection.sendall(head.encode() + b"x" * 10_000_000)
            with suppress(ConnectionError):
                return int(connection.recv(12).split()[1])
        return 0  # closed in the middle of our sending

    send("/login")
    before = peak()
    with ThreadPoolExecutor(AT_ONCE) as threads:
        statuses = list(threads.map(send, ["/login", "/signup", "/nowhere", "/password/forgot"] * 4))
    assert set(statuses) <= {413, 404, 0}
    assert peak() - before < 40, "of 160 MB"
    assert server.get("/login", f"csrf={TOKEN}")
