"""Notifications, for reading."""

from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import NotificationView


class NotificationQuery(Protocol):
    """Reads what a person was told.

    Left out is what is about a post that they may no longer see, or comes from an account that is not active.
    """

    def of_account(self, account_id: int, cursor: Cursor) -> Page[NotificationView]:
        """The person's notifications, newest first. A fixed number of statements."""
        ...
