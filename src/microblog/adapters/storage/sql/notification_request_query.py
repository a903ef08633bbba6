"""Notification requests, for reading."""

from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, and_, bindparam, case, false, func, select, true

from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.dialect import joined_as_written, read_by
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
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import (
    REQUESTS_IN_ORDER,
    accounts,
    held_notifications,
    mutes,
    notification_requests,
)
from microblog.adapters.storage.sql.visibility import VIEWER, not_muted
from microblog.domain.model.account import AccountState
from microblog.domain.model.notification_request import RequestState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import MOST_COUNTED, MOST_HELD_COUNTED, HeldBack, NotificationRequestView
from microblog.ports.notification_request_query import NotificationRequestQuery

_R, _H, _SENDER = notification_requests.c, held_notifications.c, accounts.alias("sender")
_HELD = select(_H.id).where(_H.account_id == VIEWER, _H.sender_id == _R.sender_id).order_by(_H.id).limit(1)
_COUNT = (
    select(func.count()).select_from(held_notifications).where(_H.account_id == VIEWER, _H.sender_id == _R.sender_id)
)
# So that no more than that are ever gone through.
_IS_FULL = _HELD.offset(MOST_COUNTED - 1).scalar_subquery().is_not(None)
_IS_PENDING = and_(
    _R.account_id == VIEWER,
    _R.state == RequestState.PENDING,
    _SENDER.c.state == AccountState.ACTIVE,
    not_muted(_R.sender_id, mutes.c.notifications),
    _HELD.scalar_subquery().is_not(None),
)
_SHOWN = joined_as_written(
    select(
        _R.id,
        _R.created_at,
        _R.updated_at,
        case((_IS_FULL, MOST_COUNTED), else_=_COUNT.scalar_subquery()),
        case((VISIBLE, true()), else_=false()),
        *account_columns(_SENDER),
        *POST_COLUMNS,
    )
    .join_from(notification_requests, _SENDER, _SENDER.c.id == _R.sender_id)
    .outerjoin(ENTRY, ENTRY.c.id == _R.post_id)
    .outerjoin(POST, IS_POST)
    .outerjoin(AUTHOR, AUTHOR.c.id == POST.c.account_id)
    .outerjoin(SHARER, SHARER.c.id == ENTRY.c.account_id)
    .where(_IS_PENDING)
)
_OF_ACCOUNT = PagedSelect.by(_R.id, read_by(_SHOWN, notification_requests, REQUESTS_IN_ORDER))
_GET = Prepared(_SHOWN.where(_R.id == bindparam("this_id", type_=BigInteger())))
_REQUESTS = (
    joined_as_written(select(_R.id).join_from(notification_requests, _SENDER, _SENDER.c.id == _R.sender_id))
    .where(_IS_PENDING)
    .limit(MOST_COUNTED)
    .subquery("requests")
)
_NOTIFICATIONS = select(_H.id).where(_H.account_id == VIEWER).limit(MOST_HELD_COUNTED).subquery("held")
_HELD_BACK = Prepared(
    select(
        select(func.count()).select_from(_REQUESTS).scalar_subquery(),
        select(func.count()).select_from(_NOTIFICATIONS).scalar_subquery(),
    )
)


@frozen
class SqlNotificationRequestQuery(NotificationRequestQuery):
    """Requests with who sends them and their last posts in one statement."""

    database: ReadableDatabase

    def of_account(self, account_id: int, cursor: Cursor) -> Page[NotificationRequestView]:
        return _OF_ACCOUNT.page(self.database, cursor, {"viewer": account_id}, _view)

    def get(self, account_id: int, request_id: int) -> NotificationRequestView | None:
        rows = self.database.rows(_GET, {"viewer": account_id, "this_id": request_id})
        return _view(rows[0]) if rows else None

    def held_back(self, account_id: int) -> HeldBack:
        return HeldBack(*self.database.rows(_HELD_BACK, {"viewer": account_id})[0])


def _view(row: tuple[Any, ...]) -> NotificationRequestView:
    id_, created_at, updated_at, count, is_visible = row[:5]
    return NotificationRequestView(
        id=id_,
        sender=account_view(row[5:12]),
        count=count,
        post=post_view(row[12:]) if is_visible else None,
        created_at=from_milliseconds(created_at),
        updated_at=from_milliseconds(updated_at),
    )
