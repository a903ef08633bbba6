"""Notifications, for writing."""

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, or_, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import notifications
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.ports.notification_repository import NotificationRepository

_N = notifications.c
_ACCOUNT = bindparam("account", type_=_N.id.type)
_SENDER = bindparam("sender", type_=_N.id.type)
_POST = bindparam("post", type_=_N.id.type)
_ADD = insert_or_skip(notifications)
_GET = select(_N.id, _N.account_id, _N.kind, _N.sender_id, _N.post_id, _N.created_at, _N.report_id).where(
    _N.id == bindparam("id")
)
_REMOVE = delete(notifications).where(
    _N.account_id == _ACCOUNT, _N.kind == bindparam("kind"), _N.sender_id == _SENDER, _N.post_id == _POST
)
_REMOVE_KIND = delete(notifications).where(_N.account_id == _ACCOUNT, _N.kind == bindparam("kind"))
_DISMISS = delete(notifications).where(_N.id == bindparam("this_id"), _N.account_id == _ACCOUNT)
_CLEAR = delete(notifications).where(_N.account_id == _ACCOUNT)
_REMOVE_ABOUT = delete(notifications).where(_N.post_id == _POST)
_REMOVE_BETWEEN = delete(notifications).where(_N.account_id == _ACCOUNT, _N.sender_id == _SENDER)
_REMOVE_ALL = delete(notifications).where(or_(_N.account_id == _ACCOUNT, _N.sender_id == _ACCOUNT))


@frozen
class SqlNotificationRepository(NotificationRepository):
    """Notifications in a table."""

    _connection: Connection

    def add(self, notification: Notification) -> bool:
        row = {**asdict(notification), "post_id": notification.post_id or 0}
        return self._connection.execute(_ADD, row).rowcount > 0

    def get(self, notification_id: int) -> Notification | None:
        row = self._connection.execute(_GET, {"id": notification_id}).first()
        if row is None:
            return None
        about = row.post_id or None
        return Notification(row.id, row.account_id, row.kind, row.sender_id, about, row.created_at, row.report_id)

    def remove(self, account_id: int, kind: NotificationKind, sender_id: int, post_id: int | None) -> None:
        which = {"account": account_id, "kind": kind, "sender": sender_id, "post": post_id or 0}
        self._connection.execute(_REMOVE, which)

    def remove_kind(self, account_id: int, kind: NotificationKind) -> None:
        self._connection.execute(_REMOVE_KIND, {"account": account_id, "kind": kind})

    def dismiss(self, account_id: int, notification_id: int) -> bool:
        this = {"account": account_id, "this_id": notification_id}
        return self._connection.execute(_DISMISS, this).rowcount > 0

    def clear(self, account_id: int) -> None:
        self._connection.execute(_CLEAR, {"account": account_id})

    def remove_about(self, post_id: int) -> None:
        self._connection.execute(_REMOVE_ABOUT, {"post": post_id})

    def remove_between(self, account_id: int, sender_id: int) -> None:
        self._connection.execute(_REMOVE_BETWEEN, {"account": account_id, "sender": sender_id})

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
