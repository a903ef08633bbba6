"""Notifications, for writing."""

from collections.abc import Sequence
from typing import Any

from attrs import asdict, frozen
from sqlalchemy import ColumnElement, Connection, Integer, and_, bindparam, delete, false, select, true, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import held_notifications, notifications
from microblog.domain.model.notification import (
    GROUPED_KINDS,
    Notification,
    NotificationGroup,
    NotificationKind,
    grouped,
)
from microblog.ports.notification_repository import NotificationRepository

_N = notifications.c
_ACCOUNT = bindparam("account", type_=_N.id.type)
_SENDER = bindparam("sender", type_=_N.id.type)
_POST = bindparam("post", type_=_N.id.type)
_COLUMNS = (
    *(_N.id, _N.account_id, _N.kind, _N.sender_id, _N.post_id, _N.created_at, _N.report_id),
    *(_N.group_id, _N.group_place, _N.leads),
)
_KIND, _GROUP = bindparam("kind", type_=_N.kind.type), bindparam("group", type_=_N.id.type)
_THIS = bindparam("this_id", type_=_N.id.type)
_ADD = insert_or_skip(notifications)
_GET = select(*_COLUMNS).where(_N.id == _THIS)
_ABOUT = and_(_N.account_id == _ACCOUNT, _N.kind == _KIND, _N.post_id == _POST)
_ONE = and_(_ABOUT, _N.sender_id == _SENDER)
_IN_GROUP = and_(_ABOUT, _N.group_id == _GROUP)
_NEWEST = select(*_COLUMNS).where(_ABOUT).order_by(_N.group_id.desc(), _N.group_place.desc()).limit(1)
_NEWEST_IN_GROUP = select(_N.id).where(_IN_GROUP).order_by(_N.group_place.desc()).limit(1)
_IS_TOLD = select(_N.id).where(_ONE)
_LEAD_NO_MORE = update(notifications).where(_N.id == _THIS, _N.leads).values(leads=false())
_LEAD = update(notifications).where(_N.id == _THIS).values(leads=true())
_DISMISSED = and_(_N.id == _THIS, _N.account_id == _ACCOUNT)
_DISMISS_GROUP = delete(notifications).where(_IN_GROUP)
_REMOVE_KIND = delete(notifications).where(_N.account_id == _ACCOUNT, _N.kind == _KIND)
_CLEAR = delete(notifications).where(_N.account_id == _ACCOUNT)
_REMOVE_ABOUT = delete(notifications).where(_N.post_id == _POST)
_BETWEEN = and_(_N.account_id == _ACCOUNT, _N.sender_id == _SENDER)
_OF_SENDER = _N.sender_id == _ACCOUNT

_HELD = held_notifications.c
_HOLD = insert_or_skip(held_notifications)
_IS_HELD_BETWEEN = and_(_HELD.account_id == _ACCOUNT, _HELD.sender_id == _SENDER)
_HELD_OF_SENDER = (
    select(held_notifications).where(_IS_HELD_BETWEEN).order_by(_HELD.id).limit(bindparam("limit", type_=Integer()))
)
_LET_GO = delete(held_notifications).where(_HELD.id == _THIS)
_REMOVE_HELD = delete(held_notifications).where(_IS_HELD_BETWEEN, _HELD.kind == _KIND, _HELD.post_id == _POST)
_REMOVE_HELD_BETWEEN = delete(held_notifications).where(_IS_HELD_BETWEEN)
_DISMISS_HELD = delete(held_notifications).where(_HELD.id == _THIS, _HELD.account_id == _ACCOUNT)
_REMOVE_HELD_ABOUT = delete(held_notifications).where(_HELD.post_id == _POST)
_CLEAR_HELD = delete(held_notifications).where(_HELD.account_id == _ACCOUNT)
_REMOVE_HELD_OF = delete(held_notifications).where(_HELD.sender_id == _ACCOUNT)


