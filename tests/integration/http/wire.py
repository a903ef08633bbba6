"""Requests as the bytes that go over the wire, and a server of the whole house that answers them alike each time."""

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

from attrs import field, frozen

from tests.integration.http.client import Answer, Framework

ROOT = Path(__file__).parents[3]


@frozen
class Sent:
    """One request as it was sent, and the status that it got when the trace was recorded."""

    method: str
    target: str
    headers: tuple[tuple[str, str], ...]
    body: str = ""
    """Bytes as Latin-1."""
    times: int = 1
    """How often the body is repeated."""
    status: int = 0

    def wire(self) -> bytes:
        """The bytes. A body has its length said, unless a header says something about that."""
        body = self.body.encode("latin-1") * self.times
        headers = list(self.headers)
        said = {name.lower() for name, _ in headers}
        if body and not said & {"content-length", "transfer-encoding"}:
            headers.append(("Content-Length", str(len(body))))
        lines = [f"{self.method} {self.target} HTTP/1.1", *(f"{name}: {value}" for name, value in headers)]
        return "\r\n".join([*lines, "Connection: close", "", ""]).encode("latin-1") + body

    def as_json(self) -> dict[str, Any]:
        """What stands in the trace: nothing that is as usual."""
        line: dict[str, Any] = {"method": self.method, "target": self.target, "headers": dict(self.headers)}
        if len(line["headers"]) != len(self.headers):
            line["headers"] = [list(pair) for pair in self.headers]
        if self.body:
            line["body"] = self.body
        if self.times != 1:
            line["times"] = self.times
        return line | {"status": self.status}

    @classmethod
    def from_json(cls, line: dict[str, Any]) -> "Sent":
        """The way back."""
        headers = line["headers"]
        pairs = tuple(headers.items()) if isinstance(headers, dict) else tuple((name, value) for name, value in headers)
        return cls(
            line["method"], line["target"], pairs, line.get("body", ""), line.get("times", 1), int(line["status"])
        )


@frozen
class Wire(Framework):
    """Speaks to a real server, one connection for each request."""

    port: int
    sent: list[Sent] = field(factory=list)

    def send(self, method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> Answer:
        return self.put(Sent(method, path, tuple(headers), body.decode("latin-1")))

    def put(self, request: Sent) -> Answer:
        """Send it, and keep it together with its status."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            answer = b""
            with suppress(BrokenPipeError, ConnectionResetError):  # some are answered before all of it was read
                connection.sendall(request.wire())
            with suppress(ConnectionResetError):
                while chunk := connection.recv(1 << 16):
                    answer += chunk
        head, _, content = answer.partition(b"\r\n\r\n")
        line, *fields = head.decode("latin-1").split("\r\n")
        status = int(line.split(" ")[1]) if line else 0
        pairs = tuple((name.lower(), value.strip()) for name, _, value in (one.partition(":") for one in fields))
        self.sent.append(Sent(request.method, request.target, request.headers, request.body, request.times, status))
        return Answer(status, pairs, content)


@contextmanager
def fixed_server(web: str, directory: Path) -> Iterator[Wire]:
    """A fresh server of the whole house, whose clock stands still and whose ids and secrets are counted."""
    directory.mkdir()
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "tests.integration.http.serve_fixed_house", web, str(port), str(directory)]
    environment = {**os.environ, "PYTHONPATH": f"{ROOT / 'src'}{os.pathsep}{ROOT}"}
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stderr=subprocess.DEVNULL)
    try:
        for _ in range(600):
            try:
                socket.create_connection(("127.0.0.1", port), timeout=1).close()
                break
            except OSError:
                time.sleep(0.05)
        yield Wire(port)
    finally:
        process.terminate()
        process.wait(15)
