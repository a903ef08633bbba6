"""Read what happened."""

from collections.abc import Collection

from attrs import evolve, frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.marker import MarkedTimeline, moved
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import MAX_ID, Cursor, Page
from microblog.domain.model.views import NotificationView
from microblog.domain.use_cases.screen import Screen
from microblog.ports.clock import Clock
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadNotifications:
    """Read what one was told."""

    notifications: NotificationQuery
    screen: Screen
    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(
        self,
        *,
        account_id: int,
        cursor: Cursor,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
        mark_read: bool = True,
    ) -> Page[NotificationView]:
        """A page, with what is new marked as such; once read, all up to its newest counts as read, here and in apps.

        Only what is of these kinds or from this sender, where that is said.
        """
        if sender_id is not None and not 0 <= sender_id <= MAX_ID:
            return Page(())
        page = self.notifications.of_account(account_id, cursor, kinds=kinds, sender_id=sender_id)
        if mark_read and any(notification.unread for notification in page.items):
            newest = page.items[0].id
            with self.unit_of_work() as uow:
                uow.accounts.lock(account_id)
                user = uow.users.get(account_id)
                if user is not None and user.last_read_notification_id < newest:
                    uow.users.save(evolve(user, last_read_notification_id=newest))
                    marker = uow.markers.get(account_id, MarkedTimeline.NOTIFICATIONS)
                    if marker is None or marker.last_read_id < newest:
                        uow.markers.save(moved(marker, account_id, MarkedTimeline.NOTIFICATIONS, newest, self.clock()))
                    uow.commit()
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
