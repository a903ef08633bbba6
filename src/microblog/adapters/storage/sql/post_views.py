"""Posts and accounts as a viewer sees them: the columns to read, and what is made of them.

Every statement that shows posts selects POST_COLUMNS from `entries()`: an entry is a post or a boost, and the post is
the entry or what it boosts.
"""

from collections.abc import Sequence
from functools import lru_cache
from sys import getsizeof
from typing import Any

from attrs import evolve
from sqlalchemy import ColumnElement, FromClause, Select, Table, and_, case, false, func, or_, select, true

from microblog.adapters.storage.sql.column_types import (
    from_milliseconds,
    media_from_json,
    mentions_from_json,
    numbers_from_json,
    poll_from_json,
    texts_from_json,
)
from microblog.adapters.storage.sql.dialect import joined_as_written
from microblog.adapters.storage.sql.tables import accounts, bookmarks, likes, pins, poll_votes, posts, thread_mutes
from microblog.adapters.storage.sql.visibility import VIEWER, found, listed, not_muted, visible
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView, PollView, PostView

ENTRY = posts.alias("entry")
SHARER = accounts.alias("sharer")  # the author of the entry
POST = posts.alias("post")
AUTHOR = accounts.alias("author")
_BOOST = posts.alias("boost")
_MUTE = thread_mutes.alias("own_mute")
_LIKE, _BOOKMARK, _PIN = likes.alias("own_like"), bookmarks.alias("own_bookmark"), pins.alias("own_pin")
_VOTE = poll_votes.alias("own_vote")


def account_columns(account: Any) -> tuple[ColumnElement[Any], ...]:
    """What `account_view` wants."""
    names = ("id", "username", "domain", "url", "display_name", "locked", "avatar")
    return tuple(account.c[name] for name in names)


IS_POST = POST.c.id == func.coalesce(ENTRY.c.boost_of_id, ENTRY.c.id)

# A boost is seen where the boosted post is seen as well.
VISIBLE = and_(visible(POST, AUTHOR), or_(ENTRY.c.boost_of_id.is_(None), visible(ENTRY, SHARER)))

# Whether the viewer mutes neither who wrote the post nor who boosted it.
UNMUTED = and_(not_muted(POST.c.account_id), or_(ENTRY.c.boost_of_id.is_(None), not_muted(ENTRY.c.account_id)))

# Whether who wrote the post is offered to the viewer. What is boosted is offered by who boosts it.
LISTED = listed(AUTHOR)

_IS_PINNED = found(_PIN.c.post_id, _PIN.c.account_id == VIEWER, _PIN.c.post_id == POST.c.id)

# What the viewer did with the post.
FLAGS: tuple[ColumnElement[bool], ...] = (
    found(_LIKE.c.post_id, _LIKE.c.account_id == VIEWER, _LIKE.c.post_id == POST.c.id),
    found(_BOOST.c.boost_of_id, _BOOST.c.account_id == VIEWER, _BOOST.c.boost_of_id == POST.c.id),
    found(_BOOKMARK.c.post_id, _BOOKMARK.c.account_id == VIEWER, _BOOKMARK.c.post_id == POST.c.id),
    case((POST.c.account_id == VIEWER, _IS_PINNED), else_=false()),  # so that of most posts it is not asked
    found(_MUTE.c.thread_id, _MUTE.c.account_id == VIEWER, _MUTE.c.thread_id == POST.c.thread_id),
)

_VOTED = select(_VOTE.c.choices).where(_VOTE.c.account_id == VIEWER, _VOTE.c.post_id == POST.c.id).scalar_subquery()
# What the viewer chose in its poll; this is not asked of most posts either.
CHOICES: ColumnElement[Any] = case((POST.c.poll.is_not(None), _VOTED))

POST_COLUMNS: tuple[ColumnElement[Any], ...] = (
    ENTRY.c.id,
    *(
        POST.c[name]
        for name in (
            "id",
            "uri",
            "url",
            "text",
            "html",
            "content_warning",
            "language",
            "visibility",
            "created_at",
            "edited_at",
            "in_reply_to_id",
            "in_reply_to_account_id",
            "thread_id",
            "mentions",
            "hashtags",
            "replies_count",
            "boosts_count",
            "likes_count",
            "media",
            "poll",
            "poll_counts",
        )
    ),
    # Of the viewer's own posts it is what they said themselves, as they may edit them.
    or_(POST.c.sensitive, and_(AUTHOR.c.sensitized, func.coalesce(AUTHOR.c.id != VIEWER, true()))),
    *FLAGS,
    CHOICES,
    *account_columns(AUTHOR),
    ENTRY.c.created_at,
    *account_columns(SHARER),
)

