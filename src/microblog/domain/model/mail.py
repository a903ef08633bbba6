"""A mail ready to go out, whatever carries it."""

import re
from collections.abc import Mapping
from types import MappingProxyType

from attrs import Attribute, field, frozen

# All that some mail software takes for the end of a line, and the other characters no header may carry.
_UNSAFE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_ADDRESS = re.compile(r"[^\s@<>()\[\]\\,;:\"]{1,64}@[^\s@<>()\[\]\\,;:\"]{1,253}")
_MESSAGE_ID = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~.-]{1,120}@[A-Za-z0-9.-]{1,120}")
_HEADER_NAME = re.compile(r"[A-Za-z][A-Za-z0-9-]{0,75}")
_HEADER_VALUE = re.compile(r"[\x20-\x7e]{1,900}")
_ADDRESSING = {"bcc", "cc", "from", "reply-to", "return-path", "sender", "to"}
_OWN_FIELDS = _ADDRESSING | {
    "content-transfer-encoding",
    "content-type",
    "date",
    "message-id",
    "mime-version",
    "subject",
}


class InvalidMail(ValueError):
    """A mail that must not be sent: a line break in a header, an address that is none."""


def _address(_mail: object, attribute: "Attribute[str]", value: str) -> None:
    if len(value) > 254 or _UNSAFE.search(value) or not _ADDRESS.fullmatch(value):
        raise InvalidMail(f"{attribute.name} is not a mail address")


def _one_line(_mail: object, attribute: "Attribute[str]", value: str) -> None:
    if _UNSAFE.search(value):
        raise InvalidMail(f"{attribute.name} holds a line break or another control character")


def _message_id(_mail: object, attribute: "Attribute[str]", value: str) -> None:
    if not _MESSAGE_ID.fullmatch(value):
        raise InvalidMail(f"{attribute.name} must look like unique-part@domain, without angle brackets")


def _headers(_mail: object, _attribute: "Attribute[Mapping[str, str]]", value: Mapping[str, str]) -> None:
    for name, content in value.items():
        if not _HEADER_NAME.fullmatch(name) or name.lower() in _OWN_FIELDS:
            raise InvalidMail(f"{name!r} cannot be an additional header")
        if not _HEADER_VALUE.fullmatch(content):
            raise InvalidMail(f"the header {name} must be 1 to 900 printable ASCII characters")


def _read_only(headers: Mapping[str, str]) -> Mapping[str, str]:
    return MappingProxyType(dict(headers))


@frozen
class Recipient:
    """Whom a mail is for: `language` is what it is written in, `name` may be empty."""

    address: str
    name: str
    language: str


@frozen
class Mail:
    """One mail to one person, in both text and HTML. Who sends it is a matter of the mailer's configuration.

    Nothing that would start a new header line can get in: the constructor raises `InvalidMail`.
    """

    to_address: str = field(validator=_address)
    to_name: str = field(validator=_one_line)
    """May be empty."""
    subject: str = field(validator=_one_line)
    text: str
    html: str
    message_id: str = field(validator=_message_id)
    """`unique-part@domain` (RFC 5322 §3.6.4, without the angle brackets). The same mail always has the same
    one, so that a repeated attempt can be recognised as such by whoever receives it."""
    headers: Mapping[str, str] = field(factory=dict, converter=_read_only, validator=_headers)
    """Additional ones, such as `List-Unsubscribe` (RFC 2369, RFC 8058) and `Auto-Submitted` (RFC 3834)."""
