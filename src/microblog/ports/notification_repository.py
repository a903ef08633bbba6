"""Notifications, for writing."""

from typing import Protocol

from microblog.domain.model.notification import Notification, NotificationGroup, NotificationKind


class NotificationRepository(Protocol):
    """Keeps notifications.

    Whatever is removed, the newest that is left of a group leads it.
    """

    def add(self, notification: Notification) -> bool:
        """Add one to its group (see `grouped`), which it leads from now on.

        False, and nothing changes, if this person was told this already (account, kind, sender, post).
        """
        ...

    def get(self, notification_id: int) -> Notification | None:
        """The notification."""
        ...

    def remove(self, account_id: int, kind: NotificationKind, sender_id: int, post_id: int | None) -> None:
        """Take one back; nothing happens if it is not there."""
        ...

    def remove_kind(self, account_id: int, kind: NotificationKind) -> None:
        """Remove all of that kind that this account was told."""
        ...

    def dismiss(self, account_id: int, notification_id: int) -> bool:
        """Remove one that this account was told; False if there is none with that id."""
        ...

    def dismiss_group(self, account_id: int, group: NotificationGroup) -> bool:
        """Remove all of a group that this account was told; False if there is none."""
        ...

    def clear(self, account_id: int) -> None:
        """Remove all that this account was told."""
        ...

    def remove_about(self, post_id: int) -> None:
        """Remove all that are about a post."""
        ...

    def remove_between(self, account_id: int, sender_id: int) -> None:
        """Remove what one was told of the other (one direction)."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove what this account was told and what others were told of it."""
        ...
