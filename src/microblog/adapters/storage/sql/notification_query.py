"""Notifications, for reading."""

from collections.abc import Collection
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, ColumnElement, Table, bindparam, false, func, null, or_, select

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
from microblog.adapters.storage.sql.tables import (
    accounts,
    held_notifications,
    mutes,
    notifications,
    users,
)
from microblog.adapters.storage.sql.visibility import VIEWER, not_muted
from microblog.domain.model.account import AccountState
from microblog.domain.model.notification import NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import MOST_COUNTED, NotificationView
from microblog.ports.notification_query import NotificationQuery

_N = notifications.c
_SENDER = accounts.alias("sender")
_KINDS = len(NotificationKind)
_FROM = bindparam("sender", type_=BigInteger())
_LAST_READ = select(users.c.last_read_notification_id).where(users.c.account_id == VIEWER).scalar_subquery()


@frozen
class _Reading:
    """How notifications are read, or those that are held back."""

    all: PagedSelect
    some: PagedSelect
    get: Prepared

    @classmethod
    def of(cls, table: Table, *more: ColumnElement[Any]) -> "_Reading":
        """From that table; `more` are whether it is unread, the report that it is about, and its group."""
        told = table.c
        shown = joined_as_written(
            select(told.id, told.kind, told.created_at, *more, told.post_id, *account_columns(_SENDER), *POST_COLUMNS)
            .join_from(table, _SENDER, _SENDER.c.id == told.sender_id)
            .outerjoin(ENTRY, ENTRY.c.id == told.post_id)
            .outerjoin(POST, IS_POST)
            .outerjoin(AUTHOR, AUTHOR.c.id == POST.c.account_id)
            .outerjoin(SHARER, SHARER.c.id == ENTRY.c.account_id)
            .where(
                told.account_id == VIEWER,
                _SENDER.c.state == AccountState.ACTIVE,
                or_(told.post_id == 0, VISIBLE),
            )
        )
        is_told = not_muted(told.sender_id, mutes.c.notifications)
        is_of_kind = by_the_row(among(told.kind, "kind", _KINDS))
        is_of_sender = by_the_row(or_(_FROM.is_(None), told.sender_id == _FROM))
        return cls(
            PagedSelect.by(told.id, shown.where(is_told)),
            PagedSelect.by(told.id, shown.where(is_of_kind, is_of_sender, is_told)),
            Prepared(shown.where(told.id == bindparam("this_id", type_=BigInteger()), is_told)),
        )


_TOLD = _Reading.of(notifications, _N.id > func.coalesce(_LAST_READ, 0), _N.report_id, _N.group_id)
_HELD = _Reading.of(held_notifications, false(), null(), held_notifications.c.id)
_IS_TOLD = not_muted(_N.sender_id, mutes.c.notifications)
_UNREAD = (
    select(_N.id).where(_N.account_id == VIEWER, _N.id > _LAST_READ, _IS_TOLD).limit(MOST_COUNTED).subquery("unread")
)
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
        held: bool = False,
    ) -> Page[NotificationView]:
        reading = _HELD if held else _TOLD
        if kinds is None and sender_id is None:
            return reading.all.page(self.database, cursor, {"viewer": account_id}, _notification_view)
        wanted = [kind.value for kind in (NotificationKind if kinds is None else kinds)]
        values = {"viewer": account_id, "sender": sender_id, **in_places("kind", wanted or [""], _KINDS)}
        return reading.some.page(self.database, cursor, values, _notification_view)

    def get(self, account_id: int, notification_id: int, *, held: bool = False) -> NotificationView | None:
        rows = self.database.rows((_HELD if held else _TOLD).get, {"viewer": account_id, "this_id": notification_id})
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
        group=NotificationGroup(NotificationKind(row[1]), row[6] or None, row[5]),
        report_id=row[4],
    )
