"""Read what happened."""

from collections.abc import Collection

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import MAX_ID, Cursor, Page, merged
from microblog.domain.model.views import NotificationView
from microblog.domain.use_cases.screen import Screen
from microblog.ports.notification_query import NotificationQuery


@frozen
class ReadNotifications:
    """Read what one was told."""

    notifications: NotificationQuery
    screen: Screen

    def __call__(
        self,
        *,
        account_id: int,
        cursor: Cursor,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
        include_held: bool = False,
    ) -> Page[NotificationView]:
        """A page, with what is unread marked as such, which it stays.

        Only what is of these kinds or from this sender, where that is said; with what is held back if that is wanted.
        """
        if sender_id is not None and not 0 <= sender_id <= MAX_ID:
            return Page(())
        page = self.notifications.of_account(account_id, cursor, kinds=kinds, sender_id=sender_id)
        if include_held:
            held = self.notifications.of_account(account_id, cursor, kinds=kinds, sender_id=sender_id, held=True)
            page = merged(cursor, (page, held), lambda view: view.id)
        return self.screen.notifications(account_id, page)


@frozen
class ReadNotification:
    """Read one thing that one was told."""

    notifications: NotificationQuery

    def __call__(self, *, account_id: int, notification_id: int) -> NotificationView:
        """It stays unread if it was. Raises NotFound if one has none with that id, held back or not."""
        return found_notification(self.notifications, account_id, notification_id)


@frozen
class CountUnreadNotifications:
    """Count what one has not read yet."""

    notifications: NotificationQuery

    def __call__(self, *, account_id: int) -> int:
        """At most 100 are counted."""
        return self.notifications.count_unread(account_id)


def found_notification(notifications: NotificationQuery, account_id: int, notification_id: int) -> NotificationView:
    """One of somebody's notifications, held back or not. Raises NotFound."""
    if not 0 <= notification_id <= MAX_ID:
        raise NotFound
    found = notifications.get(account_id, notification_id) or notifications.get(account_id, notification_id, held=True)
    if found is None:
        raise NotFound
    return found
