"""Atom (RFC 4287) and RSS 2.0 feeds of a profile: what everybody may read, without boosts."""

from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime
from xml.etree import ElementTree as ET

from attrs import frozen
from markupsafe import escape

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.media import AttachedMedia
from microblog.domain.model.page import Cursor
from microblog.domain.model.views import PostView, ProfileView
from microblog.domain.use_cases.timelines.read_timeline import ReadAccountTimeline

_ATOM = "http://www.w3.org/2005/Atom"
_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
_TITLE = 80
ET.register_namespace("atom", _ATOM)


@frozen
class FeedViews:
    """Feeds look the same to everybody, whoever is signed in."""

    addresses: Addresses
    read_account_timeline: ReadAccountTimeline

    def atom(self, request: Request) -> Response:
        """The Atom feed."""
        profile, posts = self._read(request)
        return _xml(atom_feed(self.addresses, profile, posts), "application/atom+xml")

    def rss(self, request: Request) -> Response:
        """The RSS feed."""
        profile, posts = self._read(request)
        return _xml(rss_feed(self.addresses, profile, posts), "application/rss+xml")

    def _read(self, request: Request) -> tuple[ProfileView, Sequence[PostView]]:
        profile, page = self.read_account_timeline(
            viewer_id=None, target=request.path_text("username"), cursor=Cursor(limit=40)
        )
        return profile, [post for post in page.items if post.boosted_by is None]


def _xml(root: ET.Element, media_type: str) -> Response:
    body = ET.tostring(root, encoding="unicode")
    response = Response.text(f'<?xml version="1.0" encoding="utf-8"?>\n{body}', content_type=media_type)
    return response.with_header("Cache-Control", "public, max-age=300")


def _add(parent: ET.Element, tag: str, text: str = "", **attributes: str) -> ET.Element:
    element = ET.SubElement(parent, tag, attributes)
    element.text = text or None
    return element


def _changed(post: PostView) -> datetime:
    return post.edited_at or post.created_at


def _title(post: PostView) -> str:
    described = ", ".join(media.description for media in post.media if media.description)
    line = " ".join((post.content_warning or post.text or described).split())
    return line if len(line) <= _TITLE else line[: _TITLE - 1] + "…"


def _content(addresses: Addresses, post: PostView) -> str:
    """With a content warning the warning alone, and of what is sensitive links: feed readers fold nothing away."""
    if post.content_warning:
        return f"<p>{escape(post.content_warning)}</p>"
    return post.html + _pictures(addresses, post) + _options(post)


def _pictures(addresses: Addresses, post: PostView) -> str:
    shown = _linked if post.sensitive else _shown
    return "".join(f"<p>{shown(addresses.page(f'/media/{media.file_name}'), media)}</p>" for media in post.media)


def _shown(address: str, media: AttachedMedia) -> str:
    """Feed readers play nothing, so a recording is a link."""
    if not media.is_picture:
        return _linked(address, media)
    return f'<img src="{address}" width="{media.width}" height="{media.height}" alt="{escape(media.description)}">'


def _linked(address: str, media: AttachedMedia) -> str:
    return f'<a href="{address}">{escape(media.description) or address}</a>'


def _options(post: PostView) -> str:
    if post.poll is None:
        return ""
    return "".join(["<ul>", *(f"<li>{escape(option)}</li>" for option in post.poll.options), "</ul>"])


def _name(profile: ProfileView) -> str:
    return profile.account.display_name or profile.account.username


def atom_feed(addresses: Addresses, profile: ProfileView, posts: Sequence[PostView]) -> ET.Element:
    """RFC 4287. Ids are the URIs of account and posts, which never change."""
    feed = ET.Element("feed", {"xmlns": _ATOM})
    username = profile.account.username
    _add(feed, "id", profile.uri)
    _add(feed, "title", f"{_name(profile)} (@{profile.account.acct})")
    _add(feed, "updated", max((_changed(post) for post in posts), default=profile.created_at).isoformat())
    _add(feed, "link", rel="self", type="application/atom+xml", href=addresses.page(f"/@{username}.atom"))
    _add(feed, "link", rel="alternate", type="text/html", href=addresses.account_url(username))
    author = _add(feed, "author")
    _add(author, "name", _name(profile))
    _add(author, "uri", addresses.account_url(username))
    if profile.bio:
        _add(feed, "subtitle", profile.bio)
    for post in posts:
        entry = _add(feed, "entry")
        if post.language:
            entry.set(_LANG, post.language)
        _add(entry, "id", post.uri)
        _add(entry, "title", _title(post))
        _add(entry, "published", post.created_at.isoformat())
        _add(entry, "updated", _changed(post).isoformat())
        _add(entry, "link", rel="alternate", type="text/html", href=post.url)
        _add(entry, "content", _content(addresses, post), type="html")
        for hashtag in post.hashtags:
            _add(entry, "category", term=hashtag)
    return feed


def rss_feed(addresses: Addresses, profile: ProfileView, posts: Sequence[PostView]) -> ET.Element:
    """RSS 2.0, with the link to itself that the RSS Advisory Board's profile asks for."""
    rss = ET.Element("rss", {"version": "2.0"})
    channel = _add(rss, "channel")
    username = profile.account.username
    _add(channel, "title", f"{_name(profile)} (@{profile.account.acct})")
    _add(channel, "link", addresses.account_url(username))
    _add(channel, "description", profile.bio or f"@{profile.account.acct}")
    link = addresses.page(f"/@{username}.rss")
    _add(channel, f"{{{_ATOM}}}link", rel="self", type="application/rss+xml", href=link)
    _add(channel, "lastBuildDate", format_datetime(max((_changed(post) for post in posts), default=profile.created_at)))
    for post in posts:
        item = _add(channel, "item")
        _add(item, "title", _title(post))
        _add(item, "link", post.url)
        _add(item, "guid", post.uri, isPermaLink="false")
        _add(item, "pubDate", format_datetime(post.created_at))
        _add(item, "description", _content(addresses, post))
        for hashtag in post.hashtags:
            _add(item, "category", hashtag)
    return rss
