"""Parts of pages, rendered once and kept in the process: posts in lists, the empty form to write one, and the frame.

A page of twenty posts took 7 ms when each was rendered anew. What is kept is found again by all the values that it
shows, so it can never be out of date; and only posts that somebody may see are ever asked for. What belongs to one
session or to one page alone (tokens, where to come back to) is never kept: marks stand in for it, which no text can
hold, as no text holds NUL.
"""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache
from sys import getsizeof
from typing import Any

from jinja2 import Environment
from markupsafe import Markup, escape

from microblog.adapters.web.site.forms.posts import ComposeForm
from microblog.domain.model.views import PostView, Viewer
from microblog.ports.clock import Clock

_KEPT = 4096  # posts for each language, some 2.5 kB each
_LARGEST = 8192  # bytes of a post that is kept: some have 30 times as many, as a link counts for little however long
_TOKEN, _HERE, _KEY, _SOUGHT = "\0token\0", "\0here\0", "\0key\0", "\0sought\0"
_MARK = re.compile(f"({_TOKEN}|{_HERE}|{_KEY}|{_SOUGHT})")

Pieces = tuple[str, ...]
"""Text and marks in turn: put together anew, that is quicker than to search the text for marks."""

_PLACES = frozenset(("/", "/public", "/notifications", "/about", "/login", "/signup"))
"""Pages that the masthead leads to. Beside them it leads to one's own profile."""


def page_parts(environment: Environment, clock: Clock) -> dict[str, Callable[..., Any]]:
    """The globals for templates of this environment, by their names."""

    def macros(name: str) -> Any:
        return environment.get_template(f"macros/{name}.html").module

    def has_ended_poll(post: PostView) -> bool:
        """Whether the post has a poll in which nobody can vote any longer."""
        return post.poll is not None and post.poll.has_ended(clock())

    def entry(post: PostView, *, signed_in: bool, own: bool, on_top: bool, poll_ended: bool) -> Pieces:
        return _pieces(macros("post_parts").entry(post, signed_in, own, on_top, poll_ended, _TOKEN, _HERE))

    kept_entry = lru_cache(maxsize=_KEPT)(entry)

    def entries(
        posts: Sequence[PostView], viewer: Viewer | None, csrf_token: str, here: str, *, on_top: bool = False
    ) -> Markup:
        """Posts in a list, as this viewer (None for a stranger) sees them; or those that stand on top of a profile."""
        viewer_id = viewer.account_id if viewer else None
        pieces: list[str] = []
        for post in posts:
            is_small = getsizeof(post.html) + getsizeof(post.content_warning) <= _LARGEST
            find = kept_entry if is_small else entry
            pieces += find(
                post,
                signed_in=viewer_id is not None,
                own=viewer_id == post.author.id,
                on_top=on_top,
                poll_ended=has_ended_poll(post),
            )
        return _filled(pieces, {_TOKEN: csrf_token, _HERE: here})

    @lru_cache(maxsize=128)
    def compose(language: str, visibility: str, sensitive: bool) -> Pieces:
        form = ComposeForm(idempotency_key=_KEY, visibility=visibility, sensitive=sensitive).offer(language)
        return _pieces(macros("compose").blank(form, _TOKEN))

    def blank_compose(language: str, visibility: str, sensitive: bool, idempotency_key: str, csrf_token: str) -> Markup:
        """The form to write a post with, as it is before anybody has written into it."""
        return _filled(compose(language, visibility, sensitive), {_TOKEN: csrf_token, _KEY: idempotency_key})

    @lru_cache(maxsize=1024)
    def kept_masthead(here: str, username: str, unread: int) -> Pieces:
        return _pieces(macros("frame").masthead(here, username, unread, _SOUGHT))

    def masthead(here: str, viewer: Viewer | None, sought: str = "") -> Markup:
        """The top of every page, with what was looked for."""
        username = viewer.username if viewer else ""
        is_place = here in _PLACES or here == f"/@{username}"
        pieces = kept_masthead(here if is_place else "", username, viewer.unread_notifications if viewer else 0)
        return _filled(pieces, {_SOUGHT: sought})

    @lru_cache(maxsize=256)
    def kept_byways(role: str, requests: int) -> Markup:
        kept: Markup = macros("frame").byways(role, requests)
        return kept

    def byways(viewer: Viewer | None) -> Markup:
        """The ways at the bottom of every page."""
        return kept_byways(viewer.role.value, viewer.follow_requests) if viewer else kept_byways("", 0)

    return {
        "entries": entries,
        "has_ended_poll": has_ended_poll,
        "blank_compose": blank_compose,
        "masthead": masthead,
        "byways": byways,
    }


def _pieces(rendered: str) -> Pieces:
    return tuple(_MARK.split(str(rendered)))


def _filled(pieces: Sequence[str], values: dict[str, str]) -> Markup:
    escaped = {mark: str(escape(value)) for mark, value in values.items()}
    return Markup("".join([escaped.get(piece, piece) for piece in pieces]))  # noqa: S704 - a template has escaped it
