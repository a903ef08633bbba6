"""Read what happened."""

from collections.abc import Collection

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import MAX_ID, Cursor, Page
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
    ) -> Page[NotificationView]:
        """A page, with what is unread marked as such, which it stays.

        Only what is of these kinds or from this sender, where that is said.
        """
        if sender_id is not None and not 0 <= sender_id <= MAX_ID:
            return Page(())
        page = self.notifications.of_account(account_id, cursor, kinds=kinds, sender_id=sender_id)
        return self.screen.notifications(account_id, page)


@frozen
class ReadNotification:
    """Read one thing that one was told."""

    notifications: NotificationQuery

    def __call__(self, *, account_id: int, notification_id: int) -> NotificationView:
        """It stays unread if it was. Raises NotFound if one has none with that id."""
        seen = self.notifications.get(account_id, notification_id) if 0 <= notification_id <= MAX_ID else None
        if seen is None:
            raise NotFound
        return seen


@frozen
class CountUnreadNotifications:
    """Count what one has not read yet."""

    notifications: NotificationQuery

    def __call__(self, *, account_id: int) -> int:
        """At most 100 are counted."""
        return self.notifications.count_unread(account_id)
