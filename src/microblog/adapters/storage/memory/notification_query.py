"""Notifications, for reading."""

from attrs import frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import account_view, post_view, visible
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.account import AccountState
from microblog.domain.model.notification import Notification
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import NotificationView
from microblog.ports.notification_query import NotificationQuery


@frozen
class MemoryNotificationQuery(NotificationQuery):
    """Looks at every notification there is."""

    storage: MemoryStorage

    def of_account(self, account_id: int, cursor: Cursor) -> Page[NotificationView]:
        tables = self.storage.committed
        user = tables.users.get(account_id)
        read = 0 if user is None else user.last_read_notification_id
        views = [
            NotificationView(
                id=notification.id,
                kind=notification.kind,
                sender=account_view(tables.accounts[notification.sender_id]),
                post=None
                if notification.post_id is None
                else post_view(tables, account_id, tables.posts[notification.post_id]),
                created_at=notification.created_at,
                unread=notification.id > read,
            )
            for notification in tables.notifications.values()
            if notification.account_id == account_id and _is_shown(tables, notification)
        ]
        return page_of(views, lambda view: view.id, cursor)


def _is_shown(tables: Tables, notification: Notification) -> bool:
    if tables.accounts[notification.sender_id].state is not AccountState.ACTIVE:
        return False
    if notification.post_id is None:
        return True
    post = tables.posts.get(notification.post_id)
    return post is not None and visible(tables, notification.account_id, post)
