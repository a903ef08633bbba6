"""Have done with notifications."""

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.notification import NotificationGroup
from microblog.domain.model.page import MAX_ID
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class DismissNotification:
    """Remove one of one's notifications."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, notification_id: int) -> None:
        """Raises NotFound if one has none with that id."""
        with self.unit_of_work() as uow:
            if not (0 <= notification_id <= MAX_ID and uow.notifications.dismiss(account_id, notification_id)):
                raise NotFound
            uow.commit()


@frozen
class DismissNotificationGroup:
    """Remove a group of one's notifications."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, group: NotificationGroup) -> None:
        """Raises NotFound if one has none of that group."""
        with self.unit_of_work() as uow:
            if not uow.notifications.dismiss_group(account_id, group):
                raise NotFound
            uow.commit()


@frozen
class ClearNotifications:
    """Remove all of one's notifications."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> None:
        with self.unit_of_work() as uow:
            uow.notifications.clear(account_id)
            uow.commit()
