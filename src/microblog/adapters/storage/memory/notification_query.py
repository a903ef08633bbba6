"""Notifications, for reading."""

from collections.abc import Collection

from attrs import frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import account_view, post_view, tells, visible
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.account import AccountState
from microblog.domain.model.notification import Notification, NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import MOST_COUNTED, NotificationView
from microblog.ports.notification_query import NotificationQuery


@frozen
class MemoryNotificationQuery(NotificationQuery):
    """Looks at every notification there is."""

    storage: MemoryStorage

    def of_account(
        self,
        account_id: int,
        cursor: Cursor,
        *,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
        held: bool = False,
    ) -> Page[NotificationView]:
        tables = self.storage.committed
        views = [
            _view(tables, notification, held=held)
            for notification in _those(tables, held=held).values()
            if notification.account_id == account_id
            and (kinds is None or notification.kind in kinds)
            and sender_id in (None, notification.sender_id)
            and _is_shown(tables, notification)
        ]
        return page_of(views, lambda view: view.id, cursor)

    def get(self, account_id: int, notification_id: int, *, held: bool = False) -> NotificationView | None:
        tables = self.storage.committed
        notification = _those(tables, held=held).get(notification_id)
        if notification is None or notification.account_id != account_id or not _is_shown(tables, notification):
            return None
        return _view(tables, notification, held=held)

    def count_unread(self, account_id: int) -> int:
        tables = self.storage.committed
        if account_id not in tables.users:
            return 0
        read = last_read(tables, account_id)
        unread = sum(
            one.account_id == account_id and one.id > read and tells(tables, account_id, one.sender_id)
            for one in tables.notifications.values()
        )
        return min(unread, MOST_COUNTED)


def _those(tables: Tables, *, held: bool) -> dict[int, Notification]:
    return tables.held_notifications if held else tables.notifications


def _view(tables: Tables, notification: Notification, *, held: bool) -> NotificationView:
    account_id, post_id = notification.account_id, notification.post_id
    return NotificationView(
        id=notification.id,
        kind=notification.kind,
        sender=account_view(tables.accounts[notification.sender_id]),
        post=None if post_id is None else post_view(tables, account_id, tables.posts[post_id]),
        created_at=notification.created_at,
        unread=not held and notification.id > last_read(tables, account_id),
        group=group_of(notification),
        report_id=notification.report_id,
    )


def _is_shown(tables: Tables, notification: Notification) -> bool:
    return is_told(tables, notification) and is_about_visible(tables, notification)


def is_told(tables: Tables, notification: Notification) -> bool:
    """Whether the person is told of what the sender does, who is there."""
    sender = tables.accounts[notification.sender_id]
    return sender.state is AccountState.ACTIVE and tells(tables, notification.account_id, sender.id)


def is_about_visible(tables: Tables, notification: Notification) -> bool:
    """Whether the person may see the post that it is about, where it is about one."""
    if notification.post_id is None:
        return True
    post = tables.posts.get(notification.post_id)
    return post is not None and visible(tables, notification.account_id, post)


def group_of(notification: Notification) -> NotificationGroup:
    """What names the group that it is in."""
    return NotificationGroup(notification.kind, notification.post_id, notification.group_id)


def last_read(tables: Tables, account_id: int) -> int:
    """Up to which one the person has read."""
    user = tables.users.get(account_id)
    return 0 if user is None else user.last_read_notification_id
