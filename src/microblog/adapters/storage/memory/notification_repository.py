"""Notifications, for writing."""

from collections.abc import Callable, Sequence

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.notification import Notification, NotificationGroup, NotificationKind, grouped
from microblog.ports.notification_repository import NotificationRepository


@frozen
class MemoryNotificationRepository(NotificationRepository):
    """Notifications in a dictionary."""

    _tables: Tables

    def add(self, notification: Notification) -> bool:
        if any(_what(other) == _what(notification) for other in self._tables.notifications.values()):
            return False
        newest = self._newest(lambda one: _about(one) == _about(notification))
        new = grouped(notification, newest)
        if newest is not None and new.group_id == newest.group_id:
            self._tables.notifications[newest.id] = evolve(newest, leads=False)
        self._tables.notifications[new.id] = new
        return True

    def hold(self, notification: Notification) -> bool:
        those_there = (*self._tables.notifications.values(), *self._tables.held_notifications.values())
        if any(_what(other) == _what(notification) for other in those_there):
            return False
        self._tables.held_notifications[notification.id] = notification
        return True

    def held(self, account_id: int, sender_id: int, limit: int) -> Sequence[Notification]:
        found = [one for one in self._tables.held_notifications.values() if _between(one) == (account_id, sender_id)]
        return sorted(found, key=lambda one: one.id)[:limit]

    def let_in(self, notification: Notification) -> None:
        self._drop_held(lambda one: one.id == notification.id)
        if not any(_what(other) == _what(notification) for other in self._tables.notifications.values()):
            self._tables.notifications[notification.id] = grouped(notification, None)

    def get(self, notification_id: int) -> Notification | None:
        return self._tables.notifications.get(notification_id)

    def remove(self, account_id: int, kind: NotificationKind, sender_id: int, post_id: int | None) -> None:
        if not self._drop(lambda one: _what(one) == (account_id, kind, sender_id, post_id)):
            self._drop_held(lambda one: _what(one) == (account_id, kind, sender_id, post_id))

    def remove_kind(self, account_id: int, kind: NotificationKind) -> None:
        self._drop(lambda one: (one.account_id, one.kind) == (account_id, kind))

    def remove_held(self, account_id: int, sender_id: int) -> None:
        self._drop_held(lambda one: _between(one) == (account_id, sender_id))

    def dismiss(self, account_id: int, notification_id: int) -> bool:
        this = account_id, notification_id
        return self._drop(lambda one: (one.account_id, one.id) == this) or self._drop_held(
            lambda one: (one.account_id, one.id) == this
        )

    def dismiss_group(self, account_id: int, group: NotificationGroup) -> bool:
        return self._drop(lambda one: (*_about(one), one.group_id) == (account_id, group.kind, group.post_id, group.id))

    def clear(self, account_id: int) -> None:
        self._drop(lambda one: one.account_id == account_id)

    def remove_about(self, post_id: int) -> None:
        self._drop(lambda one: one.post_id == post_id)
        self._drop_held(lambda one: one.post_id == post_id)

    def remove_between(self, account_id: int, sender_id: int) -> None:
        self._drop(lambda one: _between(one) == (account_id, sender_id))
        self.remove_held(account_id, sender_id)

    def remove_all(self, account_id: int) -> None:
        self._drop(lambda one: account_id in _between(one))
        self._drop_held(lambda one: account_id in _between(one))

    def _drop(self, which: Callable[[Notification], bool]) -> bool:
        gone = [one for one in self._tables.notifications.values() if which(one)]
        for one in gone:
            del self._tables.notifications[one.id]
        for group_id in {one.group_id for one in gone if one.leads}:
            newest = self._newest(lambda one: one.group_id == group_id)  # noqa: B023 - it is called at once
            if newest is not None:
                self._tables.notifications[newest.id] = evolve(newest, leads=True)
        return bool(gone)

    def _drop_held(self, which: Callable[[Notification], bool]) -> bool:
        gone = [one.id for one in self._tables.held_notifications.values() if which(one)]
        for id_ in gone:
            del self._tables.held_notifications[id_]
        return bool(gone)

    def _newest(self, which: Callable[[Notification], bool]) -> Notification | None:
        found = [one for one in self._tables.notifications.values() if which(one)]
        return max(found, key=lambda one: (one.group_id, one.group_place), default=None)


def _what(notification: Notification) -> tuple[int, NotificationKind, int, int | None]:
    return notification.account_id, notification.kind, notification.sender_id, notification.post_id


def _between(notification: Notification) -> tuple[int, int]:
    return notification.account_id, notification.sender_id


def _about(notification: Notification) -> tuple[int, NotificationKind, int | None]:
    return notification.account_id, notification.kind, notification.post_id
