"""Let somebody in to what one is told, or not."""

from collections.abc import Collection

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.domain.model.events import NotificationRequestAccepted
from microblog.domain.model.notification_request import MOST_AT_ONCE, NotificationRequest
from microblog.domain.model.page import MAX_ID
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class AcceptNotificationRequests:
    """Let people in: one is told what was held back of them, and whatever they do from now on."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, request_ids: Collection[int]) -> int:
        """How many it are: those that are not there, or were answered, are passed over.

        Raises ValidationError for more than MOST_AT_ONCE.
        """
        with self.unit_of_work() as uow:
            found = _found(uow, account_id, request_ids)
            for request in found:
                if uow.notification_requests.accept(account_id, request.sender_id):
                    uow.outbox.add(NotificationRequestAccepted(account_id, request.sender_id))
            uow.commit()
        return len(found)


@frozen
class DismissNotificationRequests:
    """Have done with requests and what was held back. What these people do next is held back anew."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int, request_ids: Collection[int]) -> int:
        """As above."""
        with self.unit_of_work() as uow:
            found = _found(uow, account_id, request_ids)
            for request in found:
                uow.notification_requests.remove(account_id, request.sender_id)
                uow.notifications.remove_held(account_id, request.sender_id)
            uow.commit()
        return len(found)


def _found(uow: UnitOfWork, account_id: int, request_ids: Collection[int]) -> Collection[NotificationRequest]:
    if len(request_ids) > MOST_AT_ONCE:
        raise ValidationError("id", "too_many", {"limit": MOST_AT_ONCE})
    possible = {id_ for id_ in request_ids if 0 <= id_ <= MAX_ID}
    found = uow.notification_requests.pending(account_id, possible) if possible else ()
    return sorted(found, key=lambda request: request.id)
