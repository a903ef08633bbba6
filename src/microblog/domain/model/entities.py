"""Mentions, hashtags and links in what people write.

The rules are those of Mastodon, and of twitter-text where Mastodon has none of its own: a link needs its scheme
(http or https), a mention may carry the domain of another server (`@name@example.org`), and a hashtag needs a letter.
"""

import re
import unicodedata

from attrs import frozen

from microblog.domain.model.account import MAX_USERNAME
from microblog.domain.model.entity_patterns import (
    MAX_LINK_TAIL_LENGTH,
    extends_latin_word,
    host_end,
    is_hashtag_character,
    is_letter,
    link_end,
    port_end,
)

MAX_HASHTAG_LENGTH = 100
"""Code points in the name of a hashtag, as written and as normalised; what is longer is no hashtag."""

MAX_MENTIONS = 50
"""Mentions in one text: each may send a notification. Those beyond stay plain text."""

MAX_HASHTAGS = 50
"""Hashtags in one text. Those beyond stay plain text."""


@frozen
class Mention:
    """`@username` or `@username@domain`, both as written; names are compared without case."""

    start: int
    end: int
    username: str
    domain: str | None


@frozen
class Hashtag:
    """`#name`, as written, without its sign."""

    start: int
    end: int
    name: str

    @property
    def normalised(self) -> str:
        """What the hashtag is stored and looked up by; see `normalise_hashtag`."""
        return normalise_hashtag(self.name)


@frozen
class Link:
    """An address with its scheme, as written."""

    start: int
    end: int
    url: str


Entity = Mention | Hashtag | Link
"""A part of a text that means something; `start` and `end` are code point offsets, as `text[start:end]` takes them."""

_MARKER = re.compile("[Hh][Tt][Tt][Pp][Ss]?://|[@#\uff03]")
_USERNAME = re.compile(rf"[A-Za-z0-9_]{{1,{MAX_USERNAME}}}(?![A-Za-z0-9_])")
_RETWEET = re.compile(r"(?:^|[^A-Za-z0-9_+~.-])[Rr][Tt]\Z")
_WORD = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789")
_BARS_LINK = _WORD | frozenset("@\uff20$#\uff03\ufeff\ufffe\uffff")
_BARS_MENTION = _WORD | frozenset("_!#\uff03$%&*@\uff20/=")
_BARS_HASHTAG = frozenset("&/=")
_VARIATION_SELECTORS = frozenset("\ufe0e\ufe0f")


def parse_entities(text: str) -> tuple[Entity, ...]:
    """All entities of the text by position; they never overlap. Takes time linear in the text."""
    entities: list[Entity] = []
    mentions = hashtags = position = 0
    while marker := _MARKER.search(text, position):
        entity: Entity | None = None
        position = marker.end()
        if marker[0] == "@":
            if mentions < MAX_MENTIONS and (entity := _mention_at(text, marker.start())):
                mentions += 1
        elif len(marker[0]) == 1:
            if hashtags < MAX_HASHTAGS and (entity := _hashtag_at(text, marker.start())):
                hashtags += 1
        else:
            entity, position = _link_at(text, marker.start(), marker.end())
        if entity:
            entities.append(entity)
            position = entity.end
    return tuple(entities)


def normalise_hashtag(name: str) -> str:
    """The form of a hashtag's name that is the same however it is written: NFKC, case folded.

    Characters that normalising brings in and that cannot stand in a hashtag, such as a space, are left out. Normalising
    a normalised name changes nothing.
    """
    folded = unicodedata.normalize("NFKC", name).casefold()
    return unicodedata.normalize("NFKC", "".join(filter(is_hashtag_character, unicodedata.normalize("NFKC", folded))))


def is_hashtag_name(name: str) -> bool:
    """Whether `#` and this name would be a hashtag as a whole."""
    return (
        0 < len(name) <= MAX_HASHTAG_LENGTH
        and all(map(is_hashtag_character, name))
        and any(map(is_letter, name))
        and 0 < len(normalise_hashtag(name)) <= MAX_HASHTAG_LENGTH
    )


def _mention_at(text: str, start: int) -> Mention | None:
    before = text[start - 1 : start]
    if before in _BARS_MENTION and not _RETWEET.search(text[max(0, start - 3) : start]):
        return None
    username = _USERNAME.match(text, start + 1)
    if not username:
        return None
    after = text[username.end() : username.end() + 1]
    if after == "@":
        domain_start = username.end() + 1
        end = host_end(text, domain_start)
        # "@a@b.example@" is neither one address nor two.
        if end is None or text[end : end + 1] == "@":
            return None
        return Mention(start, end, username[0], text[domain_start:end])
    if after and (extends_latin_word(after) or text.startswith("://", username.end())):
        return None
    return Mention(start, username.end(), username[0], None)


def _hashtag_at(text: str, start: int) -> Hashtag | None:
    before = text[start - 1 : start]
    if before in _BARS_HASHTAG or (before and before not in _VARIATION_SELECTORS and is_hashtag_character(before)):
        return None
    limit = min(len(text), start + 2 + MAX_HASHTAG_LENGTH)
    end = start + 1
    while end < limit and is_hashtag_character(text[end]):
        end += 1
    name = text[start + 1 : end]
    if text.startswith("://", end) or not is_hashtag_name(name):
        return None
    return Hashtag(start, end, name)


def _link_at(text: str, start: int, host_start: int) -> tuple[Link | None, int]:
    """The link whose scheme stands at `start`, and where to read on."""
    before = text[start - 1 : start]
    if before in _BARS_LINK:
        return None, host_start
    end = host_end(text, host_start)
    if end is None:
        return None, host_start
    end = port_end(text, end)
    if text.startswith("@", end):
        return None, end  # What looks like a host is a user name; the real host comes after it.
    whole = link_end(text, end)
    if whole is None:
        return None, end + MAX_LINK_TAIL_LENGTH
    return Link(start, whole, text[start:whole]), whole
