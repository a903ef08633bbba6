"""What a mail may not hold."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.domain.model.mail import InvalidMail, Mail

FIELDS: dict[str, Any] = {
    "to_address": "anna@example.org",
    "to_name": "Anna",
    "subject": "Hello",
    "text": "Hello",
    "html": "<p>Hello</p>",
    "message_id": "1@example.org",
}


def mail(**changes: Any) -> Mail:
    return Mail(**{**FIELDS, **changes})


@pytest.mark.parametrize("field", ["to_address", "to_name", "subject", "message_id"])
@pytest.mark.parametrize("ending", ["\r", "\n", "\r\nBcc: all@example.org", "\x00", "\x0b", "\x85", "\u2028", "\ud800"])
def test_no_header_can_begin_a_new_line(field: str, ending: str) -> None:
    with pytest.raises(InvalidMail, match=field):
        mail(**{field: FIELDS[field] + ending})


@pytest.mark.parametrize(
    "address",
    ["", "anna", "@example.org", "anna@", "a@b@c", "a b@c.de", "a,b@c.de", "<a@b.de>", "a@b.de>", "a" * 65 + "@b.de"],
)
def test_refuses_what_is_no_address(address: str) -> None:
    with pytest.raises(InvalidMail):
        mail(to_address=address)


@pytest.mark.parametrize(
    "address", ["anna+tag@example.org", "o'hara@sub.example.org", "anna@bücher.example", "a@localhost"]
)
def test_takes_addresses(address: str) -> None:
    assert mail(to_address=address).to_address == address


@pytest.mark.parametrize(
    "headers",
    [
        {"X-Test": "a\r\nBcc: all@example.org"},
        {"X-Test\r\nBcc": "all@example.org"},
        {"X-Test": ""},
        {"X-Test": "ä"},
        {"X-Test": "a" * 901},
        {"Bcc": "all@example.org"},
        {"SUBJECT": "two"},
        {"Content-Type": "text/plain"},
    ],
)
def test_refuses_headers(headers: dict[str, str]) -> None:
    with pytest.raises(InvalidMail):
        mail(headers=headers)


@pytest.mark.parametrize("message_id", ["", "1", "<1@h.example>", "1@", "@h.example", "a b@h.example", "1@h:8000"])
def test_refuses_message_ids(message_id: str) -> None:
    with pytest.raises(InvalidMail):
        mail(message_id=message_id)


def test_headers_cannot_be_changed_afterwards() -> None:
    headers = {"X-Test": "a"}
    made = mail(headers=headers)
    headers["Bcc"] = "all@example.org"
    assert dict(made.headers) == {"X-Test": "a"}


@given(st.text())
def test_a_subject_is_kept_as_it_is_or_refused(subject: str) -> None:
    try:
        made = mail(subject=subject)
    except InvalidMail:
        return
    assert made.subject == subject
    assert len(subject.splitlines()) <= 1
