"""What the rest of the house needs to speak a person's language.

English is the source language: the English sentence is the key. Sentences are marked where they stand, so
that `tools/translations.py` finds them: `_("…")`, `gettext`, `ngettext`, `pgettext` in Python and in Jinja
templates, and `N_("…")` in Python for a sentence that is translated later (a form label, a table entry).
"""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol


def N_(message: str) -> str:  # noqa: N802 (the name that gettext users know)
    """Mark a literal for translation and return it unchanged; whoever shows it translates it."""
    return message


class Translator(Protocol):
    """Sentences, dates and numbers in the languages that this server speaks.

    `language` is one of `languages`. Any other value (an account may carry a language that has since been
    dropped) is answered in English, never with an error.

    With parameters, `%(name)s` in the translated sentence is replaced and a literal percent sign is written
    `%%`; without any, the sentence comes back untouched. The result is plain text: escaping it for HTML is
    up to whoever shows it.
    """

    @property
    def languages(self) -> Sequence[str]:
        """The complete languages as BCP 47 tags, the source language "en" first."""

    def gettext(self, language: str, message: str, /, **params: object) -> str:
        """Translate one sentence."""

    def ngettext(self, language: str, singular: str, plural: str, number: int, /, **params: object) -> str:
        """Translate a sentence that depends on a number, which `%(num)s` shows in the language's own way."""

    def pgettext(self, language: str, context: str, message: str, /, **params: object) -> str:
        """Translate a word that means different things in different places; `context` tells them apart."""

    def format_datetime(self, language: str, moment: datetime, /) -> str:
        """Day and minute of an aware moment, in UTC and saying so."""

    def format_date(self, language: str, day: date, /) -> str:
        """A day, with the month's name or number as is usual in the language; a moment is read in UTC."""

    def format_number(self, language: str, number: float, /) -> str:
        """A number with the language's grouping and decimal signs, at most three decimal places."""

    def language_name(self, language: str, /) -> str:
        """What the language calls itself ("English", "Deutsch"), for a list to choose from."""

    def negotiate(self, accept_language: str | None, preferred: str | None) -> str:
        """The language to answer in: `preferred` if spoken here, else the best of the Accept-Language header.

        The header is matched as in RFC 4647 §3.4 (lookup) with the weights of RFC 9110 §12.5.4. It comes from
        outside: however long or broken it is, the answer is one of `languages`, English when nothing fits.
        """
