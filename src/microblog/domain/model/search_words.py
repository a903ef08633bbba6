"""By which words texts and names are found, and which words a query asks for.

The same for every storage, so that all find the same: an engine only ever compares whole words that were made here, and
its own rules (what a letter is, which words are too short or too common, how to stem) have no say.

A word is a run of letters, digits and the marks that belong to them, without case and accents ("Über" is "uber").
Compatible forms are one (fullwidth digits are digits). A symbol such as an emoji is a word by itself. Scripts that put
no spaces between words (Chinese, Japanese, Thai, …; Korean joins particles to words) are found by pairs of neighbours.
"""

import re
import unicodedata
from hashlib import blake2b
from itertools import groupby

from microblog.domain.model.entity_patterns import is_letter
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.text import clean_text

MAX_QUERY_LENGTH = 200
"""Code points of a query."""

MAX_BEGINNING = 30
"""Code points up to which every beginning of a word in a name is found."""

_LONGEST_KEPT = 60  # MySQL's engine takes words of up to 84 characters
_ACCENTS = re.compile("[\u0300-\u036f]")
_UNSEEN = re.compile("[\u00ad\u200c\u200d\u2060\ufe00-\ufe0f\ufeff]")  # soft hyphen, joiners, variation selectors
_ASCII_WORD = re.compile("[a-z0-9]+")
# Letters that are not made of a letter and an accent, yet are typed without it.
_PLAIN = str.maketrans(
    {"æ": "ae", "ð": "d", "ø": "o", "þ": "th", "đ": "d", "ħ": "h", "\u0131": "i", "ł": "l", "œ": "oe"}
)
_UNSPACED = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u30ff\u31f0-\u31ff"  # kana and the marks that repeat
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
    "\uac00-\ud7a3]"  # Hangul
)


def text_words(text: str) -> tuple[str, ...]:
    """The words that a text is found by, each once."""
    found: dict[str, None] = {}
    for run, is_unspaced in _runs(text):
        found.update(dict.fromkeys((*filter(str.isalnum, run), *_pairs(run)) if is_unspaced else (run,)))
    return tuple(found)


def name_words(*names: str) -> tuple[str, ...]:
    """The words that names are found by, each once: whoever looks for people types the beginning of a name."""
    found: dict[str, None] = {}
    for word in text_words(" ".join(names)):
        found.update(dict.fromkeys(word[:end] for end in range(1, min(len(word), MAX_BEGINNING + 1))))
        found[word] = None
    return tuple(found)


def wanted_words(query: str) -> tuple[str, ...]:
    """The words that a query asks for, each once: what is found has all of them. There is no syntax.

    Raises ValidationError for `q` with the codes of `clean_text`, and `no_words` where nothing in it could be found.
    """
    text = clean_text(query, field="q", max_length=MAX_QUERY_LENGTH, required=True)
    wanted: dict[str, None] = {}
    for run, is_unspaced in _runs(text):
        wanted.update(dict.fromkeys(_pairs(run) if is_unspaced and len(run) > 1 else (run,)))
    if not wanted:
        raise ValidationError("q", "no_words")
    return tuple(wanted)


def kept_word(word: str) -> str:
    """A word as every full-text engine keeps it whole: ASCII letters and digits, at least three, of no language.

    MySQL's leaves out what is shorter than three or on its list of stop words, and other characters are part of a word
    or not by its version; MongoDB's splits words at some symbols.
    """
    if word.isascii() and len(word) <= _LONGEST_KEPT:
        return f"wd{word}"
    return f"wx{blake2b(word.encode(), digest_size=10).hexdigest()}"


def _runs(text: str) -> list[tuple[str, bool]]:
    """The words of a text as they stand there, each with whether it is in a script without spaces."""
    if text.isascii():
        return [(word, False) for word in _ASCII_WORD.findall(text.lower())]
    runs: list[tuple[str, bool]] = []
    for kind, characters in groupby(_folded(text), _kind):
        run = "".join(characters)
        if kind == "symbol":
            runs.extend((symbol, False) for symbol in run)
        elif kind and any(map(str.isalnum, run)):
            runs.append((run, kind == "unspaced"))
    return runs


def _folded(text: str) -> str:
    bare = unicodedata.normalize("NFKD", unicodedata.normalize("NFKD", text).casefold())
    return unicodedata.normalize("NFKC", _UNSEEN.sub("", _ACCENTS.sub("", bare)).translate(_PLAIN))


def _kind(character: str) -> str:
    if character.isalnum() or (is_letter(character) and unicodedata.category(character) != "Me"):
        return "unspaced" if _UNSPACED.match(character) else "word"
    return "symbol" if unicodedata.category(character) == "So" else ""


def _pairs(run: str) -> tuple[str, ...]:
    pairs = (run[start : start + 2] for start in range(len(run) - 1))
    return tuple(pair for pair in pairs if any(map(str.isalnum, pair)))
