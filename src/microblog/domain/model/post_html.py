"""The HTML that a post, a profile's biography and the value of a profile's field are shown as.

Written as the HTML parser of a browser would write it back, so that cleaning it changes nothing, and with the
classes that Mastodon's clients look for (https://docs.joinmastodon.org/spec/activitypub/#sanitization).
"""

import re
from collections.abc import Callable, Mapping

from microblog.domain.model.entities import Entity, Hashtag, Link, parse_entities

MAX_SHOWN_LINK_LENGTH = 30
"""Code points of a link that are shown; the rest is there for copying."""

MentionUrls = Mapping[tuple[str, str | None], str]
"""Addresses of profiles by lower-cased username and lower-cased domain (None: as written without one)."""

_BLANK_LINES = re.compile(r"\n(?:[^\S\n]*+\n)+")
_SCHEME = re.compile(r"https?://(?:www\.)?", re.IGNORECASE | re.ASCII)


def render_post_html(text: str, *, mention_urls: MentionUrls, hashtag_url: Callable[[str], str]) -> str:
    """The text in paragraphs (at blank lines), with line breaks, links, mentions and hashtags; a biography likewise.

    `hashtag_url` gets the normalised name. A mention that `mention_urls` lacks stays plain text. An empty text is no
    paragraph at all. The text must have come through `clean_text`.
    """
    inline = _render_inline(text.strip(), mention_urls, hashtag_url, "nofollow noopener noreferrer")
    paragraphs = _BLANK_LINES.split(inline) if inline else []
    return "".join(f"<p>{paragraph.replace(chr(10), '<br>')}</p>" for paragraph in paragraphs)


def render_field_html(value: str, *, mention_urls: MentionUrls, hashtag_url: Callable[[str], str]) -> str:
    """The value of a profile's field, one line without a paragraph.

    Its links say `rel="me"`, by which the other side can confirm that both belong to the same person.
    """
    return _render_inline(value.strip(), mention_urls, hashtag_url, "me nofollow noopener noreferrer")


def _render_inline(text: str, mention_urls: MentionUrls, hashtag_url: Callable[[str], str], link_rel: str) -> str:
    pieces = []
    position = 0
    for entity in parse_entities(text):
        pieces.append(_escape(text[position : entity.start]))
        pieces.append(_render_entity(entity, text, mention_urls, hashtag_url, link_rel))
        position = entity.end
    pieces.append(_escape(text[position:]))
    return "".join(pieces)


def _render_entity(
    entity: Entity, text: str, mention_urls: MentionUrls, hashtag_url: Callable[[str], str], link_rel: str
) -> str:
    if isinstance(entity, Link):
        return _render_link(entity.url, link_rel)
    if isinstance(entity, Hashtag):
        url = _escape_attribute(hashtag_url(entity.normalised))
        sign = text[entity.start]
        return f'<a href="{url}" class="mention hashtag" rel="tag">{sign}<span>{_escape(entity.name)}</span></a>'
    mentioned = mention_urls.get((entity.username.lower(), entity.domain and entity.domain.lower()))
    if mentioned is None:
        return _escape(text[entity.start : entity.end])
    url = _escape_attribute(mentioned)
    return f'<span class="h-card"><a href="{url}" class="u-url mention">@<span>{entity.username}</span></a></span>'


def _render_link(url: str, rel: str) -> str:
    scheme = _SCHEME.match(url)
    shown_from = scheme.end() if scheme else 0
    hidden_from = shown_from + MAX_SHOWN_LINK_LENGTH
    shown = _escape(url[shown_from:hidden_from])
    shown_class = ' class="ellipsis"' if len(url) > hidden_from else ""
    return (
        f'<a href="{_escape_attribute(url)}" rel="{rel}" target="_blank">'
        f'<span class="invisible">{_escape(url[:shown_from])}</span>'
        f"<span{shown_class}>{shown}</span>"
        f'<span class="invisible">{_escape(url[hidden_from:])}</span></a>'
    )


def _escape(text: str) -> str:
    """The text as HTML text."""
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;").replace("\xa0", "&nbsp;")


def _escape_attribute(text: str) -> str:
    """The text as the value of an attribute, between double quotes."""
    return _escape(text).replace('"', "&quot;")
