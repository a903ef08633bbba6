"""Accounts, for reading."""

from collections.abc import Collection, Mapping, Sequence
from functools import lru_cache
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, Column, ColumnElement, bindparam, select

from microblog.adapters.storage.sql.account_repository import fields_from_json, name_key
from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.dialect import by_the_row, joined_as_written, read_by
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.post_query import follow_view
from microblog.adapters.storage.sql.post_views import account_columns, account_view
from microblog.adapters.storage.sql.prepared import Prepared, among, in_places
from microblog.adapters.storage.sql.tables import (
    BLOCKS_IN_ORDER,
    ENDORSEMENTS_IN_ORDER,
    MUTES_IN_ORDER,
    POSTS_IN_ORDER,
    account_notes,
    accounts,
    blocks,
    endorsements,
    follows,
    mutes,
    posts,
)
from microblog.adapters.storage.sql.visibility import VIEWER, found, is_shown
from microblog.domain.model.account import AccountState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView, FollowView, MuteView, ProfileView
from microblog.ports.account_query import MOST_PROFILES, AccountQuery

_KEPT = 2048  # views
_KEY = accounts.c.name_key == bindparam("key")
_ACCOUNT = bindparam("account", type_=BigInteger())
_F = follows.c
_MINE = follows.alias("mine")


def _follow(follower: ColumnElement[int], followee: ColumnElement[int]) -> ColumnElement[bool]:
    """Whether it was accepted, NULL where there is none."""
    return select(_F.accepted).where(_F.follower_id == follower, _F.followee_id == followee).scalar_subquery()


def _blocks(blocker: ColumnElement[int], blocked: ColumnElement[int]) -> ColumnElement[bool]:
    return found(blocks.c.blocker_id, blocks.c.blocker_id == blocker, blocks.c.blocked_id == blocked)


def _of_mute(column: "Column[Any]") -> ColumnElement[Any]:
    """What the viewer's mute of the account says, NULL where there is none."""
    return select(column).where(mutes.c.muter_id == VIEWER, mutes.c.muted_id == accounts.c.id).scalar_subquery()


_LAST_POST_AT = read_by(
    select(posts.c.created_at)
    .where(
        posts.c.account_id == accounts.c.id,
        posts.c.boost_of_id.is_(None),
        posts.c.deleted_at.is_(None),
        posts.c.visibility != Visibility.MENTIONED,
    )
    .order_by(posts.c.id.desc())
    .limit(1),
    posts,
    POSTS_IN_ORDER,
).scalar_subquery()
_PROFILES = select(
    *account_columns(accounts),
    accounts.c.uri,
    accounts.c.header,
    accounts.c.bio,
    accounts.c.bio_html,
    accounts.c.fields,
    accounts.c.created_at,
    accounts.c.posts_count,
    accounts.c.followers_count,
    accounts.c.following_count,
    _LAST_POST_AT,
    _follow(VIEWER, accounts.c.id),
    _follow(accounts.c.id, VIEWER),
    _blocks(VIEWER, accounts.c.id),
    _blocks(accounts.c.id, VIEWER),
    _of_mute(mutes.c.notifications),
    _of_mute(mutes.c.expires_at),
    found(endorsements.c.account_id, endorsements.c.account_id == VIEWER, endorsements.c.target_id == accounts.c.id),
    select(account_notes.c.text)
    .where(account_notes.c.account_id == VIEWER, account_notes.c.target_id == accounts.c.id)
    .scalar_subquery(),
    accounts.c.limited,
).where(by_the_row(accounts.c.state == AccountState.ACTIVE))
_BY_NAME = Prepared(_PROFILES.where(_KEY))
_BY_ID = {
    places: Prepared(_PROFILES.where(among(accounts.c.id, "account", places)))
    for places in (1, 5, 10, 20, 40, MOST_PROFILES)
}
_STATE = select(accounts.c.state)
_STATE_BY_NAME, _STATE_BY_ID = _STATE.where(_KEY), _STATE.where(accounts.c.id == _ACCOUNT)


def _follow_list(account_id: ColumnElement[int], *conditions: ColumnElement[bool]) -> PagedSelect:
    statement = select(_F.id, *account_columns(accounts)).join_from(follows, accounts, accounts.c.id == account_id)
    return PagedSelect.by(_F.id, joined_as_written(statement.where(*conditions)))