_KEPT = 4096  # views
_LARGEST = 8192  # bytes of HTML, warning and descriptions of pictures in one that is kept

_VISIBILITIES = {visibility.value: visibility for visibility in Visibility}


def entries(*columns: ColumnElement[Any]) -> Select[Any]:
    """Begin a statement that reads entries and goes on with these columns."""
    return joined_as_written(select(*POST_COLUMNS, *columns).select_from(_with_post(ENTRY)))


def entries_in(table: Table, *first: ColumnElement[Any]) -> Select[Any]:
    """Begin a statement that reads these columns first, and then the entries that a table names as `post_id`."""
    return joined_as_written(
        select(*first, *POST_COLUMNS).select_from(_with_post(table.join(ENTRY, ENTRY.c.id == table.c.post_id)))
    )


def _with_post(entry: FromClause) -> FromClause:
    return (
        entry.join(POST, IS_POST)
        .join(AUTHOR, AUTHOR.c.id == POST.c.account_id)
        .join(SHARER, SHARER.c.id == ENTRY.c.account_id)
    )


def account_view(row: Sequence[Any]) -> AccountView:
    """An account as it stands beside a post, from the driver's values."""
    account_id, username, domain, url, display_name, locked, avatar = row
    return AccountView(account_id, username, domain, url, display_name, bool(locked), avatar)


def post_view(row: tuple[Any, ...]) -> PostView:
    """A post as the viewer sees it, from the driver's values; columns behind POST_COLUMNS are passed over.

    Kept by all that the database says, so it can never be out of date: to make a view takes six times as long as to
    find it again, and what is rendered of it is found again at a glance when it is the same object. Large ones are not.
    """
    return _made_view(row) if is_large(row) else _kept_view(row)


def is_large(row: tuple[Any, ...]) -> bool:
    """Whether it is too much to keep."""
    return getsizeof(row[5]) + getsizeof(row[6]) + getsizeof(row[19]) > _LARGEST


def listed_view(row: tuple[Any, ...]) -> PostView:
    """A post in a list that goes by the id in the first column, before POST_COLUMNS."""
    return evolve(post_view(row[1:]), entry_id=row[0])


def _made_view(row: tuple[Any, ...]) -> PostView:
    (
        entry_id,
        post_id,
        uri,
        url,
        text,
        html,
        content_warning,
        language,
        visibility,
        created_at,
        edited_at,
        in_reply_to_id,
        in_reply_to_account_id,
        thread_id,
        mentions,
        hashtags,
        replies_count,
        boosts_count,
        likes_count,
        media,
        poll,
        poll_counts,
        sensitive,
        liked,
        boosted,
        bookmarked,
        pinned,
        muted,
        choices,
    ) = row[:29]
    is_boost = entry_id != post_id
    return PostView(
        entry_id,
        post_id,
        uri,
        url,
        account_view(row[29:36]),
        text,
        html,
        content_warning,
        language,
        _VISIBILITIES[visibility],
        from_milliseconds(created_at),
        None if edited_at is None else from_milliseconds(edited_at),
        in_reply_to_id,
        in_reply_to_account_id,
        thread_id,
        mentions_from_json(mentions),
        texts_from_json(hashtags),
        media_from_json(media),
        replies_count,
        boosts_count,
        likes_count,
        bool(liked),
        bool(boosted),
        bool(bookmarked),
        bool(pinned),
        bool(muted),
        account_view(row[37:44]) if is_boost else None,
        from_milliseconds(row[36]) if is_boost else None,
        poll=None if poll is None else _poll_view(poll, poll_counts, choices),
        sensitive=bool(sensitive),
    )


def _poll_view(poll: str, counts: str, choices: str | None) -> PollView:
    chosen = None if choices is None else numbers_from_json(choices)
    return PollView.of(poll_from_json(poll), numbers_from_json(counts), chosen)


_kept_view = lru_cache(maxsize=_KEPT)(_made_view)
