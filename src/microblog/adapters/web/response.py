"""The one answer that every handler gives, whatever the framework."""

import re
from typing import Any, Literal
from urllib.parse import quote

import orjson
from attrs import evolve, field, frozen

_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f]")
_COOKIE_VALUE = re.compile(r"[!#-+\--:<-\[\]-~]*")


def _one_line(_: object, __: object, headers: tuple[tuple[str, str], ...]) -> None:
    if _CONTROL.search("".join([name + value for name, value in headers])):
        names = [name for name, value in headers if _CONTROL.search(name + value)]
        raise ValueError(f"header {names[0]!r} holds a control character")


@frozen
class Response:
    """Status, headers in order, and the whole body."""

    status: int = 200
    headers: tuple[tuple[str, str], ...] = field(default=(), validator=_one_line)
    body: bytes = field(default=b"", repr=False)

    @classmethod
    def html(cls, page: bytes, status: int = 200) -> "Response":
        """A page, in UTF-8."""
        return cls(status, (("Content-Type", "text/html; charset=utf-8"),), page)

    @classmethod
    def text(cls, text: str, status: int = 200, content_type: str = "text/plain") -> "Response":
        """Text of any kind; ``content_type`` without charset (it is UTF-8): ``application/atom+xml``, say."""
        return cls(status, (("Content-Type", f"{content_type}; charset=utf-8"),), text.encode())

    @classmethod
    def json(cls, value: Any, status: int = 200) -> "Response":
        """JSON of what orjson knows: dicts with text keys, lists, text, numbers, datetimes, None."""
        return cls(status, (("Content-Type", "application/json"),), orjson.dumps(value))

    @classmethod
    def redirect(cls, location: str, status: Literal[301, 302, 303, 307, 308] = 303) -> "Response":
        """Go and GET ``location`` (RFC 9110 §15.4.4). A path; where it comes from a client, check it first."""
        return cls(status, (("Location", quote(location, safe="/:?#[]@!$&'()*+,;=%~")),))

    def header(self, name: str) -> str | None:
        """The first value of a header."""
        return next((value for key, value in self.headers if key.lower() == name.lower()), None)

    def with_header(self, name: str, value: str) -> "Response":
        """The same answer with one header more."""
        return evolve(self, headers=(*self.headers, (name, value)))

    def set_cookie(
        self,
        name: str,
        value: str,
        *,
        secure: bool,
        max_age: int | None = None,
        http_only: bool = True,
        same_site: Literal["Strict", "Lax"] = "Lax",
    ) -> "Response":
        """Set a cookie for the whole host; see ``CookieRules`` for what to say in ``name`` and ``secure``.

        ``max_age`` in seconds; None ends with the browser, 0 deletes at once.
        """
        header = set_cookie_header(
            name, value, secure=secure, max_age=max_age, http_only=http_only, same_site=same_site
        )
        return evolve(self, headers=(*self.headers, header))


def set_cookie_header(
    name: str,
    value: str,
    *,
    secure: bool,
    max_age: int | None = None,
    http_only: bool = True,
    same_site: Literal["Strict", "Lax"] = "Lax",
) -> tuple[str, str]:
    """A ``Set-Cookie`` pair (RFC 6265 §4.1). Raises ``ValueError`` for a value that a cookie cannot hold."""
    if not _COOKIE_VALUE.fullmatch(value):
        raise ValueError(f"cookie {name!r} cannot hold this value: encode it first")
    parts = [f"{name}={value}", "Path=/", f"SameSite={same_site}"]
    if max_age is not None:
        parts.append(f"Max-Age={max_age}")
    if http_only:
        parts.append("HttpOnly")
    if secure:
        parts.append("Secure")
    return "Set-Cookie", "; ".join(parts)


@frozen
class CookieRules:
    """How cookies are called and guarded on this server.

    Over https they carry the ``__Host-`` prefix (RFC 6265bis §4.1.3.2), so that no sibling domain can set them;
    on plain http, which is for loopback only, a browser would refuse that prefix.
    """

    secure: bool

    def name(self, plain: str) -> str:
        """The name that ``plain`` has in the browser."""
        return f"__Host-{plain}" if self.secure else plain

    def put(self, response: Response, plain: str, value: str, max_age: int | None = None) -> Response:
        """Set the cookie ``plain`` on the answer; ``max_age`` in seconds."""
        return response.set_cookie(self.name(plain), value, secure=self.secure, max_age=max_age)

    def drop(self, response: Response, plain: str) -> Response:
        """Delete the cookie ``plain``."""
        return self.put(response, plain, "", max_age=0)
