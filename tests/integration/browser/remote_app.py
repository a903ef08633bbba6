"""An app with a website of its own, to which browsers are sent back."""

import re
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import urlencode

import httpx
from attrs import frozen

OUT_OF_BAND = "urn:ietf:wg:oauth:2.0:oob"


@frozen
class RemoteApp:
    """What it was told when it was registered."""

    site_url: str
    client_id: str
    secret: str
    redirect_uri: str

    @classmethod
    def registered(cls, site_url: str, redirect_uri: str, **what: str) -> "RemoteApp":
        what = {"client_name": "Heron for Phones", "redirect_uris": redirect_uri, "scopes": "read write push"} | what
        facts = httpx.post(f"{site_url}/api/v1/apps", data=what).raise_for_status().json()
        return cls(site_url, facts["client_id"], facts["client_secret"], redirect_uri)

    def question(self, scope: str = "read write push") -> str:
        """Where it sends a person to."""
        asked = {"response_type": "code", "client_id": self.client_id, "redirect_uri": self.redirect_uri}
        return f"/oauth/authorize?{urlencode(asked | {'scope': scope, 'state': 'a state'})}"

    def redeem(self, code: str) -> str:
        """The access token."""
        asked = {"grant_type": "authorization_code", "client_id": self.client_id, "client_secret": self.secret}
        answer = httpx.post(
            f"{self.site_url}/oauth/token", data=asked | {"code": code, "redirect_uri": self.redirect_uri}
        )
        return str(answer.raise_for_status().json()["access_token"])

    def knows(self, token: str) -> dict[str, Any] | None:
        """Whom the token is for; None if it is good for nothing."""
        answer = httpx.get(f"{self.site_url}/oauth/userinfo", headers={"Authorization": f"Bearer {token}"})
        return answer.json() if answer.status_code == 200 else None


class _Website(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        _, port = self.connection.getsockname()
        if self.path.startswith("/callback"):
            self.send_response(302)  # as some apps do, on to another name
            self.send_header("Location", f"http://localhost:{port}/landed{self.path.removeprefix('/callback')}")
            self.end_headers()
            return
        referer = self.headers.get("Referer", "")
        page = f"<!doctype html><link rel=icon href=data:,><title>Landed</title><p id=referer>{referer}"
        self.send_response(200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(page.encode())

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@contextmanager
def website() -> Iterator[str]:
    """The address of a website that answers while this lasts."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), _Website)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def code_in(text: str) -> str:
    """From an address or a page."""
    found = re.search(r"(?:code=|<code>)([A-Za-z0-9_-]{43})", text)
    assert found, text
    return found[1]