@frozen
class SqlNotificationRepository(NotificationRepository):
    """Notifications in a table."""

    _connection: Connection

    def add(self, notification: Notification) -> bool:
        newest = self._newest_to_join(notification) if notification.kind in GROUPED_KINDS else None
        new = grouped(notification, newest)
        is_new = self._insert(new)
        if newest is not None and not is_new:
            self._connection.execute(_LEAD, {"this_id": newest.id})
        return is_new

    def _insert(self, new: Notification) -> bool:
        return self._connection.execute(_ADD, {**asdict(new), "post_id": new.post_id or 0}).rowcount > 0

    def _newest_to_join(self, notification: Notification) -> Notification | None:
        """What led the group that the notification joins, and leads it no more; None where it begins one."""
        about = _about(notification)
        if self._connection.execute(_IS_TOLD, about).first() is not None:
            return None
        while (row := self._connection.execute(_NEWEST, about).first()) is not None:
            newest = _notification_of(row)
            if grouped(notification, newest).group_id != newest.group_id:
                return None
            # Whoever came first while one waited leads now, or what led is gone: then one looks again.
            if self._connection.execute(_LEAD_NO_MORE, {"this_id": newest.id}).rowcount:
                return newest
        return None

    def hold(self, notification: Notification) -> bool:
        if self._connection.execute(_IS_TOLD, _about(notification)).first() is not None:
            return False
        return self._connection.execute(_HOLD, held_notification_row(notification)).rowcount > 0

    def held(self, account_id: int, sender_id: int, limit: int) -> Sequence[Notification]:
        values = {"account": account_id, "sender": sender_id, "limit": limit}
        return [held_notification_of(row) for row in self._connection.execute(_HELD_OF_SENDER, values)]

    def let_in(self, notification: Notification) -> None:
        self._connection.execute(_LET_GO, {"this_id": notification.id})
        self._insert(grouped(notification, None))

    def get(self, notification_id: int) -> Notification | None:
        row = self._connection.execute(_GET, {"this_id": notification_id}).first()
        return None if row is None else _notification_of(row)

    def remove(self, account_id: int, kind: NotificationKind, sender_id: int, post_id: int | None) -> None:
        which = {"account": account_id, "kind": kind, "sender": sender_id, "post": post_id or 0}
        if not self._remove(_ONE, which):
            self._connection.execute(_REMOVE_HELD, which)

    def remove_kind(self, account_id: int, kind: NotificationKind) -> None:
        self._connection.execute(_REMOVE_KIND, {"account": account_id, "kind": kind})

    def remove_held(self, account_id: int, sender_id: int) -> None:
        self._connection.execute(_REMOVE_HELD_BETWEEN, {"account": account_id, "sender": sender_id})

    def dismiss(self, account_id: int, notification_id: int) -> bool:
        which: dict[str, object] = {"account": account_id, "this_id": notification_id}
        return self._remove(_DISMISSED, which) > 0 or self._connection.execute(_DISMISS_HELD, which).rowcount > 0

    def dismiss_group(self, account_id: int, group: NotificationGroup) -> bool:
        which = {"account": account_id, "kind": group.kind, "post": group.post_id or 0, "group": group.id}
        return self._connection.execute(_DISMISS_GROUP, which).rowcount > 0

    def clear(self, account_id: int) -> None:
        self._connection.execute(_CLEAR, {"account": account_id})

    def remove_about(self, post_id: int) -> None:
        self._connection.execute(_REMOVE_ABOUT, {"post": post_id})
        self._connection.execute(_REMOVE_HELD_ABOUT, {"post": post_id})

    def remove_between(self, account_id: int, sender_id: int) -> None:
        self._remove(_BETWEEN, {"account": account_id, "sender": sender_id})
        self.remove_held(account_id, sender_id)

    def remove_all(self, account_id: int) -> None:
        self.clear(account_id)
        self._remove(_OF_SENDER, {"account": account_id})
        self._connection.execute(_CLEAR_HELD, {"account": account_id})
        self._connection.execute(_REMOVE_HELD_OF, {"account": account_id})

    def _remove(self, which: ColumnElement[bool], values: dict[str, object]) -> int:
        # Locked before they are removed: else one could come to lead meanwhile, and nobody after it. The first of a
        # group leaves none that it could hand on to.
        locked = select(*_COLUMNS).where(which, _N.group_place > 1).order_by(_N.id).with_for_update()
        leading = [row for row in self._connection.execute(locked, values) if row.leads]
        count = self._connection.execute(delete(notifications).where(which), values).rowcount
        for row in leading:
            self._hand_on(row)
        return count

    def _hand_on(self, gone: Any) -> None:
        group = {"account": gone.account_id, "kind": gone.kind, "post": gone.post_id, "group": gone.group_id}
        while (newest := self._connection.execute(_NEWEST_IN_GROUP, group).scalar()) is not None:
            if self._connection.execute(_LEAD, {"this_id": newest}).rowcount:
                return


def _notification_of(row: Any) -> Notification:
    values = dict(zip(Notification.__match_args__, row, strict=True))
    return Notification(**values | {"post_id": row.post_id or None})


def _about(notification: Notification) -> dict[str, object]:
    return {
        "account": notification.account_id,
        "kind": notification.kind,
        "post": notification.post_id or 0,
        "sender": notification.sender_id,
    }


def held_notification_of(row: Any) -> Notification:
    """What is held back, of its row. It is in no group yet."""
    return Notification(**row._asdict() | {"post_id": row.post_id or None})


def held_notification_row(held: Notification) -> dict[str, Any]:
    """The row of what is held back."""
    return {column.name: getattr(held, column.name) for column in _HELD} | {"post_id": held.post_id or 0}
