"""Notifications, for reading."""

from collections.abc import Collection
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, bindparam, func, or_, select

from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.dialect import by_the_row, joined_as_written
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.post_views import (
    AUTHOR,
    ENTRY,
    IS_POST,
    POST,
    POST_COLUMNS,
    SHARER,
    VISIBLE,
    account_columns,
    account_view,
    post_view,
)
from microblog.adapters.storage.sql.prepared import Prepared, among, in_places
from microblog.adapters.storage.sql.tables import accounts, mutes, notifications, users
from microblog.adapters.storage.sql.visibility import VIEWER, not_muted
from microblog.domain.model.account import AccountState
from microblog.domain.model.notification import NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import MOST_COUNTED, NotificationView
from microblog.ports.notification_query import NotificationQuery

_N = notifications.c
_SENDER = accounts.alias("sender")
_TOLD = not_muted(_N.sender_id, mutes.c.notifications)
_KINDS = len(NotificationKind)
_FROM = bindparam("sender", type_=BigInteger())
_LAST_READ = select(users.c.last_read_notification_id).where(users.c.account_id == VIEWER).scalar_subquery()
_SHOWN = joined_as_written(
    select(
        _N.id,
        _N.kind,
        _N.created_at,
        _N.id > func.coalesce(_LAST_READ, 0),
        _N.report_id,
        _N.post_id,
        _N.group_id,
        *account_columns(_SENDER),
        *POST_COLUMNS,
    )
    .join_from(notifications, _SENDER, _SENDER.c.id == _N.sender_id)
    .outerjoin(ENTRY, ENTRY.c.id == _N.post_id)
    .outerjoin(POST, IS_POST)
    .outerjoin(AUTHOR, AUTHOR.c.id == POST.c.account_id)
    .outerjoin(SHARER, SHARER.c.id == ENTRY.c.account_id)
    .where(_N.account_id == VIEWER, _SENDER.c.state == AccountState.ACTIVE, or_(_N.post_id == 0, VISIBLE))
)
_ALL = PagedSelect.by(_N.id, _SHOWN.where(_TOLD))
_SOME = PagedSelect.by(
    _N.id,
    _SHOWN.where(
        by_the_row(among(_N.kind, "kind", _KINDS)),
        by_the_row(or_(_FROM.is_(None), _N.sender_id == _FROM)),
        _TOLD,
    ),
)
_GET = Prepared(_SHOWN.where(_N.id == bindparam("this_id", type_=BigInteger()), _TOLD))
_UNREAD = select(_N.id).where(_N.account_id == VIEWER, _N.id > _LAST_READ, _TOLD).limit(MOST_COUNTED).subquery("unread")
_COUNT = Prepared(select(func.count()).select_from(_UNREAD))


@frozen
class SqlNotificationQuery(NotificationQuery):
    """Notifications with their posts in one statement."""

    database: ReadableDatabase

    def of_account(
        self,
        account_id: int,
        cursor: Cursor,
        *,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> Page[NotificationView]:
        if kinds is None and sender_id is None:
            return _ALL.page(self.database, cursor, {"viewer": account_id}, _notification_view)
        wanted = [kind.value for kind in (NotificationKind if kinds is None else kinds)]
        values = {"viewer": account_id, "sender": sender_id, **in_places("kind", wanted or [""], _KINDS)}
        return _SOME.page(self.database, cursor, values, _notification_view)

    def get(self, account_id: int, notification_id: int) -> NotificationView | None:
        rows = self.database.rows(_GET, {"viewer": account_id, "this_id": notification_id})
        return _notification_view(rows[0]) if rows else None

    def count_unread(self, account_id: int) -> int:
        return int(self.database.rows(_COUNT, {"viewer": account_id})[0][0])


def _notification_view(row: tuple[Any, ...]) -> NotificationView:
    return NotificationView(
        id=row[0],
        kind=NotificationKind(row[1]),
        sender=account_view(row[7:14]),
        post=None if row[14] is None else post_view(row[14:]),
        created_at=from_milliseconds(row[2]),
        unread=bool(row[3]),
        group=NotificationGroup(NotificationKind(row[1]), row[5] or None, row[6]),
        report_id=row[4],
    )
