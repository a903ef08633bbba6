"""The bytes of a mail, read back by the standard library's parser."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.policy import default
from email.utils import parseaddr
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from microblog.adapters.email.message import Sender, ascii_address, message_bytes
from microblog.domain.model.mail import Mail
from microblog.ports.mailer import MailRefused

SENDER = Sender("Möwe, the server", "no-reply@example.org")
NOW = datetime(2026, 11, 21, 10, 9, 26, tzinfo=UTC)
LONG_LINK = "https://example.org/unsubscribe/" + "a" * 300
# What a `Mail` lets through; white space in a row is folded away by every parser.
ONE_LINE = st.text(st.characters(exclude_categories=["Cc", "Cs", "Zl", "Zp"]), max_size=120).map(
    lambda text: " ".join(text.split())
)


def mail(**changes: Any) -> Mail:
    fields: dict[str, Any] = {
        "to_address": "anna@example.org",
        "to_name": "Anna",
        "subject": "Hello",
        "text": "Grüße\n.\nFrom here\n" + "long " * 400,
        "html": "<p>Grüße</p>",
        "message_id": "1@example.org",
    }
    return Mail(**{**fields, **changes})


def parsed(content: bytes) -> EmailMessage:
    return message_from_bytes(content, policy=default)


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content())


def test_has_a_text_and_an_html_part_in_this_order() -> None:
    message = parsed(message_bytes(mail(), SENDER, NOW))
    assert message.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in message.iter_parts()] == ["text/plain", "text/html"]
    assert body(message, "plain").splitlines() == mail().text.splitlines()
    assert body(message, "html").strip() == "<p>Grüße</p>"
    assert message["Date"].datetime == NOW
    assert message["From"].addresses[0].display_name == SENDER.name
    assert message.defects == []


def test_long_links_in_headers_stay_in_one_piece() -> None:
    content = message_bytes(
        mail(headers={"List-Unsubscribe": f"<{LONG_LINK}>"}, message_id="b" * 100 + "@h"), SENDER, NOW
    )
    assert f"\r\nList-Unsubscribe: <{LONG_LINK}>\r\n".encode() in content
    assert f"\r\nMessage-ID: <{'b' * 100}@h>\r\n".encode() in content


def test_the_same_mail_makes_the_same_bytes() -> None:
    assert message_bytes(mail(), SENDER, NOW) == message_bytes(mail(), SENDER, NOW)


@given(subject=ONE_LINE, name=ONE_LINE)
@example(subject="=?utf-8?q?no?=", name="=?utf-8?q?no?=")
@example(subject="x" * 300, name='Anna, "the" <evil@example.org>')
@example(subject="ä" * 100, name="ä, <evil@example.org>, Jürgen" * 3)
def test_any_subject_and_name_arrive_and_nothing_else_does(subject: str, name: str) -> None:
    content = message_bytes(mail(subject=subject, to_name=name), SENDER, NOW)
    assert content.isascii()
    assert all(len(line) <= 998 for line in content.split(b"\r\n"))
    head = content.partition(b"\r\n\r\n")[0]
    assert b"\n" not in head.replace(b"\r\n", b"")
    message = parsed(content)
    assert message["Subject"] == subject
    # The standard library's newer parser keeps the space between encoded words that RFC 2047 §6.2 has it drop.
    encoded_name, address = parseaddr(message_from_bytes(content)["To"])
    assert (str(make_header(decode_header(encoded_name))), address) == (name, "anna@example.org")
    names = [header.lower() for header in message.keys()]  # noqa: SIM118 (a message is no mapping)
    assert sorted(names) == ["content-type", "date", "from", "message-id", "mime-version", "subject", "to"]


def test_an_international_domain_goes_out_in_ascii() -> None:
    assert ascii_address("anna@bücher.example") == "anna@xn--bcher-kva.example"
    assert b"<anna@xn--bcher-kva.example>" in message_bytes(mail(to_address="anna@bücher.example"), SENDER, NOW)


@pytest.mark.parametrize("address", ["jürgen@example.org", "anna@a..example", f"anna@{'ü' * 70}.example"])
def test_refuses_an_address_without_an_ascii_form(address: str) -> None:
    with pytest.raises(MailRefused):
        ascii_address(address)
