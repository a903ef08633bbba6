"""How long after its author was answered a post stands on a follower's home timeline."""

import json
import time
from http.client import HTTPConnection
from itertools import count
from typing import Any

from attrs import define, field

from bench.data_set import Reader

_LOOK = 0.002  # seconds between two looks
_MOST = 20.0  # seconds that a post may take


@define
class _Client:
    port: int
    reader: Reader
    _connection: HTTPConnection = field(init=False)

    def __attrs_post_init__(self) -> None:
        self._connection = HTTPConnection("127.0.0.1", self.port, timeout=20)

    def call(self, method: str, path: str, body: object = None) -> Any:
        """What the API answers. Raises ``RuntimeError`` if that is not 200."""
        headers = {"Authorization": f"Bearer {self.reader.token}", "Content-Type": "application/json"}
        self._connection.request(method, f"/api/v1/{path}", None if body is None else json.dumps(body), headers)
        answer = self._connection.getresponse()
        text = answer.read()
        if answer.status != 200:
            raise RuntimeError(f"{method} {path} was answered {answer.status}")
        return json.loads(text)


def lags(port: int, author: Reader, follower: Reader, number: int, seconds: float = 60.0) -> list[float]:
    """Milliseconds, the shortest first, of so many posts one after the other, or of those that come in so long."""
    writer, reader = _Client(port, author), _Client(port, follower)
    reader.call("POST", f"accounts/{writer.call('GET', 'accounts/verify_credentials')['id']}/follow")
    end, took = time.monotonic() + seconds, list[float]()
    for each in count(1):
        if each > number or time.monotonic() > end:
            return sorted(took)
        post_id = writer.call("POST", "statuses", {"status": f"Post number {each}"})["id"]
        began = time.monotonic()
        while not reader.call("GET", f"timelines/home?limit=1&min_id={int(post_id) - 1}"):
            if time.monotonic() > began + _MOST:
                raise RuntimeError("a post does not come to its author's follower")
            time.sleep(_LOOK)
        took.append((time.monotonic() - began) * 1000)
    raise AssertionError("unreachable")
