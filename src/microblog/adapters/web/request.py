"""The one request that every handler sees, whatever the framework."""

from collections.abc import Mapping
from typing import Any

import orjson
from attrs import define, field, frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.fields import Fields, Headers
from microblog.domain.model.app import Grant
from microblog.domain.model.session import Session
from microblog.domain.model.views import Viewer


@frozen
class UploadedFile:
    """One file of a multipart form, held in memory (the route's body limit bounds it)."""

    field_name: str
    filename: str
    """As the client says it: never use it as a path."""
    content_type: str
    content: bytes = field(repr=False)


@define
class Request:
    """What a client asks. Gates note on it what they find out; handlers only read it."""

    method: str
    path: str
    request_id: str
    path_params: Mapping[str, str | int] = {}
    query: Fields = field(factory=Fields)
    headers: Headers = field(factory=Headers)
    cookies: Mapping[str, str] = field(factory=dict, repr=False)
    body: bytes = field(default=b"", repr=False)
    form: Fields = field(factory=Fields, repr=False)
    files: tuple[UploadedFile, ...] = ()
    client_address: str = ""
    """The peer, or what a trusted proxy says about it. Not for logs."""
    scheme: str = "http"
    host: str = ""
    """The ``Host`` header in lower case, port included; known to be ours once the host gate has run."""
    viewer: Viewer | None = None
    session: Session | None = None
    grant: Grant | None = None
    """What the app may do that holds the access token; without a ``viewer`` it acts as nobody."""
    locale: str = "en"
    csrf_token: str = field(default="", repr=False)
    """What a form on the answer has to carry in its ``csrf_token`` field."""
    answer_headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    """What gates want added to the answer (a first cookie, say)."""

    @property
    def is_safe(self) -> bool:
        """Whether the method changes nothing (RFC 9110 §9.2.1)."""
        return self.method in ("GET", "HEAD", "OPTIONS", "TRACE")

    @property
    def content_type(self) -> str:
        """The media type of the body in lower case, without parameters."""
        return self.headers.get("content-type").partition(";")[0].strip().lower()

    def file(self, name: str) -> bytes:
        """The content of the first file of that name in a multipart form; nothing where there is none."""
        return next((file.content for file in self.files if file.field_name == name), b"")

    def path_text(self, name: str) -> str:
        """A ``<name>`` of the route's path. A name that the path does not have is a ``KeyError``."""
        return str(self.path_params[name])

    def path_id(self, name: str) -> int:
        """An ``<int:name>`` of the route's path: 0 ≤ id < 2⁶³."""
        return int(self.path_params[name])

    def json(self) -> Any:
        """The body as JSON (RFC 8259). Raises ``BadRequest`` when it is none or nests over 1,000 deep."""
        try:
            return orjson.loads(self.body)
        except orjson.JSONDecodeError as error:
            raise BadRequest("bad_json") from error


def parse_cookies(header: str) -> dict[str, str]:
    """The ``Cookie`` header (RFC 6265 §5.4); of a repeated name the first counts, malformed pairs are skipped."""
    cookies: dict[str, str] = {}
    for pair in header.split(";"):
        name, equals, value = pair.strip().partition("=")
        if equals and name and name not in cookies:
            cookies[name] = value.strip('"')
    return cookies
