"""Notifications, for writing."""

from collections.abc import Callable

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.ports.notification_repository import NotificationRepository


@frozen
class MemoryNotificationRepository(NotificationRepository):
    """Notifications in a dictionary."""

    _tables: Tables

    def add(self, notification: Notification) -> bool:
        if any(_what(other) == _what(notification) for other in self._tables.notifications.values()):
            return False
        self._tables.notifications[notification.id] = notification
        return True

    def get(self, notification_id: int) -> Notification | None:
        return self._tables.notifications.get(notification_id)

    def remove(self, account_id: int, kind: NotificationKind, sender_id: int, post_id: int | None) -> None:
        self._drop(lambda one: _what(one) == (account_id, kind, sender_id, post_id))

    def remove_kind(self, account_id: int, kind: NotificationKind) -> None:
        self._drop(lambda one: (one.account_id, one.kind) == (account_id, kind))

    def dismiss(self, account_id: int, notification_id: int) -> bool:
        found = self.get(notification_id)
        if found is None or found.account_id != account_id:
            return False
        del self._tables.notifications[notification_id]
        return True

    def clear(self, account_id: int) -> None:
        self._drop(lambda one: one.account_id == account_id)

    def remove_about(self, post_id: int) -> None:
        self._drop(lambda one: one.post_id == post_id)

    def remove_between(self, account_id: int, sender_id: int) -> None:
        self._drop(lambda one: (one.account_id, one.sender_id) == (account_id, sender_id))

    def remove_all(self, account_id: int) -> None:
        self._drop(lambda one: account_id in (one.account_id, one.sender_id))

    def _drop(self, which: Callable[[Notification], bool]) -> None:
        for one in [one for one in self._tables.notifications.values() if which(one)]:
            del self._tables.notifications[one.id]


def _what(notification: Notification) -> tuple[int, NotificationKind, int, int | None]:
    return notification.account_id, notification.kind, notification.sender_id, notification.post_id
