"""HTML cleaned by nh3, the one place where HTML from outside is judged."""

import re

import nh3

from microblog.ports.html_cleaner import HtmlCleaner

_TAGS = {
    *("p", "br", "span", "a", "del", "s", "pre", "code", "em", "strong", "b", "i", "u"),
    *("ul", "ol", "li", "blockquote"),
}
_ATTRIBUTES = {
    "a": {"href", "class", "rel", "target"},
    "span": {"class"},
    "ol": {"start", "reversed"},
    "li": {"value"},
}
_SCHEMES = {"http", "https", "mailto"}
_CLASS = re.compile(r"mention|hashtag|ellipsis|invisible|h-card|(?:p|u|dt|e)-[a-z0-9-]{1,40}")
_ANCHOR_ORDER = ("href", "class", "rel", "target")
_KEPT_RELATIONS = ("me", "tag")

# nh3 writes well-formed tags: names in lower case, every value in double quotes, which never occur within one.
_ANCHOR = re.compile(r'<a((?: [a-z]+="[^"]*+")*+)>')
_ATTRIBUTE = re.compile(r' ([a-z]+)="([^"]*+)"')


class Nh3HtmlCleaner(HtmlCleaner):
    """Allows what our own posts are made of, and what Mastodon allows in posts from other servers.

    A link out of the site always opens apart, and neither says where the reader comes from nor lends its target our
    good name. Mentions and hashtags lead to people and topics: they stay in the window.
    """

    def __call__(self, html: str) -> str:
        return _ANCHOR.sub(_guard_anchor, _CLEANER.clean(html))


def _filter_attribute(tag: str, attribute: str, value: str) -> str | None:
    if attribute not in _ATTRIBUTES.get(tag, ()):
        return None  # nh3 lets `lang` and `title` pass on every tag
    if attribute == "class":
        return " ".join(filter(_CLASS.fullmatch, value.split())) or None
    if attribute == "rel":
        return " ".join(token for token in _KEPT_RELATIONS if token in value.lower().split()) or None
    if attribute == "target":
        return None
    return value


def _guard_anchor(anchor: re.Match[str]) -> str:
    attributes = dict(_ATTRIBUTE.findall(anchor[1]))
    if not {"mention", "hashtag"}.intersection(attributes.get("class", "").split()):
        kept = attributes.get("rel", "")
        attributes["rel"] = f"{kept} nofollow noopener noreferrer".lstrip()
        attributes["target"] = "_blank"
    written = sorted(attributes.items(), key=lambda item: _ANCHOR_ORDER.index(item[0]))
    return "<a" + "".join(f' {name}="{value}"' for name, value in written) + ">"


# Made once: to make one takes as long as to clean a post.
_CLEANER = nh3.Cleaner(
    tags=_TAGS,
    attributes=_ATTRIBUTES,
    attribute_filter=_filter_attribute,
    link_rel=None,
    url_schemes=_SCHEMES,
    url_relative="deny",
)