_FOLLOWERS = _follow_list(_F.follower_id, _F.followee_id == _ACCOUNT, _F.accepted, is_shown(accounts))
_FOLLOWING = _follow_list(_F.followee_id, _F.follower_id == _ACCOUNT, _F.accepted, is_shown(accounts))
_FOLLOWS_TOO = found(_F.follower_id, _F.follower_id == _MINE.c.followee_id, _F.followee_id == _ACCOUNT, _F.accepted)
_FAMILIAR = Prepared(
    joined_as_written(
        select(*account_columns(accounts))
        .join_from(_MINE, accounts, accounts.c.id == _MINE.c.followee_id)
        .where(_MINE.c.follower_id == VIEWER, _MINE.c.accepted, _FOLLOWS_TOO, is_shown(accounts))
        .order_by(_MINE.c.id.desc())
        .limit(bindparam("limit"))
    )
)
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
_ENDORSED = PagedSelect.by(
    endorsements.c.id,
    read_by(
        joined_as_written(
            select(endorsements.c.id, *account_columns(accounts))
            .join_from(endorsements, accounts, accounts.c.id == endorsements.c.target_id)
            .where(endorsements.c.account_id == _ACCOUNT, is_shown(accounts))
        ),
        endorsements,
        ENDORSEMENTS_IN_ORDER,
    ),
)
_MUTED = PagedSelect.by(
    mutes.c.id,
    read_by(
        joined_as_written(
            select(mutes.c.id, *account_columns(accounts), mutes.c.notifications, mutes.c.expires_at)
            .join_from(mutes, accounts, accounts.c.id == mutes.c.muted_id)
            .where(mutes.c.muter_id == _ACCOUNT, _IS_ACTIVE)
        ),
        mutes,
        MUTES_IN_ORDER,
    ),
)


@frozen
class SqlAccountQuery(AccountQuery):
    """Each profile or list in one statement."""

    database: ReadableDatabase

    def profile(self, viewer_id: int | None, username: str) -> ProfileView | None:
        rows = self.database.rows(_BY_NAME, {"viewer": viewer_id, "key": name_key(username)})
        return _view(rows[0]) if rows else None

    def profiles(self, viewer_id: int | None, account_ids: Collection[int]) -> Mapping[int, ProfileView]:
        if not account_ids:
            return {}
        places = next(places for places in _BY_ID if places >= len(account_ids))
        values = {"viewer": viewer_id, **in_places("account", list(account_ids), places)}
        return {row[0]: _view(row) for row in self.database.rows(_BY_ID[places], values)}

    def is_gone(self, account: int | str) -> bool:
        with self.database.read() as connection:
            if isinstance(account, int):
                state = connection.execute(_STATE_BY_ID, {"account": account}).scalar()
            else:
                state = connection.execute(_STATE_BY_NAME, {"key": name_key(account)}).scalar()
        return state is AccountState.DELETED

    def followers(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page(_FOLLOWERS, viewer_id, account_id, cursor)

    def following(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page(_FOLLOWING, viewer_id, account_id, cursor)

    def familiar_followers(self, viewer_id: int, account_id: int, limit: int) -> Sequence[AccountView]:
        values = {"viewer": viewer_id, "account": account_id, "limit": limit}
        return [account_view(row) for row in self.database.rows(_FAMILIAR, values)]

    def endorsed(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page(_ENDORSED, viewer_id, account_id, cursor)

    def follow_requests(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page(_REQUESTS, None, account_id, cursor)

    def blocked(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page(_BLOCKED, None, account_id, cursor)

    def muted(self, account_id: int, cursor: Cursor) -> Page[MuteView]:
        return _MUTED.page(self.database, cursor, {"account": account_id}, _mute_view)

    def _page(self, statement: PagedSelect, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return statement.page(self.database, cursor, {"viewer": viewer_id, "account": account_id}, follow_view)


def _mute_view(row: tuple[Any, ...]) -> MuteView:
    notifications, expires_at = row[8:10]
    until = None if expires_at is None else from_milliseconds(expires_at)
    return MuteView(row[0], account_view(row[1:8]), bool(notifications), until)


def _made_view(row: tuple[Any, ...]) -> ProfileView:
    uri, header, bio, bio_html, fields, created_at = row[7:13]
    posts_count, followers_count, following_count, last_post_at = row[13:17]
    accepted, is_follower, blocks_them, blocked_by, mutes_notifications, mute_expires_at = row[17:23]
    endorsed, note, limited = row[23:26]
    return ProfileView(
        account_view(row[:7]),
        uri,
        header,
        bio,
        bio_html,
        fields_from_json(fields),
        from_milliseconds(created_at),
        posts_count,
        followers_count,
        following_count,
        None if last_post_at is None else from_milliseconds(last_post_at),
        follows=bool(accepted),
        requested=accepted is not None and not accepted,
        requested_by=is_follower is not None and not is_follower,
        followed_by=bool(is_follower),
        blocks=bool(blocks_them),
        blocked_by=bool(blocked_by),
        mutes=mutes_notifications is not None,
        mutes_notifications=bool(mutes_notifications),
        mute_expires_at=None if mute_expires_at is None else from_milliseconds(mute_expires_at),
        endorsed=bool(endorsed),
        note=note or "",
        limited=bool(limited),
    )


# Kept by all that the database says, as posts are: to make twenty takes half as long as to read them.
_view = lru_cache(maxsize=_KEPT)(_made_view)
