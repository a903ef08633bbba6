"""The site as a person would start it, full of people, and what is asked of it."""

import json
import shutil
import subprocess
import time
from collections.abc import Sequence
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from attrs import frozen

from bench.data_set import Reader
from bench.load import KEY
from bench.processes import end, family, free_port, resident, start
from microblog.adapters.storage.sql.dialect import open_engine
from microblog.adapters.web.gates.csrf import csrf_token_of

_WORKED_OFF = 20.0  # seconds that the worker gets to do what the posts of a round left to do


@frozen
class Site:
    """A running site: web process, task worker, and the process that watches both."""

    web: str
    port: int
    storage: str
    process: "subprocess.Popen[bytes]"

    @classmethod
    def open(cls, web: str, data: Path, directory: Path, storage: str = "") -> "Site":
        """Start ``microblog serve`` on a copy of the database in ``data``, else on that at the URL."""
        if storage:
            directory.mkdir()
        else:
            shutil.copytree(data, directory)
            storage = f"sqlite:///{directory}/microblog.db"
        port = free_port()
        environment = {
            "MICROBLOG_WEB": web,
            "MICROBLOG_PORT": str(port),
            "MICROBLOG_DATA_DIR": str(directory),
            "MICROBLOG_STORAGE": storage,
            "MICROBLOG_RATE_LIMITS": "off",  # all requests come from one address
        }
        process = start(("-m", "microblog", "serve"), port, environment)
        return cls(web, port, storage, process)

    def close(self) -> None:
        """End all its processes."""
        end(self.process)

    def web_process(self) -> int:
        """The process that answers."""
        return max(set(family(self.process.pid)[1:]) - {*self._workers()}, key=resident)

    def worker_process(self) -> int:
        """The process that does what changes leave to do."""
        return max(self._workers(), key=resident)

    def _workers(self) -> list[int]:
        children = family(self.process.pid)[1:]
        return [pid for pid in children if b"\0worker\0" in Path(f"/proc/{pid}/cmdline").read_bytes()]

    def wait_for_worker(self) -> int:
        """Wait until nothing is left to do. Returns how much is left after 20 s."""
        given_up = time.monotonic() + _WORKED_OFF
        engine = open_engine(self.storage, 1, 10, "the database")
        try:
            while True:
                with engine.connect() as connection:
                    left = int(connection.exec_driver_sql("SELECT count(*) FROM tasks WHERE NOT dead").scalar_one())
                if not left or time.monotonic() > given_up:
                    return left
                time.sleep(0.2)
        finally:
            engine.dispose()


def page(port: int, path: str, readers: Sequence[Reader] = ()) -> list[bytes]:
    """A request for a page: one by a stranger, else one by each reader."""
    if not readers:
        return [_request("GET", path, port)]
    return [_request("GET", path, port, _cookie(reader)) for reader in readers]


def post(port: int, readers: Sequence[Reader]) -> list[bytes]:
    """The form that publishes a post, as a browser sends it, by each reader. One in five mentions somebody."""
    requests = []
    for number, reader in enumerate(readers):
        mention = f"@{readers[number - 1].username} " if number % 5 == 0 else ""
        fields = {
            "csrf_token": csrf_token_of(reader.secret),
            "idempotency_key": KEY.decode(),
            "text": f"{mention}A post of the usual length, with a link to https://example.org/garden and a #photo.",
            "content_warning": "",
            "visibility": "public",
            "language": "en",
        }
        origin = f"Origin: http://127.0.0.1:{port}\r\nContent-Type: application/x-www-form-urlencoded\r\n"
        requests.append(_request("POST", "/compose", port, _cookie(reader) + origin, urlencode(fields)))
    return requests


def api_list(port: int, path: str, readers: Sequence[Reader]) -> list[bytes]:
    """A request for a list of the API, one by each reader's app."""
    return [_request("GET", path, port, _bearer(reader)) for reader in readers]


def api_post(port: int, readers: Sequence[Reader]) -> list[bytes]:
    """The same as ``post``, as an app sends it."""
    requests = []
    for number, reader in enumerate(readers):
        mention = f"@{readers[number - 1].username} " if number % 5 == 0 else ""
        text = f"{mention}A post of the usual length, with a link to https://example.org/garden and a #photo."
        headers = f"Idempotency-Key: {KEY.decode()}\r\nContent-Type: application/json\r\n"
        body = json.dumps({"status": text, "visibility": "public", "language": "en"})
        requests.append(_request("POST", "/api/v1/statuses", port, _bearer(reader) + headers, body))
    return requests


def _bearer(reader: Reader) -> str:
    return f"Authorization: Bearer {reader.token}\r\n"


def _cookie(reader: Reader) -> str:
    return f"Cookie: session={reader.secret}\r\n"


def _request(method: str, path: str, port: int, more: str = "", body: str = "") -> bytes:
    length = f"Content-Length: {len(body)}\r\n" if body else ""
    return (
        f"{method} {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nUser-Agent: Mozilla/5.0 (bench)\r\n"
        "Accept: text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8\r\nAccept-Language: en\r\n"
        f"{more}{length}\r\n{body}"
    ).encode()


def shown_posts(port: int, request: bytes) -> int:
    """How many posts are on that page, or in that list of the API. Raises ``RuntimeError`` if the answer is not 200."""
    head, _, _ = request.decode().partition("\r\n\r\n")
    first, *headers = head.split("\r\n")
    connection = HTTPConnection("127.0.0.1", port, timeout=10)
    try:
        connection.request("GET", first.split()[1], headers=dict(line.split(": ", 1) for line in headers))
        answer = connection.getresponse()
        text = answer.read().decode()
    finally:
        connection.close()
    if answer.status != 200:
        raise RuntimeError(f"{first} was answered {answer.status}")
    is_page = (answer.getheader("Content-Type") or "").startswith("text/html")
    return text.count('<article class="post"') if is_page else len(json.loads(text))
