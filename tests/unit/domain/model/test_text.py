"""The gate for text."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.text import clean_line, clean_text


@given(st.text(max_size=200))
def test_what_passes_is_well_formed_and_passes_again(value: str) -> None:
    try:
        text = clean_text(value, field="text", max_length=200)
    except ValidationError:
        return  # what is refused, and why, stands below
    assert not any(unicodedata.category(c) in ("Cc", "Cs") and c not in "\n\t" for c in text)
    assert unicodedata.is_normalized("NFC", text)
    assert len(text) <= 200
    assert clean_text(text, field="text", max_length=200) == text


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("a\r\nb\rc\u2028d\u2029\ne", "a\nb\nc\nd\n\ne"),
        ("e\u0301", "\u00e9"),
        ("  a\tb \n", "a\tb"),
        ("\u200f\U0001f468\u200d\U0001f469", "\u200f\U0001f468\u200d\U0001f469"),
        ("", ""),
    ],
)
def test_normalises(value: str, text: str) -> None:
    assert clean_text(value, field="text", max_length=20) == text


@pytest.mark.parametrize(
    ("value", "code", "params"),
    [
        ("a\x00b", "control_character", {"code_point": "U+0000"}),
        ("\x1b[31m", "control_character", {"code_point": "U+001B"}),
        ("\x0c", "control_character", {"code_point": "U+000C"}),
        ("\x7f", "control_character", {"code_point": "U+007F"}),
        ("\x85", "control_character", {"code_point": "U+0085"}),
        ("\ud800", "lone_surrogate", {"code_point": "U+D800"}),
        ("\udfff", "lone_surrogate", {"code_point": "U+DFFF"}),
        ("\uffff", "noncharacter", {"code_point": "U+FFFF"}),
        ("\U0010fffe", "noncharacter", {"code_point": "U+10FFFE"}),
        ("abcdef", "too_long", {"limit": 5, "length": 6}),
        ("\x00" * 11, "too_long", {"limit": 5, "length": 11}),
        ("\u0958" * 5, "too_long", {"limit": 5, "length": 10}),  # composed, this letter is two code points
        (" \n ", "required", {}),
    ],
)
def test_refuses(value: str, code: str, params: dict[str, object]) -> None:
    with pytest.raises(ValidationError) as caught:
        clean_text(value, field="bio", max_length=5, required=True)
    assert (caught.value.field, caught.value.code, caught.value.params) == ("bio", code, params)


def test_a_line_has_no_line_break() -> None:
    assert clean_line(" Ada\r\n", field="name", max_length=30) == "Ada"
    with pytest.raises(ValidationError, match="name: line_break"):
        clean_line("Ada\rLovelace", field="name", max_length=30)
