"""One small browser without a screen, over Flask and over Quart."""

import asyncio
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any, Protocol
from urllib.parse import unquote, urlencode

import orjson
from attrs import Factory, define, field, frozen
from flask import Flask
from quart import Quart

from microblog.adapters.web.application import Application
from microblog.adapters.web.flask_binding import bind_flask
from microblog.adapters.web.quart_binding import bind_quart

Pairs = Mapping[str, str] | Iterable[tuple[str, str]]


@frozen
class Answer:
    """What came back."""

    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()

    def json(self) -> object:
        return orjson.loads(self.body)

    def header(self, name: str) -> str | None:
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def all_headers(self, name: str) -> list[str]:
        return [value for key, value in self.headers if key.lower() == name.lower()]


class Framework(Protocol):
    """Sends one request through a framework."""

    def send(self, method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> Answer: ...


@frozen
class FlaskFramework(Framework):
    app: Flask

    def send(self, method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> Answer:
        client = self.app.test_client(use_cookies=False)
        response = client.open(path, method=method, headers=headers, data=body)
        return Answer(response.status_code, tuple(response.headers.items()), response.get_data())


@frozen
class QuartFramework(Framework):
    app: Quart
    loop: asyncio.AbstractEventLoop

    def send(self, method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> Answer:
        return self.loop.run_until_complete(self._send(method, path, headers, body))

    async def _send(self, method: str, path: str, headers: list[tuple[str, str]], body: bytes) -> Answer:
        # Spoken to directly: Quart's own test client makes a second response of the first, with other headers.
        raw_path, _, query = path.partition("?")
        scope = {
            "type": "http",
            "asgi": {"version": "3.0", "spec_version": "2.3"},
            "http_version": "1.1",
            "method": method,
            "scheme": "http",
            "path": unquote(raw_path, errors="replace"),
            "raw_path": raw_path.encode(),
            "query_string": query.encode(),
            "root_path": "",
            "headers": [(name.lower().encode("latin-1"), value.encode("latin-1")) for name, value in headers],
            "client": ("127.0.0.1", 1),
            "server": ("127.0.0.1", 80),
            "extensions": {},
        }
        if body:
            scope["headers"].append((b"content-length", str(len(body)).encode()))  # type: ignore[attr-defined]
        sent: list[dict[str, Any]] = []
        messages: asyncio.Queue[dict[str, Any]] = asyncio.Queue()
        messages.put_nowait({"type": "http.request", "body": body, "more_body": False})

        async def send(message: Any) -> None:
            sent.append(message)

        await self.app(scope, messages.get, send)  # type: ignore[arg-type]
        start, *parts = sent
        answered = tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in start["headers"])
        return Answer(start["status"], answered, b"".join(part.get("body", b"") for part in parts))


@define
class Client:
    """Keeps cookies between requests as a browser would; follows no redirect by itself."""

    framework: Framework
    host: str = "localhost"
    cookies: dict[str, str] = field(default=Factory(dict))

    def get(self, path: str, headers: Pairs = ()) -> Answer:
        return self.request("GET", path, headers)

    def post(self, path: str, data: Pairs = (), headers: Pairs = ()) -> Answer:
        """Post a form."""
        body = urlencode(_list(data)).encode()
        return self.request(
            "POST", path, [("Content-Type", "application/x-www-form-urlencoded"), *_list(headers)], body
        )

    def request(self, method: str, path: str, headers: Pairs = (), body: bytes = b"") -> Answer:
        sent = _list(headers)
        if not any(name.lower() == "host" for name, _ in sent):
            sent.append(("Host", self.host))
        if self.cookies:
            sent.append(("Cookie", "; ".join(f"{name}={value}" for name, value in self.cookies.items())))
        answer = self.framework.send(method, path, sent, body)
        for line in answer.all_headers("Set-Cookie"):
            name, _, value = line.partition(";")[0].partition("=")
            if "max-age=0" in line.lower():
                self.cookies.pop(name, None)
            else:
                self.cookies[name] = value
        return answer


def _list(pairs: Pairs) -> list[tuple[str, str]]:
    return list(pairs.items() if isinstance(pairs, Mapping) else pairs)


@contextmanager
def opened(application: Application, framework: str) -> Iterator[Client]:
    """A client of ``application`` on ``flask`` or ``quart``."""
    if framework == "flask":
        yield Client(FlaskFramework(bind_flask(application)))
        return
    app = bind_quart(application, threads=2)
    loop = asyncio.new_event_loop()
    loop.run_until_complete(app.startup())
    try:
        yield Client(QuartFramework(app, loop))
    finally:
        loop.run_until_complete(app.shutdown())
        loop.close()
