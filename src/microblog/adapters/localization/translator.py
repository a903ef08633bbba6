"""The `Translator` over gettext catalogues, with Babel's (CLDR's) knowledge of how dates and numbers look."""

from collections.abc import Sequence
from datetime import UTC, date, datetime
from functools import lru_cache

from babel import Locale
from babel.dates import format_date, format_time, get_datetime_format
from babel.numbers import format_decimal

from microblog.adapters.localization.accept_language import best_language
from microblog.adapters.localization.catalogues import SOURCE_LANGUAGE, load_catalogues
from microblog.ports.translator import Translator


# A page shows the same few minutes and days again and again; Babel takes some 20 µs for each, the cache 5.
@lru_cache(maxsize=4096)
def _format_minute(locale: Locale, minute: datetime) -> str:
    pattern = str(get_datetime_format("medium", locale=locale))
    time = format_time(minute, format="short", locale=locale)
    day = format_date(minute, format="medium", locale=locale)
    return f"{pattern.replace('{1}', day).replace('{0}', time)} UTC"


@lru_cache(maxsize=1024)
def _format_day(locale: Locale, day: date) -> str:
    return format_date(day, format="medium", locale=locale)


class CatalogueTranslator(Translator):
    """Holds all languages in memory; safe to share between threads."""

    def __init__(self) -> None:
        self._catalogues = load_catalogues()
        self._locales = {language: Locale.parse(language, sep="-") for language in self._catalogues}
        self._languages = tuple(self._catalogues)

    @property
    def languages(self) -> Sequence[str]:
        return self._languages

    def _known(self, language: str) -> str:
        return language if language in self._catalogues else SOURCE_LANGUAGE

    def gettext(self, language: str, message: str, /, **params: object) -> str:
        translated = self._catalogues[self._known(language)].gettext(message)
        return translated % params if params else translated

    def ngettext(self, language: str, singular: str, plural: str, number: int, /, **params: object) -> str:
        translated = self._catalogues[self._known(language)].ngettext(singular, plural, number)
        return translated % {"num": self.format_number(language, number), **params}

    def pgettext(self, language: str, context: str, message: str, /, **params: object) -> str:
        translated = self._catalogues[self._known(language)].pgettext(context, message)
        return translated % params if params else translated

    def format_datetime(self, language: str, moment: datetime, /) -> str:
        minute = moment.astimezone(UTC).replace(second=0, microsecond=0)
        return _format_minute(self._locales[self._known(language)], minute)

    def format_date(self, language: str, day: date, /) -> str:
        if isinstance(day, datetime):
            day = day.astimezone(UTC).date()
        return _format_day(self._locales[self._known(language)], day)

    def format_number(self, language: str, number: float, /) -> str:
        return format_decimal(number, locale=self._locales[self._known(language)])

    def language_name(self, language: str, /) -> str:
        locale = self._locales[self._known(language)]
        name = locale.get_display_name(locale) or language
        return name[:1].upper() + name[1:]

    def negotiate(self, accept_language: str | None, preferred: str | None) -> str:
        if preferred is not None and preferred in self._catalogues:
            return preferred
        return best_language(accept_language or "", self._languages) or SOURCE_LANGUAGE
