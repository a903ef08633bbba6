"""Accounts, for reading."""

from attrs import frozen
from sqlalchemy import BigInteger, ColumnElement, bindparam, exists, select

from microblog.adapters.storage.sql.account_repository import fields_from_json, name_key
from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.dialect import joined_as_written, read_by
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.post_query import follow_view
from microblog.adapters.storage.sql.post_views import account_columns, account_view
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import BLOCKS_IN_ORDER, accounts, blocks, follows, posts
from microblog.adapters.storage.sql.visibility import VIEWER, is_shown
from microblog.domain.model.account import AccountState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import FollowView, ProfileView
from microblog.ports.account_query import AccountQuery

_KEY = accounts.c.name_key == bindparam("key")
_ACCOUNT = bindparam("account", type_=BigInteger())
_F = follows.c


def _follows(
    follower: ColumnElement[int], followee: ColumnElement[int], *how: ColumnElement[bool]
) -> ColumnElement[bool]:
    return exists().where(_F.follower_id == follower, _F.followee_id == followee, *how)


def _blocks(blocker: ColumnElement[int], blocked: ColumnElement[int]) -> ColumnElement[bool]:
    return exists().where(blocks.c.blocker_id == blocker, blocks.c.blocked_id == blocked)


_LAST_POST_AT = (
    select(posts.c.created_at)
    .where(
        posts.c.account_id == accounts.c.id,
        posts.c.boost_of_id.is_(None),
        posts.c.deleted_at.is_(None),
        posts.c.visibility != Visibility.MENTIONED,
    )
    .order_by(posts.c.id.desc())
    .limit(1)
    .scalar_subquery()
)
_PROFILE = Prepared(
    select(
        *account_columns(accounts),
        accounts.c.uri,
        accounts.c.bio,
        accounts.c.bio_html,
        accounts.c.fields,
        accounts.c.created_at,
        accounts.c.posts_count,
        accounts.c.followers_count,
        accounts.c.following_count,
        _LAST_POST_AT,
        _follows(VIEWER, accounts.c.id, _F.accepted),
        _follows(VIEWER, accounts.c.id, ~_F.accepted),
        _follows(accounts.c.id, VIEWER, _F.accepted),
        _blocks(VIEWER, accounts.c.id),
        _blocks(accounts.c.id, VIEWER),
    ).where(_KEY, accounts.c.state == AccountState.ACTIVE)
)
_GONE = select(exists().where(_KEY, accounts.c.state == AccountState.DELETED))


def _follow_list(account_id: ColumnElement[int], *conditions: ColumnElement[bool]) -> PagedSelect:
    statement = select(_F.id, *account_columns(accounts)).join_from(follows, accounts, accounts.c.id == account_id)
    return PagedSelect.by(_F.id, joined_as_written(statement.where(*conditions)))


_FOLLOWERS = _follow_list(_F.follower_id, _F.followee_id == _ACCOUNT, _F.accepted, is_shown(accounts))
_FOLLOWING = _follow_list(_F.followee_id, _F.follower_id == _ACCOUNT, _F.accepted, is_shown(accounts))
_IS_ACTIVE = accounts.c.state == AccountState.ACTIVE
_REQUESTS = _follow_list(_F.follower_id, _F.followee_id == _ACCOUNT, ~_F.accepted, _IS_ACTIVE)
_BLOCKED = PagedSelect.by(
    blocks.c.id,
    read_by(
        joined_as_written(
            select(blocks.c.id, *account_columns(accounts))
            .join_from(blocks, accounts, accounts.c.id == blocks.c.blocked_id)
            .where(blocks.c.blocker_id == _ACCOUNT, _IS_ACTIVE)
        ),
        blocks,
        BLOCKS_IN_ORDER,
    ),
)


@frozen
class SqlAccountQuery(AccountQuery):
    """Each profile or list in one statement."""

    database: ReadableDatabase

    def profile(self, viewer_id: int | None, username: str) -> ProfileView | None:
        rows = self.database.rows(_PROFILE, {"viewer": viewer_id, "key": name_key(username)})
        if not rows:
            return None
        row = rows[0]
        uri, bio, bio_html, fields, created_at, posts_count, followers_count, following_count, last_post_at = row[6:15]
        return ProfileView(
            account_view(row[:6]),
            uri,
            bio,
            bio_html,
            fields_from_json(fields),
            from_milliseconds(created_at),
            posts_count,
            followers_count,
            following_count,
            None if last_post_at is None else from_milliseconds(last_post_at),
            *map(bool, row[15:20]),
        )

    def is_gone(self, username: str) -> bool:
        with self.database.read() as connection:
            return bool(connection.execute(_GONE, {"key": name_key(username)}).scalar())

    def followers(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page(_FOLLOWERS, viewer_id, account_id, cursor)

    def following(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page(_FOLLOWING, viewer_id, account_id, cursor)

    def follow_requests(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page(_REQUESTS, None, account_id, cursor)

    def blocked(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page(_BLOCKED, None, account_id, cursor)

    def _page(self, statement: PagedSelect, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return statement.page(self.database, cursor, {"viewer": viewer_id, "account": account_id}, follow_view)
