"""Read what happened."""

from attrs import evolve, frozen

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import NotificationView
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadNotifications:
    """Read what one was told."""

    notifications: NotificationQuery
    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, cursor: Cursor, mark_read: bool = True) -> Page[NotificationView]:
        """A page, with what is new marked as such; once read, all up to its newest counts as read."""
        page = self.notifications.of_account(account_id, cursor)
        if mark_read and any(notification.unread for notification in page.items):
            newest = page.items[0].id
            with self.unit_of_work() as uow:
                uow.accounts.lock(account_id)
                user = uow.users.get(account_id)
                if user is not None and user.last_read_notification_id < newest:
                    uow.users.save(evolve(user, last_read_notification_id=newest))
                    uow.commit()
        return page
