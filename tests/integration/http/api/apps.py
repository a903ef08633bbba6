"""Apps that use the API; whatever they are answered is held against its description."""

from collections.abc import Mapping
from typing import Any
from urllib.parse import urlencode

import orjson
from attrs import define, evolve, field

from tests.integration.http.api.described import Description
from tests.integration.http.client import Answer, Client

Parameters = Mapping[str, Any]


@define
class ApiApp:
    """An app with an access token, or without one."""

    client: Client
    description: Description
    token: str = field(default="", repr=False)
    account_id: str = ""

    def without_token(self) -> "ApiApp":
        """The same app before anybody has authorized it."""
        return evolve(self, token="", account_id="")

    def get(self, path: str, headers: Mapping[str, str] | None = None, **query: Any) -> Answer:
        """Read; a list becomes `name[]=…` several times."""
        return self.send("GET", f"{path}?{_encoded(query)}" if query else path, headers=headers)

    def post(self, path: str, headers: Mapping[str, str] | None = None, **form: Any) -> Answer:
        """Post a form."""
        return self.form("POST", path, form, headers)

    def form(self, method: str, path: str, form: Parameters, headers: Mapping[str, str] | None = None) -> Answer:
        """Send a form."""
        kind = {"Content-Type": "application/x-www-form-urlencoded"}
        return self.send(method, path, _encoded(form).encode(), {**kind, **(headers or {})})

    def json(self, method: str, path: str, value: Any, headers: Mapping[str, str] | None = None) -> Answer:
        """Send JSON."""
        return self.send(method, path, orjson.dumps(value), {"Content-Type": "application/json", **(headers or {})})

    def multipart(self, method: str, path: str, form: Parameters) -> Answer:
        """Send a multipart form."""
        parts = [
            f'--line\r\nContent-Disposition: form-data; name="{name}"\r\n\r\n{value}\r\n'
            for name, value in form.items()
        ]
        body = ("".join(parts) + "--line--\r\n").encode()
        return self.send(method, path, body, {"Content-Type": "multipart/form-data; boundary=line"})

    def upload(self, path: str, content: bytes, *, name: str = "file", method: str = "POST", **more: Any) -> Answer:
        """Send a file; its name and type, which nobody should believe, may be said."""
        filename = more.pop("filename", "picture.png")
        kind = more.pop("content_type", "image/png")
        parts = [
            f'--line\r\nContent-Disposition: form-data; name="{key}"\r\n\r\n{value}\r\n' for key, value in more.items()
        ]
        head = (
            f'--line\r\nContent-Disposition: form-data; name="{name}"; filename="{filename}"\r\n'
            f"Content-Type: {kind}\r\n\r\n"
        )
        body = "".join(parts).encode() + head.encode() + content + b"\r\n--line--\r\n"
        return self.send(method, path, body, {"Content-Type": "multipart/form-data; boundary=line"})

    def send(self, method: str, path: str, body: bytes = b"", headers: Mapping[str, str] | None = None) -> Answer:
        """Send anything."""
        sent = dict(headers or {})
        if self.token:
            sent.setdefault("Authorization", f"Bearer {self.token}")
        answer = self.client.request(method, path, sent, body)
        self.description.hold(method, path, answer)
        return answer

    def read(self, path: str, **query: Any) -> Any:
        """What is read where it has to be there."""
        return _good(self.get(path, **query))

    def do(self, path: str, **form: Any) -> Any:
        """What is answered to what has to work."""
        return _good(self.post(path, **form))

    def write(self, status: str, **more: Any) -> dict[str, Any]:
        """A new status."""
        found: dict[str, Any] = self.do("/api/v1/statuses", status=status, **more)
        return found


def _good(answer: Answer) -> Any:
    assert answer.status == 200, (answer.status, answer.text)
    return answer.json()


def _encoded(form: Parameters) -> str:
    pairs = []
    for name, value in form.items():
        if isinstance(value, list):
            pairs += [(f"{name}[]", str(one)) for one in value]
        else:
            pairs.append((name, str(value)))
    return urlencode(pairs)
