"""Where an app wants people to be sent back to (RFC 6749 section 3.1.2)."""

import re
from urllib.parse import urlsplit

from microblog.domain.model.app import OUT_OF_BAND
from microblog.domain.model.errors import ValidationError

MAX_REDIRECT_URI = 2000

_URI = re.compile(r"[a-z][a-z0-9+.-]*:[!-~]+", re.ASCII | re.IGNORECASE)
_NEVER = re.compile(r'["#<>\\^`{|}]')  # what no URI holds (RFC 3986 section 2), and the fragment
_WEB = frozenset(("http", "https"))
_FORBIDDEN = frozenset(
    (
        *("about", "blob", "data", "file", "filesystem", "javascript", "urn", "vbscript", "view-source"),
        *("callto", "facetime", "geo", "im", "mailto", "maps", "mms", "sip", "sips", "sms", "smsto", "tel", "xmpp"),
        *("ftp", "ftps", "gopher", "irc", "ircs", "ldap", "ldaps", "magnet", "news", "nntp", "rtsp", "sftp", "smb"),
        *("ssh", "telnet", "vnc", "ws", "wss"),
        *("android-app", "intent", "market", "search-ms", "shell"),
    )
)
"""Schemes that belong to no app that could be waiting for a code.

They run or show something in the browser itself, or have the device write, call, fetch or start what is everybody's.
"""
_OF_SYSTEM = "ms-"  # parts of Windows


def check_redirect_uri(value: str, *, field: str) -> str:
    """The address if an app may have it: an absolute one on the web, one with an app's own scheme, or OUT_OF_BAND.

    Which app owns a scheme nobody knows; RFC 8252 section 7.1 lives with that, and so has PKCE. Raises ValidationError
    for `field` with the code `too_long` or `bad_redirect_uri`.
    """
    if len(value) > MAX_REDIRECT_URI:
        raise ValidationError(field, "too_long", {"limit": MAX_REDIRECT_URI})
    if value != OUT_OF_BAND and not _is_redirect_uri(value):
        raise ValidationError(field, "bad_redirect_uri")
    return value


def _is_redirect_uri(value: str) -> bool:
    if not _URI.fullmatch(value) or _NEVER.search(value):
        return False
    try:
        parts = urlsplit(value)
        host, _ = parts.hostname, parts.port
    except ValueError:  # of an IPv6 address or a port that is none
        return False
    if parts.scheme in _WEB:
        return bool(host) and "@" not in parts.netloc  # which would only serve to look like somebody else
    return parts.scheme not in _FORBIDDEN and not parts.scheme.startswith(_OF_SYSTEM)
