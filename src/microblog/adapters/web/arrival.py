"""What a binding hands over."""

import secrets
from collections.abc import Mapping

from attrs import field, frozen

from microblog.adapters.web.fields import Fields, Headers
from microblog.adapters.web.request import Request, parse_cookies


@frozen
class Arrival:
    """The bare facts of a request. What needs parsing is parsed behind the bindings, so that they agree."""

    method: str
    path: str
    """Percent-decoded; what was no UTF-8 in it is U+FFFD."""
    query_string: bytes
    headers: tuple[tuple[str, str], ...]
    peer: str
    scheme: str
    path_params: Mapping[str, str | int] = {}
    body: bytes = field(default=b"", repr=False)

    def request(self) -> Request:
        """The neutral request, under a new id. Never fails: what is malformed is refused later, by a page."""
        headers = Headers.from_pairs(self.headers)
        return Request(
            method=self.method,
            path=self.path,
            request_id=secrets.token_hex(8),
            path_params=self.path_params,
            query=Fields.from_query(self.query_string),
            headers=headers,
            cookies=parse_cookies(headers.get("cookie")),
            body=self.body,
            client_address=self.peer,
            scheme=self.scheme,
            host=headers.get("host").lower(),
        )
