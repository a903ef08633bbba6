"""Notification requests, for reading."""

from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import HeldBack, NotificationRequestView


class NotificationRequestQuery(Protocol):
    """Reads who waits to be let in, as long as something of them is held back.

    Left out is who is not active, or muted so that there are no notifications.
    """

    def of_account(self, account_id: int, cursor: Cursor) -> Page[NotificationRequestView]:
        """The requests that wait for the person's answer, newest first. A fixed number of statements."""
        ...

    def get(self, account_id: int, request_id: int) -> NotificationRequestView | None:
        """One of these."""
        ...

    def held_back(self, account_id: int) -> HeldBack:
        """How many there are, and how many notifications are held back, whoever they are of."""
        ...
