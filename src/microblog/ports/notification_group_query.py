"""Notifications by groups, for reading."""

from collections.abc import Collection
from typing import Protocol

from microblog.domain.model.notification import GROUPED_KINDS, NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView, NotificationGroupView


class NotificationGroupQuery(Protocol):
    """Reads what a person was told, what many did alike in one.

    Left out is what is about a post that they may no longer see, or comes from an account that is not active, or that
    they mute so that there are no notifications; and a group where that is so of all of its newest MOST_MEMBERS.
    """

    def of_account(
        self,
        account_id: int,
        cursor: Cursor,
        *,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> Page[NotificationGroupView]:
        """The person's notifications by groups, those with the newest first: each group once, on one page.

        Those that are not of the `grouped` kinds come one by one, and so do all where they are of one sender, who is
        in no group twice. A fixed number of statements, whatever the size of the groups.
        """
        ...

    def get(self, account_id: int, group: NotificationGroup) -> NotificationGroupView | None:
        """One group of the person's notifications."""
        ...

    def alone(self, account_id: int, notification_id: int) -> NotificationGroupView | None:
        """One of the person's notifications, as if it were in no group."""
        ...

    def senders(self, account_id: int, group: NotificationGroup, cursor: Cursor) -> Page[FollowView]:
        """Who caused the notifications of a group, the newest first; their ids are places in the group."""
        ...

    def count_unread(
        self,
        account_id: int,
        most: int,
        *,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> int:
        """How many of those that `of_account` lists the person has not read; at most `most` are counted.

        It is not asked whether they may still see the posts. 0 where there is no such person.
        """
        ...
