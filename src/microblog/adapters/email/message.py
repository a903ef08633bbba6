"""Builds the bytes of a mail (RFC 5322, MIME) from a `Mail`.

The header block is written here, line by line: the standard library folds long structured headers into
encoded words, which no mail program reads in a `List-Unsubscribe`, and loses the quotes of names with a
comma.
"""

from datetime import datetime
from email.header import Header
from email.message import EmailMessage
from email.policy import SMTP
from email.utils import format_datetime
from hashlib import sha256
from re import fullmatch

from attrs import field, frozen

from microblog.domain.model.mail import Mail
from microblog.ports.mailer import MailRefused

_PLAIN_NAME = r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~ -]{1,60}"


def ascii_address(address: str) -> str:
    """The address as every mail server takes it: an international domain in its ASCII form (RFC 5891).

    Raises `MailRefused` where there is none: a local part beyond ASCII would need SMTPUTF8 all the way.
    """
    local, _, domain = address.rpartition("@")
    try:
        return f"{local.encode('ascii').decode()}@{domain.encode('idna').decode()}"
    except UnicodeError:
        raise MailRefused("the address has no form in ASCII") from None


@frozen
class Sender:
    """Whom mails come from: the server's name, which may be empty, and its address."""

    name: str
    address: str = field(converter=ascii_address)

    @property
    def domain(self) -> str:
        return self.address.rpartition("@")[2]


def _encoded(name: str, value: str) -> str:
    """An unstructured header, in encoded words (RFC 2047) where it has to be."""
    plain = value.isascii() and "=?" not in value and len(value) + len(name) < 74
    encoded = value if plain else Header(value, "utf-8", 74, name).encode(linesep="\r\n")
    return f"{name}: {encoded}"


def _mailbox(name: str, person: str, address: str) -> str:
    """A name and an address. The name is encoded unless it is nothing but letters, digits and the like."""
    if not person.strip():
        return f"{name}: {address}"
    plain = fullmatch(_PLAIN_NAME, person) and "=?" not in person
    encoded = person if plain else Header(person, "utf-8", 74, name).encode(linesep="\r\n")
    return f"{name}: {encoded}\r\n <{address}>"


def message_bytes(mail: Mail, sender: Sender, date: datetime) -> bytes:
    """The whole mail, lines ended by CRLF and at most 998 bytes long, ASCII only.

    The same arguments make the same bytes. Raises `MailRefused` for an address without an ASCII form.
    """
    lines = [
        _mailbox("From", sender.name, sender.address),
        _mailbox("To", mail.to_name, ascii_address(mail.to_address)),
        _encoded("Subject", mail.subject),
        f"Date: {format_datetime(date)}",
        f"Message-ID: <{mail.message_id}>",
        *(f"{name}: {value}" for name, value in mail.headers.items()),
    ]
    body = EmailMessage(policy=SMTP)
    body.set_content(mail.text, cte="quoted-printable")
    body.add_alternative(mail.html, subtype="html", cte="quoted-printable")
    body.set_boundary(f"part-{sha256(mail.message_id.encode()).hexdigest()[:32]}")
    return "\r\n".join([*lines, ""]).encode("ascii") + body.as_bytes()
