"""Notifications, for reading."""

from typing import Any

from attrs import frozen
from sqlalchemy import func, or_, select

from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.dialect import joined_as_written
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
from microblog.adapters.storage.sql.tables import accounts, notifications, users
from microblog.adapters.storage.sql.visibility import VIEWER
from microblog.domain.model.account import AccountState
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import NotificationView
from microblog.ports.notification_query import NotificationQuery

_N = notifications.c
_SENDER = accounts.alias("sender")
_LAST_READ = select(users.c.last_read_notification_id).where(users.c.account_id == VIEWER).scalar_subquery()
_OF_ACCOUNT = PagedSelect.by(
    _N.id,
    joined_as_written(
        select(
            _N.id,
            _N.kind,
            _N.created_at,
            _N.id > func.coalesce(_LAST_READ, 0),
            *account_columns(_SENDER),
            *POST_COLUMNS,
        )
        .join_from(notifications, _SENDER, _SENDER.c.id == _N.sender_id)
        .outerjoin(ENTRY, ENTRY.c.id == _N.post_id)
        .outerjoin(POST, IS_POST)
        .outerjoin(AUTHOR, AUTHOR.c.id == POST.c.account_id)
        .outerjoin(SHARER, SHARER.c.id == ENTRY.c.account_id)
        .where(_N.account_id == VIEWER, _SENDER.c.state == AccountState.ACTIVE, or_(_N.post_id == 0, VISIBLE))
    ),
)


@frozen
class SqlNotificationQuery(NotificationQuery):
    """Notifications with their posts in one statement."""

    database: ReadableDatabase

    def of_account(self, account_id: int, cursor: Cursor) -> Page[NotificationView]:
        return _OF_ACCOUNT.page(self.database, cursor, {"viewer": account_id}, _notification_view)


def _notification_view(row: tuple[Any, ...]) -> NotificationView:
    return NotificationView(
        id=row[0],
        kind=NotificationKind(row[1]),
        sender=account_view(row[4:10]),
        post=None if row[10] is None else post_view(row[10:]),
        created_at=from_milliseconds(row[2]),
        unread=bool(row[3]),
    )
