"""Read who waits to be let in to what one is told."""

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import MAX_ID, Cursor, Page
from microblog.domain.model.views import HeldBack, NotificationRequestView, NotificationView
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.notification_request_query import NotificationRequestQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadNotificationRequests:
    """Read whose notifications are held back."""

    notification_requests: NotificationRequestQuery

    def __call__(self, *, account_id: int, cursor: Cursor) -> Page[NotificationRequestView]:
        """A page of them, the newest first."""
        return self.notification_requests.of_account(account_id, cursor)


@frozen
class ReadNotificationRequest:
    """Read one of them."""

    notification_requests: NotificationRequestQuery

    def __call__(self, *, account_id: int, request_id: int) -> NotificationRequestView:
        """Raises NotFound if one has none with that id, or has answered it."""
        found = self.notification_requests.get(account_id, request_id) if 0 <= request_id <= MAX_ID else None
        if found is None:
            raise NotFound
        return found


@frozen
class ReadHeldNotifications:
    """Read what is held back of one sender."""

    notifications: NotificationQuery

    def __call__(self, *, account_id: int, sender_id: int, cursor: Cursor) -> Page[NotificationView]:
        """A page of it, the newest first. Filters do not hide anything: it is looked at to see what they write."""
        return self.notifications.of_account(account_id, cursor, sender_id=sender_id, held=True)


@frozen
class CountHeldNotifications:
    """Count what is held back."""

    notification_requests: NotificationRequestQuery

    def __call__(self, *, account_id: int) -> HeldBack:
        """Requests, and the notifications that are behind them."""
        return self.notification_requests.held_back(account_id)


@frozen
class HasLetAllIn:
    """See whether all that one has accepted is there."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> bool:
        """False while tasks still let something in."""
        with self.unit_of_work() as uow:
            return not uow.notification_requests.is_merging(account_id)
