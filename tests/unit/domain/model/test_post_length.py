"""Counting as Mastodon counts."""

import pytest

from microblog.domain.model.post_length import LINK_LENGTH, counted_text, post_length


@pytest.mark.parametrize(
    ("text", "length"),
    [
        ("", 0),
        ("hello", 5),
        ("https://a.co", 23),
        ("see https://example.org/" + "a" * 500 + " now", 4 + 23 + 4),
        ("@alice@example.org hi", len("@alice hi")),
        ("@alice hi", 9),
        ("#hashtag", 8),
        ("example.org", 11),
    ],
)
def test_counts(text: str, length: int) -> None:
    assert post_length(text, "", len) == length


def test_the_warning_counts_in_full() -> None:
    assert post_length("hi", "https://example.org", len) == 2 + len("https://example.org")


def test_text_around_entities_is_kept() -> None:
    assert counted_text("a @b@c.de #f https://g.hi!") == "a @b #f " + "x" * LINK_LENGTH + "!"
