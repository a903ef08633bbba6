"""Languages as a person meets them."""

from datetime import UTC, date, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from microblog.adapters.localization.translator import CatalogueTranslator

TRANSLATOR = CatalogueTranslator()


def test_speaks_english_first_and_german() -> None:
    assert list(TRANSLATOR.languages) == ["en", "de"]
    assert [TRANSLATOR.language_name(language) for language in TRANSLATOR.languages] == ["English", "Deutsch"]


@pytest.mark.parametrize("language", ["en", "fr", "", "../../etc"])
def test_answers_in_english_where_it_does_not_know_the_language(language: str) -> None:
    assert TRANSLATOR.gettext(language, "Choose a new password") == "Choose a new password"


def test_translates() -> None:
    assert TRANSLATOR.gettext("de", "Choose a new password") == "Neues Passwort wählen"


def test_fills_in_parameters_after_translating() -> None:
    text = TRANSLATOR.gettext("de", "%(author)s mentioned you", author="%(x)s 100%")
    assert text == "%(x)s 100% hat dich erwähnt"


def test_a_sentence_without_parameters_is_left_alone() -> None:
    assert TRANSLATOR.gettext("en", "100% of %(it)s") == "100% of %(it)s"


@pytest.mark.parametrize(("number", "text"), [(1, "1 thing"), (0, "0 things"), (1234, "1,234 things")])
def test_numbers_choose_the_form(number: int, text: str) -> None:
    assert TRANSLATOR.ngettext("en", "%(num)s thing", "%(num)s things", number) == text


def test_context_falls_back_to_the_word() -> None:
    assert TRANSLATOR.pgettext("en", "verb", "Like") == "Like"


@pytest.mark.parametrize(
    ("language", "moment", "day", "number"),
    [
        ("en", "Nov 21, 2026, 10:09\u202fAM UTC", "Nov 21, 2026", "1,234,567.5"),
        ("de", "21.11.2026, 10:09 UTC", "21.11.2026", "1.234.567,5"),
    ],
)
def test_dates_and_numbers_follow_the_language(language: str, moment: str, day: str, number: str) -> None:
    at = datetime(2026, 11, 21, 12, 9, 59, tzinfo=timezone(timedelta(hours=2)))
    assert TRANSLATOR.format_datetime(language, at) == moment
    assert TRANSLATOR.format_date(language, date(2026, 11, 21)) == day
    assert TRANSLATOR.format_date(language, datetime(2026, 11, 21, 23, 59, tzinfo=UTC)) == day
    assert TRANSLATOR.format_number(language, 1_234_567.5) == number


@pytest.mark.parametrize(
    ("header", "language"),
    [
        (None, "en"),
        ("", "en"),
        ("de", "de"),
        ("DE-ch-1996", "de"),
        ("fr, de;q=0.2, en;q=0.1", "de"),
        ("en;q=0.5, de;q=0.9", "de"),
        ("de;q=0", "en"),
        ("fr", "en"),
        ("*", "en"),
        ("*;q=0.5, en;q=0.1", "de"),
        ("en;q=0, *", "de"),
        ("de;q=2", "en"),
        ("de;q=", "en"),
        (";;,,de ; q = 1.000 ,", "de"),
        ("deu", "en"),
        ("," * 5000 + "de", "en"),
    ],
)
def test_reads_accept_language(header: str | None, language: str) -> None:
    assert TRANSLATOR.negotiate(header, None) == language


def test_the_chosen_language_comes_first_if_it_is_spoken() -> None:
    assert TRANSLATOR.negotiate("en", "de") == "de"
    assert TRANSLATOR.negotiate("de", "tlh") == "de"


@given(st.text(max_size=2000) | st.text("deEN-*;q=01. ,", max_size=2000))
def test_any_header_gets_an_answer(header: str) -> None:
    assert TRANSLATOR.negotiate(header, None) in TRANSLATOR.languages
