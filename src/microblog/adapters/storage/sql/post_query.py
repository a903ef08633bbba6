"""Posts, for reading."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, and_, bindparam, exists, select

from microblog.adapters.storage.sql.dialect import joined_as_written
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.post_views import (
    AUTHOR,
    ENTRY,
    LISTED,
    POST,
    SHARER,
    VISIBLE,
    account_columns,
    account_view,
    entries,
    post_view,
)
from microblog.adapters.storage.sql.prepared import Prepared, among, in_places
from microblog.adapters.storage.sql.tables import accounts, likes, post_versions, posts
from microblog.adapters.storage.sql.visibility import is_shown, visible
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import PostVersion, Visibility
from microblog.domain.model.views import FollowView, PostView, ThreadView
from microblog.ports.post_query import PostQuery

_ID = bindparam("post", type_=BigInteger())
_GET = Prepared(entries().where(ENTRY.c.id == _ID, ENTRY.c.boost_of_id.is_(None), VISIBLE))
_PLACES = 80
_FOR_MODERATORS = Prepared(
    entries().where(among(ENTRY.c.id, "id", _PLACES), ENTRY.c.boost_of_id.is_(None), ENTRY.c.deleted_at.is_(None))
)
_ENTRY = Prepared(entries().where(ENTRY.c.id == _ID, VISIBLE))
_TOMBSTONE = select(
    exists().where(
        posts.c.id == _ID,
        posts.c.deleted_at.is_not(None),
        posts.c.visibility.in_([Visibility.PUBLIC, Visibility.UNLISTED]),
    )
)
# The rest of a conversation, with whether each post is shown: the chain goes on behind those that are not.
_CONVERSATION = (
    entries(and_(VISIBLE, LISTED))
    .where(ENTRY.c.thread_id == bindparam("thread", type_=BigInteger()), ENTRY.c.boost_of_id.is_(None))
    .limit(bindparam("limit"))
)
_BEFORE = Prepared(_CONVERSATION.where(ENTRY.c.id < _ID).order_by(ENTRY.c.id.desc()))
_AFTER = Prepared(_CONVERSATION.where(ENTRY.c.id > _ID).order_by(ENTRY.c.id))
_VERSIONS = (
    select(*(post_versions.c[name] for name in PostVersion.__match_args__))
    .where(post_versions.c.post_id == _ID)
    .order_by(post_versions.c.number)
)
_LIKED_BY = PagedSelect.by(
    likes.c.id,
    joined_as_written(
        select(likes.c.id, *account_columns(accounts))
        .join_from(likes, accounts, accounts.c.id == likes.c.account_id)
        .join(POST, POST.c.id == likes.c.post_id)
        .join(AUTHOR, AUTHOR.c.id == POST.c.account_id)
        .where(likes.c.post_id == _ID, is_shown(accounts), visible(POST, AUTHOR))
    ),
)
_BOOSTED_BY = PagedSelect.by(
    ENTRY.c.id,
    joined_as_written(
        select(ENTRY.c.id, *account_columns(SHARER))
        .join_from(ENTRY, SHARER, SHARER.c.id == ENTRY.c.account_id)
        .join(POST, POST.c.id == ENTRY.c.boost_of_id)
        .join(AUTHOR, AUTHOR.c.id == POST.c.account_id)
        .where(ENTRY.c.boost_of_id == _ID, VISIBLE)
    ),
)


@frozen
class SqlPostQuery(PostQuery):
    """A post in one statement, its thread in three."""

    database: ReadableDatabase

    def get(self, viewer_id: int | None, post_id: int) -> PostView | None:
        rows = self.database.rows(_GET, {"viewer": viewer_id, "post": post_id})
        return post_view(rows[0]) if rows else None

    def for_moderators(self, post_ids: Collection[int]) -> Mapping[int, PostView]:
        wanted, found = list(post_ids), dict[int, PostView]()
        for start in range(0, len(wanted), _PLACES):
            values = {"viewer": None, **in_places("id", wanted[start : start + _PLACES], _PLACES)}
            found |= {row[1]: post_view(row) for row in self.database.rows(_FOR_MODERATORS, values)}
        return found

    def entry(self, viewer_id: int | None, entry_id: int) -> PostView | None:
        rows = self.database.rows(_ENTRY, {"viewer": viewer_id, "post": entry_id})
        return post_view(rows[0]) if rows else None

    def is_tombstone(self, post_id: int) -> bool:
        with self.database.read() as connection:
            return bool(connection.execute(_TOMBSTONE, {"post": post_id}).scalar())

    def thread(self, viewer_id: int | None, post_id: int, limit: int) -> ThreadView | None:
        with self.database.read() as connection:
            rows = _GET.rows(connection, {"viewer": viewer_id, "post": post_id})
            if not rows:
                return None
            view = post_view(rows[0])
            values = {"viewer": viewer_id, "post": post_id, "thread": view.thread_id, "limit": limit}
            before = _BEFORE.rows(connection, values)
            after = _AFTER.rows(connection, values)
        return ThreadView(_ancestors(view, before), view, _descendants(post_id, after))

    def versions(self, post_id: int) -> Sequence[PostVersion]:
        with self.database.read() as connection:
            return [PostVersion(*row) for row in connection.execute(_VERSIONS, {"post": post_id})]

    def liked_by(self, viewer_id: int | None, post_id: int, cursor: Cursor) -> Page[FollowView]:
        return _LIKED_BY.page(self.database, cursor, {"viewer": viewer_id, "post": post_id}, follow_view)

    def boosted_by(self, viewer_id: int | None, post_id: int, cursor: Cursor) -> Page[FollowView]:
        return _BOOSTED_BY.page(self.database, cursor, {"viewer": viewer_id, "post": post_id}, follow_view)


def follow_view(row: Sequence[Any]) -> FollowView:
    """An account in a list that goes by the id in the first column."""
    return FollowView(row[0], account_view(row[1:8]))


def _ancestors(view: PostView, rows: Sequence[tuple[Any, ...]]) -> tuple[PostView, ...]:
    earlier = {row[0]: row for row in rows}
    chain: list[PostView] = []
    above = view.in_reply_to_id
    while above is not None and above in earlier:
        row = earlier[above]
        ancestor = post_view(row)
        if row[-1]:
            chain.append(ancestor)
        above = ancestor.in_reply_to_id
    return tuple(reversed(chain))


def _descendants(post_id: int, rows: Sequence[tuple[Any, ...]]) -> tuple[PostView, ...]:
    replies: dict[int | None, list[tuple[PostView, bool]]] = {}
    for row in reversed(rows):
        reply = post_view(row)
        replies.setdefault(reply.in_reply_to_id, []).append((reply, bool(row[-1])))
    found: list[PostView] = []
    waiting = replies.get(post_id, [])
    while waiting:
        reply, is_visible = waiting.pop()
        if is_visible:
            found.append(reply)
        waiting.extend(replies.get(reply.id, []))
    return tuple(found)
