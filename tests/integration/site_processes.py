"""A site whose processes a test starts and ends one by one, and people who use it over the network."""

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlencode

from microblog.entrypoints.settings import Settings, load_settings

_PATIENCE = 20.0  # seconds that a process may take to come or to go


def eventually(holds: Callable[[], object], seconds: float) -> bool:
    """Whether it holds within that time."""
    end = time.monotonic() + seconds
    while not holds():
        if time.monotonic() > end:
            return False
        time.sleep(0.02)
    return True


class Site:
    """The settings of a site, with its files in a directory, and what is run with them."""

    def __init__(self, directory: Path, storage: str, **more: str) -> None:
        self.mails = directory / "mail"
        self._given = {
            "MICROBLOG_DATA_DIR": str(directory),
            "MICROBLOG_STORAGE": storage,
            "MICROBLOG_MAIL": f"file:{self.mails}",
            "MICROBLOG_WEB": "flask",
            "MICROBLOG_TASKS": "huey",
            "MICROBLOG_RATE_LIMITS": "off",
            "MICROBLOG_CONFIRM_EMAIL": "off",
            "MICROBLOG_LOG_LEVEL": "warning",
            **{f"MICROBLOG_{name}": text for name, text in more.items()},
        }
        self._log = directory / "log"

    @property
    def settings(self) -> Settings:
        """The same for this process."""
        return load_settings(self._given)

    @property
    def logged(self) -> str:
        """What its processes said."""
        return self._log.read_text()

    def command(self, *arguments: str) -> str:
        """What `microblog …` prints."""
        return subprocess.run(
            _line(arguments), env=self._environment(), check=True, capture_output=True, text=True
        ).stdout

    def start(self, *arguments: str, port: int = 0) -> "subprocess.Popen[bytes]":
        """`microblog …` that goes on running; as `web` it listens at that port."""
        more = {"MICROBLOG_PORT": str(port)} if port else {}
        with self._log.open("ab") as log:
            return subprocess.Popen(
                _line(arguments), env=self._environment() | more, stdout=subprocess.DEVNULL, stderr=log
            )

    @contextmanager
    def running(self, *arguments: str, port: int = 0) -> Iterator["subprocess.Popen[bytes]"]:
        """The same, for as long as the block; a site that listens has begun to."""
        process = self.start(*arguments, port=port)
        try:
            assert not port or eventually(lambda: listens(port), _PATIENCE)
            yield process
        finally:
            process.terminate()
            process.wait(_PATIENCE)

    def _environment(self) -> dict[str, str]:
        ours = {name: value for name, value in os.environ.items() if not name.startswith("MICROBLOG_")}
        return ours | self._given | {"PYTHONPATH": os.pathsep.join(path for path in sys.path if path)}


def _line(arguments: tuple[str, ...]) -> list[str]:
    return [sys.executable, "-m", "microblog", *arguments]


def listens(port: int) -> bool:
    """Whether somebody listens there."""
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0


class Person:
    """Somebody who is signed in. What is asked of the site raises OSError or HTTPException if nothing is answered."""

    def __init__(self, port: int, name: str, password: str) -> None:
        self._port, self._cookies = port, dict[str, str]()
        token = self._token("/login")
        status, _ = self._send("POST", "/login", {"login": name, "password": password, "csrf_token": token})
        assert status == 303
        self._csrf = self._token("/compose")

    def publish(self, text: str, key: str) -> int:
        """Publish a post; the status of the answer, 303 where it is out."""
        form = {"text": text, "visibility": "public", "idempotency_key": key, "csrf_token": self._csrf}
        return self._send("POST", "/compose", form)[0]

    def look(self, path: str) -> int:
        """The status of a page."""
        return self._send("GET", path)[0]

    def _token(self, path: str) -> str:
        _, page = self._send("GET", path)
        found = re.search(r'name="csrf_token"[^>]* value="([^"]+)"', page)
        assert found is not None
        return found[1]

    def _send(self, method: str, path: str, form: dict[str, str] | None = None) -> tuple[int, str]:
        connection = http.client.HTTPConnection("127.0.0.1", self._port, timeout=30)
        headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in self._cookies.items())}
        if form is not None:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        try:
            connection.request(method, path, urlencode(form or {}), headers)
            answer = connection.getresponse()
            for cookie in answer.headers.get_all("Set-Cookie", []):
                name, _, value = cookie.partition(";")[0].partition("=")
                self._cookies[name] = value
            return answer.status, answer.read().decode()
        finally:
            connection.close()
