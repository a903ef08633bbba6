"""What counts as one character."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.adapters.text.grapheme_counter import RegexGraphemeCounter

count = RegexGraphemeCounter()


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("abc", 3),
        ("a\r\nb", 3),
        ("e\u0301", 1),
        ("\U0001f468\u200d\U0001f469\u200d\U0001f467", 1),
        ("\U0001f1e9\U0001f1ea\U0001f1eb\U0001f1f7", 2),
        ("\U0001f1e9\U0001f1ea\U0001f1eb", 2),
        ("\U0001f1e9\U0001f1ea\u0301\U0001f1eb\U0001f1f7", 2),
        ("한국말", 3),
        ("का", 1),
    ],
)
def test_counts_what_a_reader_counts(text: str, length: int) -> None:
    assert count(text) == length


@given(st.text(alphabet="ab \n\r"), st.text(alphabet="éの"))
def test_the_short_way_for_ascii_agrees(ascii_text: str, other: str) -> None:
    # A line break before and after keeps either side from joining with the other.
    assert count(ascii_text + "\t" + other) == count(ascii_text) + 1 + count(other)


@pytest.mark.parametrize(
    "piece", ["\u0301", "\U0001f1e6", "\U0001f468\u200d", "\u0915\u094d", "\u1100", "\u0600", "\u200d", "の"]
)
def test_a_long_run_of_anything_takes_seconds_at_most(piece: str) -> None:
    began = time.thread_time()
    assert count("a" + piece * (200_000 // len(piece))) > 0
    assert time.thread_time() - began < 2
