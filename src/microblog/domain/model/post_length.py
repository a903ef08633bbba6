"""How long a post is, as Mastodon counts."""

from collections.abc import Callable

from microblog.domain.model.entities import Hashtag, Link, parse_entities

LINK_LENGTH = 23
"""Characters that any link counts for, however long it is."""

MAX_SOURCE_LENGTH = 10_000
"""Code points in the source of a post, links in full: one character for the reader may be many code points."""


def counted_text(text: str) -> str:
    """The text with each link replaced by `LINK_LENGTH` characters and each mention without its domain."""
    pieces = []
    position = 0
    for entity in parse_entities(text):
        if isinstance(entity, Hashtag):
            continue
        pieces.append(text[position : entity.start])
        pieces.append("x" * LINK_LENGTH if isinstance(entity, Link) else f"@{entity.username}")
        position = entity.end
    pieces.append(text[position:])
    return "".join(pieces)


def post_length(text: str, content_warning: str, count_graphemes: Callable[[str], int]) -> int:
    """The characters of a post, its content warning included (which counts in full).

    `count_graphemes` is a `GraphemeCounter`: what counts as one character is for Unicode to say.
    """
    return count_graphemes(counted_text(text)) + count_graphemes(content_warning)
