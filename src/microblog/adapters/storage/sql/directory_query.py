"""Whom there is to meet, for reading."""

from collections.abc import Sequence

from attrs import frozen
from sqlalchemy import Select, bindparam, func, select

from microblog.adapters.storage.sql.dialect import read_by
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.post_views import account_columns, account_view
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import ACCOUNTS_IN_ORDER, accounts, dismissals, follows, posts
from microblog.adapters.storage.sql.visibility import VIEWER, found, is_shown, listed, not_muted
from microblog.domain.model.views import AccountView
from microblog.ports.directory_query import MOST_FOLLOWED, MOST_PAIRS, RECENT, DirectoryQuery

_F, _D = follows.c, dismissals.c
_MINE, _THEIRS = follows.alias("mine"), follows.alias("theirs")
_SHOWN = accounts.c.domain.is_(None), is_shown(accounts), not_muted(accounts.c.id), listed(accounts)


def _part(statement: Select[tuple[object, ...]]) -> Prepared:
    return Prepared(statement.limit(bindparam("limit")).offset(bindparam("offset")))


_NEWEST = _part(
    read_by(
        select(*account_columns(accounts)).where(*_SHOWN).order_by(accounts.c.id.desc()), accounts, ACCOUNTS_IN_ORDER
    )
)

_RECENT = (
    select(posts.c.account_id, posts.c.id)
    .where(posts.c.on_public_timeline)
    .order_by(posts.c.id.desc())
    .limit(RECENT)
    .subquery("recent")
)
_AUTHORS = select(_RECENT.c.account_id, func.max(_RECENT.c.id).label("latest")).group_by(_RECENT.c.account_id)
_ACTIVE_ONES = _AUTHORS.subquery("active_ones")
_ACTIVE = _part(
    select(*account_columns(accounts))
    .join_from(_ACTIVE_ONES, accounts, accounts.c.id == _ACTIVE_ONES.c.account_id)
    .where(*_SHOWN)
    .order_by(_ACTIVE_ONES.c.latest.desc())
)

_LATEST = (
    select(_MINE.c.followee_id)
    .where(_MINE.c.follower_id == VIEWER, _MINE.c.accepted)
    .order_by(_MINE.c.id.desc())
    .limit(MOST_FOLLOWED)
    .subquery("latest")
)
_PAIRS = (
    select(_THEIRS.c.followee_id)
    .join_from(_LATEST, _THEIRS, _THEIRS.c.follower_id == _LATEST.c.followee_id)
    .where(_THEIRS.c.accepted)
    .limit(MOST_PAIRS)
    .subquery("pairs")
)
_COUNTED = select(_PAIRS.c.followee_id, func.count().label("number")).group_by(_PAIRS.c.followee_id).subquery("counted")
_SUGGESTED = _part(
    select(*account_columns(accounts))
    .join_from(_COUNTED, accounts, accounts.c.id == _COUNTED.c.followee_id)
    .where(
        *_SHOWN,
        accounts.c.id != VIEWER,
        ~found(_F.follower_id, _F.follower_id == VIEWER, _F.followee_id == accounts.c.id),
        ~found(_D.account_id, _D.account_id == VIEWER, _D.target_id == accounts.c.id),
    )
    .order_by(_COUNTED.c.number.desc(), accounts.c.id.desc())
)


@frozen
class SqlDirectoryQuery(DirectoryQuery):
    """Each in one statement."""

    database: ReadableDatabase

    def newest(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[AccountView]:
        return self._people(_NEWEST, viewer_id, offset, limit)

    def active(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[AccountView]:
        return self._people(_ACTIVE, viewer_id, offset, limit)

    def suggested(self, viewer_id: int, limit: int) -> Sequence[AccountView]:
        return self._people(_SUGGESTED, viewer_id, 0, limit)

    def _people(self, statement: Prepared, viewer_id: int | None, offset: int, limit: int) -> Sequence[AccountView]:
        values = {"viewer": viewer_id, "offset": offset, "limit": limit}
        return [account_view(row) for row in self.database.rows(statement, values)]
