"""What the pieces of a mention, a hashtag and a link are made of.

Every scan here looks at a bounded stretch of text and never goes back over it, so that parsing takes time
linear in the text. Characters are judged by their Unicode category rather than by written-out ranges: no table to
keep up to date, and nothing to build at import.
"""

import re
import unicodedata

MAX_HOST_LENGTH = 253
"""ASCII characters in a host name (RFC 1035, section 2.3.4, less the two that the root takes)."""

MAX_LABEL_LENGTH = 63
"""ASCII characters in one label of a host name (RFC 1035, section 2.3.4)."""

MAX_LINK_TAIL_LENGTH = 2048
"""Code points after the host of a link; what is longer is no link."""

_HASHTAG_MARKS = frozenset(
    "_"
    "\u00b7"  # middle dot, as in Catalan
    "\u05be\u05f3\u05f4"  # Hebrew maqaf, geresh and gershayim
    "\u0f0b\u0f0c"  # Tibetan tsheg
    "\u200c\u200d"  # joiners that Persian and Sinhala words need
    "\u3003\u301c\u309b\u309c\u30a0\u30fb\uff5e"  # Japanese ditto, tildes, sound marks, double hyphen, middle dot
    "\ua67e"  # Cyrillic kavyka
)

# A fullwidth or letter-like character that a browser folds into one of these would change what host a link leads to.
_HOST_DELIMITERS = frozenset("/?#@:\\%")

_PUNYCODE_LABEL = re.compile(r"[Xx][Nn]--[A-Za-z0-9-]{0,58}[A-Za-z0-9]")
_LATIN_TOP_LABEL = re.compile(r"[A-Za-z]{2,63}")
_PORT = re.compile(r":([0-9]{1,5})(?![0-9])")
# Directional marks and the byte order mark are invisible: taken in, they would make two links that look the same.
_LINK_TAIL = re.compile(
    r"[/?#][^\s<>\"\x00-\x1f\x7f\u200b\u200e\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff\ufffe\uffff]"
    rf"{{0,{MAX_LINK_TAIL_LENGTH}}}+"
)
_BRACKET = re.compile("[()]")
_TRAILING_PUNCTUATION = "?!*'`;:,.$%[]{}|~@" + "。、，．！？：；「」『』【】《》（）…‘’“”«»"  # noqa: RUF001


def is_letter(character: str) -> bool:
    """Whether the character is a letter, or a mark that belongs to one."""
    return character.isalpha() or unicodedata.category(character)[0] == "M"


def is_hashtag_character(character: str) -> bool:
    """Whether the character may stand in the name of a hashtag: letters, marks, decimal digits, a few joiners."""
    return character in _HASHTAG_MARKS or character.isdecimal() or is_letter(character)


def extends_latin_word(character: str) -> bool:
    """Whether the character carries on a word in Latin script beyond ASCII, as "ì" does in "aliceìn"."""
    if character.isascii():
        return False
    if unicodedata.category(character)[0] == "M":
        return True
    return character.isalpha() and unicodedata.name(character, "").startswith("LATIN ")


def host_end(text: str, start: int) -> int | None:
    """Where the host name that begins at `start` ends; None if there is none.

    A host is two labels or more, the last one letters alone (or Punycode). There is no list of top-level domains, which
    would be stale within a month. Where a Latin top-level domain runs into another script ("example.comです"), which
    does not put spaces between words, the host ends with the Latin letters.
    """
    limit = min(len(text), start + MAX_HOST_LENGTH + 1)
    end = start
    while end < limit and _is_host_character(text[end]):
        end += 1
    if end - start > MAX_HOST_LENGTH:
        return None
    labels = text[start:end].rstrip(".").split(".")
    if len(labels) < 2:
        return None
    labels[-1] = _top_label(labels[-1])
    host = ".".join(labels)
    if not labels[-1] or "_" in labels[-2] or not all(map(_is_label, labels)):
        return None
    if not host.isascii() and not _HOST_DELIMITERS.isdisjoint(unicodedata.normalize("NFKC", host)):
        return None
    encoded = [_encoded_length(label) for label in labels]
    if max(encoded) > MAX_LABEL_LENGTH or sum(encoded) + len(labels) - 1 > MAX_HOST_LENGTH:
        return None
    return start + len(host)


def port_end(text: str, start: int) -> int:
    """Where the port that begins with the colon at `start` ends; `start` itself if there is none."""
    match = _PORT.match(text, start)
    return match.end() if match and int(match[1]) <= 65535 else start


def link_end(text: str, start: int) -> int | None:
    """Where the link whose path, query or fragment may begin at `start` ends; None if it is too long to be one.

    Punctuation at the end belongs to the sentence. A bracket belongs to the link only together with its partner.
    """
    match = _LINK_TAIL.match(text, start)
    if not match:
        return start
    tail = match[0]
    if len(tail) > MAX_LINK_TAIL_LENGTH:
        return None
    return start + len(tail[: _end_of_balanced(tail)].rstrip(_TRAILING_PUNCTUATION))


def _end_of_balanced(tail: str) -> int:
    """Up to where every bracket in `tail` has its partner."""
    depth = outermost = 0
    for bracket in _BRACKET.finditer(tail):
        if bracket[0] == "(":
            if depth == 0:
                outermost = bracket.start()
            depth += 1
        elif depth:
            depth -= 1
        else:
            return bracket.start()
    return outermost if depth else len(tail)


def _is_host_character(character: str) -> bool:
    if character.isascii():
        return character.isalnum() or character in "-_."
    category = unicodedata.category(character)
    return category[0] in "LMN" or category == "So"


def _top_label(label: str) -> str:
    """The part of the last label of a host that is a top-level domain, or an empty string."""
    if _PUNYCODE_LABEL.fullmatch(label):
        return label
    latin = _LATIN_TOP_LABEL.match(label)
    if latin:
        rest = label[latin.end() :]
        return "" if rest and rest[0].isascii() else latin[0]
    is_foreign = len(label) > 1 and all(not c.isascii() and is_letter(c) for c in label)
    return label if is_foreign else ""


def _is_label(label: str) -> bool:
    if not label or label[0] in "-_" or label[-1] in "-_":
        return False
    if label[:4].lower() == "xn--" and not label.isascii():
        return False
    # Punycode is never shorter than what it encodes, and costs much for long labels: length is looked at first.
    return len(label) <= MAX_LABEL_LENGTH


def _encoded_length(label: str) -> int:
    """The length of the label as the domain name system writes it (RFC 3492)."""
    return len(label) if label.isascii() else len("xn--") + len(label.encode("punycode"))
