"""Home timelines, kept as rows (owner, post)."""

from collections.abc import Collection

from attrs import frozen
from sqlalchemy import BigInteger, ColumnElement, Connection, and_, bindparam, delete, exists, func, or_, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.prepared import PreparedChange
from microblog.adapters.storage.sql.tables import (
    accounts,
    blocks,
    followed_tags,
    follows,
    home_timeline_rows,
    post_hashtags,
    post_mentions,
    posts,
)
from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Post, Visibility
from microblog.ports.home_timeline_repository import HomeTimelineRepository


def _parameter(name: str) -> ColumnElement[int]:
    return bindparam(name, type_=BigInteger())


_ROWS = home_timeline_rows.c
_OWNER, _AUTHOR, _POST, _ANSWERED = map(_parameter, ("owner", "author", "post", "answered"))
_ADD = PreparedChange(insert_or_skip(home_timeline_rows))

_READER = accounts.c.id
_OTHER = follows.alias("other")
_IS_MENTIONED = exists().where(post_mentions.c.post_id == _POST, post_mentions.c.account_id == _READER)
_FOLLOWS_ANSWERED = exists().where(
    _OTHER.c.follower_id == _READER, _OTHER.c.followee_id == _ANSWERED, _OTHER.c.accepted
)
_BLOCKS = exists().where(
    or_(
        and_(blocks.c.blocker_id == _READER, blocks.c.blocked_id == _AUTHOR),
        and_(blocks.c.blocker_id == _AUTHOR, blocks.c.blocked_id == _READER),
    )
)


_MAY_GET = and_(accounts.c.state == AccountState.ACTIVE, accounts.c.domain.is_(None), ~_BLOCKS)


def _fan_out_to(*conditions: ColumnElement[bool]) -> PreparedChange:
    readers = (
        select(_READER, _POST)
        .join_from(follows, accounts, accounts.c.id == follows.c.follower_id)
        .where(
            follows.c.followee_id == _AUTHOR,
            follows.c.accepted,
            _MAY_GET,
            *conditions,
        )
    )
    return PreparedChange(insert_or_skip(home_timeline_rows).from_select(["owner_id", "post_id"], readers))


_FAN_OUT = _fan_out_to()
_FAN_OUT_MENTIONED = _fan_out_to(_IS_MENTIONED)
_FAN_OUT_REPLY = _fan_out_to(or_(_READER == _ANSWERED, _IS_MENTIONED, _FOLLOWS_ANSWERED))

_FAN_OUT_BY_TAGS = PreparedChange(
    insert_or_skip(home_timeline_rows).from_select(
        ["owner_id", "post_id"],
        select(_READER, _POST)
        .join_from(post_hashtags, followed_tags, followed_tags.c.name == post_hashtags.c.name)
        .join(accounts, accounts.c.id == followed_tags.c.account_id)
        .where(post_hashtags.c.post_id == _POST, _MAY_GET),
    )
)

_NEWEST = (
    select(_OWNER, posts.c.id)
    .where(
        posts.c.account_id == _AUTHOR,
        posts.c.deleted_at.is_(None),
        or_(posts.c.in_reply_to_account_id.is_(None), posts.c.in_reply_to_account_id == _AUTHOR),
    )
    .order_by(posts.c.id.desc())
    .limit(bindparam("limit"))
)
_BACKFILL = insert_or_skip(home_timeline_rows).from_select(["owner_id", "post_id"], _NEWEST)
_BY_AUTHOR = select(posts.c.id).where(posts.c.account_id == _AUTHOR)
_REMOVE_AUTHOR = delete(home_timeline_rows).where(_ROWS.owner_id == _OWNER, _ROWS.post_id.in_(_BY_AUTHOR))
_BOOSTS = select(posts.c.id).where(posts.c.boost_of_id == _POST)
_REMOVE_POST = delete(home_timeline_rows).where(or_(_ROWS.post_id == _POST, _ROWS.post_id.in_(_BOOSTS)))
_REMOVE_OWNER = delete(home_timeline_rows).where(_ROWS.owner_id == _OWNER)

_TOO_LONG = select(_ROWS.owner_id).group_by(_ROWS.owner_id).having(func.count() > bindparam("keep"))
_FIRST_TO_GO = (
    select(_ROWS.post_id)
    .where(_ROWS.owner_id == _OWNER)
    .order_by(_ROWS.post_id.desc())
    .limit(1)
    .offset(bindparam("keep"))
)
_CUT = delete(home_timeline_rows).where(_ROWS.owner_id == _OWNER, _ROWS.post_id <= _POST)


@frozen
class SqlHomeTimelineRepository(HomeTimelineRepository):
    """Home timelines in a table that lies in the order in which they are read."""

    _connection: Connection

    def add(self, owner_ids: Collection[int], post_id: int) -> None:
        if owner_ids:
            _ADD.made(self._connection, *({"owner_id": each, "post_id": post_id} for each in set(owner_ids)))

    def fan_out(self, post: Post) -> None:
        values = {"author": post.account_id, "post": post.id}
        if post.visibility is Visibility.MENTIONED:
            _FAN_OUT_MENTIONED.made(self._connection, values)
        elif post.in_reply_to_account_id in (None, post.account_id):
            _FAN_OUT.made(self._connection, values)
        else:
            _FAN_OUT_REPLY.made(self._connection, {**values, "answered": post.in_reply_to_account_id})

    def fan_out_by_tags(self, post: Post) -> None:
        _FAN_OUT_BY_TAGS.made(self._connection, {"author": post.account_id, "post": post.id})

    def backfill(self, owner_id: int, author_id: int, limit: int) -> None:
        self._connection.execute(_BACKFILL, {"owner": owner_id, "author": author_id, "limit": limit})

    def remove_author(self, owner_id: int, author_id: int) -> None:
        self._connection.execute(_REMOVE_AUTHOR, {"owner": owner_id, "author": author_id})

    def remove_post(self, post_id: int) -> None:
        self._connection.execute(_REMOVE_POST, {"post": post_id})

    def remove_owner(self, owner_id: int) -> None:
        self._connection.execute(_REMOVE_OWNER, {"owner": owner_id})

    def trim(self, keep: int) -> int:
        removed = 0
        for owner_id in self._connection.execute(_TOO_LONG, {"keep": keep}).scalars().all():
            first = self._connection.execute(_FIRST_TO_GO, {"owner": owner_id, "keep": keep}).scalar_one()
            removed += self._connection.execute(_CUT, {"owner": owner_id, "post": first}).rowcount
        return removed
