import random
import re
import time
from datetime import UTC, datetime

import pytest

from microblog.domain.model.filter import (
    MAX_FILTERS,
    MAX_KEYWORD_LENGTH,
    MAX_KEYWORDS,
    Filter,
    FilterAction,
    FilterContext,
    FilteredPost,
    FilterKeyword,
    SearchedText,
    match,
)

NOW = datetime(2026, 1, 1, tzinfo=UTC)


def some_filter(*keywords: tuple[str, bool], posts: tuple[int, ...] = ()) -> Filter:
    words = tuple(FilterKeyword(number, word, whole) for number, (word, whole) in enumerate(keywords))
    chosen = tuple(FilteredPost(number, post_id) for number, post_id in enumerate(posts))
    return Filter(1, 2, "title", (FilterContext.HOME,), FilterAction.WARN, words, chosen, NOW, None)


@pytest.mark.parametrize(
    ("keyword", "whole", "text", "found"),
    [
        ("cat", False, "concatenate", True),
        ("cat", True, "concatenate", False),
        ("cat", True, "A cat.", True),
        ("cat", True, "concat cat_ cat", True),
        ("cat", True, "cat_ _cat cats 1cat", False),
        ("CAT", True, "my Cat!", True),
        ("Straße", True, "in der STRASSE", True),
        ("#cat", True, "x#cat", True),
        ("#cat", True, "#cats", False),
        ("c++", True, "c++11 is c++x", True),
        ("big cat", True, "a big cat", True),
        ("aa", True, "aaa aaaa", False),
        ("猫", True, "猫 です", True),
        ("cat", False, "", False),
    ],
)
def test_keywords(keyword: str, whole: bool, text: str, found: bool) -> None:
    result = match(some_filter((keyword, whole)), 7, SearchedText(text.casefold()))
    assert (result is not None) is found
    assert result is None or (result.keyword, result.is_chosen) == (keyword, False)


def test_a_post_may_be_found_as_itself() -> None:
    one = some_filter(("dog", True), ("cat", True), posts=(7, 8))
    by_both, by_itself = match(one, 8, SearchedText("a cat")), match(one, 7, SearchedText(""))
    assert by_both is not None
    assert by_itself is not None
    assert (by_both.keyword, by_both.is_chosen) == ("cat", True)
    assert (by_itself.keyword, by_itself.is_chosen) == (None, True)
    assert match(one, 9, SearchedText("a bird")) is None


def test_words_are_found_as_if_each_place_was_looked_at() -> None:
    draw = random.Random(7)
    for _ in range(5000):
        keyword, text = ("".join(draw.choices("ab_# é", k=draw.randint(1, most))) for most in (4, 12))
        ends = [r"\b" if re.match(r"\w", end) else "" for end in (keyword[0], keyword[-1])]
        expected = re.search(ends[0] + re.escape(keyword) + ends[1], text) is not None
        assert (match(some_filter((keyword, True)), 7, SearchedText(text)) is not None) is expected, (keyword, text)


@pytest.mark.parametrize("piece", ["a", "ab "])
def test_time_is_linear_in_the_text(piece: str) -> None:
    """All filters that somebody can have, and a text that nearly fits to each keyword at nearly every place."""
    text = piece * (8000 // len(piece))
    keywords = [(piece * (MAX_KEYWORD_LENGTH // len(piece) - number % 2) + "a", True) for number in range(MAX_KEYWORDS)]
    one = some_filter(*keywords)
    began = time.process_time()
    searched = SearchedText(text.casefold())
    for _ in range(MAX_FILTERS):
        match(one, 7, searched)
    assert time.process_time() - began < 2  # a tenth of that; place by place it takes ten seconds
