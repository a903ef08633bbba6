from datetime import UTC, datetime

import pytest

from microblog.domain.model.filter import Filter, FilterAction, FilterContext, FilteredPost, FilterKeyword, match

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
    result = match(some_filter((keyword, whole)), 7, text.casefold())
    assert (result is not None) is found
    assert result is None or (result.keyword, result.is_chosen) == (keyword, False)


def test_a_post_may_be_found_as_itself() -> None:
    one = some_filter(("dog", True), ("cat", True), posts=(7, 8))
    by_both, by_itself = match(one, 8, "a cat"), match(one, 7, "")
    assert by_both is not None
    assert by_itself is not None
    assert (by_both.keyword, by_both.is_chosen) == ("cat", True)
    assert (by_itself.keyword, by_itself.is_chosen) == (None, True)
    assert match(one, 9, "a bird") is None
