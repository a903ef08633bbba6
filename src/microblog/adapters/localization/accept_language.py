"""Chooses a language by what a browser says it reads."""

import re
from collections.abc import Sequence

# What comes from outside is read this far and no further.
_MAX_LENGTH = 1000
_MAX_RANGES = 30

_RANGE = re.compile(
    r"\s*(?P<tag>\*|[A-Za-z]{1,8}(?:-[A-Za-z0-9]{1,8})*)\s*(?:;\s*[Qq]\s*=\s*(?P<weight>[01](?:\.[0-9]{0,3})?)\s*)?"
)


def best_language(header: str, languages: Sequence[str]) -> str | None:
    """The best of `languages` for an Accept-Language header, or None if it asks for none of them.

    Weights as in RFC 9110 §12.5.4, lookup as in RFC 4647 §3.4: "de-CH-1996" finds "de". Ranges of the same
    weight count in the order in which they were written. A range that is not well formed is passed over.
    """
    parts = header[:_MAX_LENGTH].split(",", _MAX_RANGES)[:_MAX_RANGES]
    matches = [match for part in parts if (match := _RANGE.fullmatch(part))]
    ranges = [(min(float(match["weight"] or "1"), 1.0), match["tag"].lower()) for match in matches]
    unwanted = {tag for weight, tag in ranges if weight == 0}
    spoken = {language.lower(): language for language in languages if language.lower() not in unwanted}
    for _weight, tag in sorted((r for r in ranges if r[0] > 0), key=lambda r: -r[0]):
        if tag == "*":
            named = {other for _weight, other in ranges}
            if others := [spoken[language] for language in spoken if language not in named]:
                return others[0]
        subtags = tag.split("-")
        for length in range(len(subtags), 0, -1):
            if (prefix := "-".join(subtags[:length])) in spoken:
                return spoken[prefix]
    return None
