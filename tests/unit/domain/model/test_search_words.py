# ruff: noqa: RUF001 (letters that look like others are what this is about)
import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.search_words import MAX_QUERY_LENGTH, name_words, text_words, wanted_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", ()),
        ("Hello, hello WORLD!", ("hello", "world")),
        ("don't #rye_bread @anna@example.org", ("don", "t", "rye", "bread", "anna", "example", "org")),
        ("Straße STRASSE Über ÉTÉ", ("strasse", "uber", "ete")),
        ("Łódź Øre Æsir œuvre İstanbul ılık", ("lodz", "ore", "aesir", "oeuvre", "istanbul", "ilik")),
        ("Ёжик ΟΔΟΣ", ("ежик", "οδοσ")),
        ("हिन्दी", ("हिन्दी",)),
        ("می\u200cخواهم", ("میخواهم",)),
        ("２０２６ ﬁn", ("2026", "fin")),
        ("1️⃣ x️", ("1", "x")),
        ("🥖🥖❤️ 👩‍🍳", ("🥖", "❤", "👩", "🍳")),
        ("東京都", ("東", "京", "都", "東京", "京都")),
        ("ｶﾞ ガ が", ("ガ", "が")),
        ("vue3で書く", ("vue3", "で", "書", "く", "で書", "書く")),
        ("\u0301 \u0301\u0302", ()),
        ("\u0902", ()),
    ],
)
def test_the_words_of_a_text(text: str, words: tuple[str, ...]) -> None:
    assert text_words(text) == words


def test_a_query_in_a_script_without_spaces_asks_for_neighbours() -> None:
    assert wanted_words("東京都 京 Tokyo") == ("東京", "京都", "京", "tokyo")


def test_the_words_of_a_name_are_its_beginnings() -> None:
    assert name_words("anna_b", "", "Än") == ("a", "an", "ann", "anna", "b")
    long = "x" * 40
    assert name_words(long) == (*(long[:end] for end in range(1, 31)), long)


@pytest.mark.parametrize(
    ("query", "code"),
    [
        ("", "required"),
        (" \n", "required"),
        ("-*\"'", "no_words"),
        ("\0", "control_character"),
        ("\ud800", "lone_surrogate"),
    ],
)
def test_what_asks_for_nothing(query: str, code: str) -> None:
    with pytest.raises(ValidationError) as caught:
        wanted_words(query)
    assert (caught.value.field, caught.value.code) == ("q", code)


@given(st.text(max_size=60))
def test_a_text_is_found_by_itself_however_it_is_written(text: str) -> None:
    words = set(text_words(text))
    for written in (text, text.swapcase().casefold(), unicodedata.normalize("NFD", text), f"({text})"):
        assert set(text_words(written)) == words
        try:
            wanted = wanted_words(written)
        except ValidationError:
            continue
        assert words.issuperset(wanted)


@given(st.text(max_size=30))
def test_a_word_has_no_space_and_is_its_own_word(text: str) -> None:
    for word in text_words(text):
        assert word
        assert " " not in word
        assert word in text_words(word)


def test_to_take_a_text_apart_takes_linear_time() -> None:
    for text in ("a\u0301" * 500, "\u0301" * 1000, "\ufdfa" * 1000, "東" * 1000, "👩‍🍳" * 300):
        begun = time.thread_time()
        text_words(text[:1000])
        assert time.thread_time() - begun < 0.2
    assert len(wanted_words("\ufdfa" * MAX_QUERY_LENGTH)) < 10
