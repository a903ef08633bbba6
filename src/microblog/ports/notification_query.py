"""Notifications, for reading."""

from collections.abc import Collection
from typing import Protocol

from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import NotificationView


class NotificationQuery(Protocol):
    """Reads what a person was told.

    Left out is what is about a post that they may no longer see, or comes from an account that is not active, or that
    they mute so that there are no notifications.
    """

    def of_account(
        self,
        account_id: int,
        cursor: Cursor,
        *,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
        held: bool = False,
    ) -> Page[NotificationView]:
        """The person's notifications, newest first; only of these kinds or from this sender where that is said.

        With `held` those that are held back instead, none of which is unread. A fixed number of statements.
        """
        ...

    def get(self, account_id: int, notification_id: int, *, held: bool = False) -> NotificationView | None:
        """One of the person's notifications; with `held` one of those that are held back."""
        ...

    def count_unread(self, account_id: int) -> int:
        """How many the person has not read, as `Viewer` says it: at most MOST_COUNTED, without those of the muted.

        0 where there is no such person.
        """
        ...
