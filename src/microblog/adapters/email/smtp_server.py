"""Where mail is handed over: a server as a URL names it."""

from ipaddress import ip_address
from typing import Literal
from urllib.parse import unquote, urlsplit

from attrs import field, frozen

Security = Literal["none", "starttls", "tls"]

_SCHEMES: dict[str, tuple[Security, int]] = {
    "smtp": ("none", 25),
    "smtp+starttls": ("starttls", 587),
    "smtps": ("tls", 465),
}


def _is_this_machine(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


@frozen
class SmtpServer:
    """A mail server, how the way to it is secured, and who we are there (if it asks)."""

    host: str
    port: int
    security: Security = "none"
    username: str | None = None
    password: str | None = field(default=None, repr=False)

    @classmethod
    def from_url(cls, url: str) -> "SmtpServer":
        """Read `smtp://`, `smtp+starttls://` or `smtps://` `user:password@host:port` (RFC 3986 escapes).

        Without a port it is 25, 587 (RFC 6409) or 465 (RFC 8314). Raises `ValueError` with one sentence,
        which never quotes the URL: it holds a password.
        """
        try:
            parts = urlsplit(url)
            port = parts.port
        except ValueError:
            raise ValueError("the mail URL cannot be read; it should look like smtps://user:pass@host:465") from None
        if parts.scheme not in _SCHEMES:
            raise ValueError("the mail URL must begin with smtp://, smtp+starttls:// or smtps://")
        if not parts.hostname or parts.path.strip("/") or parts.query or parts.fragment:
            raise ValueError("the mail URL must be scheme://user:password@host:port and nothing after it")
        if (parts.username is None) != (parts.password is None):
            raise ValueError("the mail URL must have both a user and a password, or neither")
        security, default_port = _SCHEMES[parts.scheme]
        if security == "none" and parts.password and not _is_this_machine(parts.hostname):
            raise ValueError(
                "the mail URL would send its password unencrypted; begin it with smtp+starttls:// or smtps://"
            )
        return cls(
            host=parts.hostname,
            port=default_port if port is None else port,
            security=security,
            username=None if parts.username is None else unquote(parts.username),
            password=None if parts.password is None else unquote(parts.password),
        )
