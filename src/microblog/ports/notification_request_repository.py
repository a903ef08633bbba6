"""Notification requests, for writing."""

from collections.abc import Collection, Sequence
from typing import Protocol

from microblog.domain.model.notification_request import NotificationRequest


class NotificationRequestRepository(Protocol):
    """Keeps whose notifications are held back, and whose no longer."""

    def open(self, request: NotificationRequest) -> bool:
        """Add a request, or have the one that is there between the two go on with the post, if it is about one.

        False, and nothing changes, if that was accepted. Until the end of the transaction nobody else accepts it.
        """
        ...

    def between(self, account_id: int, sender_id: int) -> NotificationRequest | None:
        """The request of that sender to that account, whatever its state."""
        ...

    def pending(self, account_id: int, request_ids: Collection[int]) -> Sequence[NotificationRequest]:
        """Those of the account's requests that wait for an answer, in no order."""
        ...

    def accept(self, account_id: int, sender_id: int) -> bool:
        """Accept a request; False if none is waiting for that."""
        ...

    def merge(self, account_id: int, sender_id: int) -> None:
        """Note that all that was held back was let in."""
        ...

    def is_merging(self, account_id: int) -> bool:
        """Whether something that was accepted is still being let in."""
        ...

    def remove(self, account_id: int, sender_id: int) -> None:
        """Forget the request, accepted or not; nothing happens if there is none."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Forget those to this account and those of it."""
        ...
