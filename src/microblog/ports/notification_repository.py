"""Notifications, for writing."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.notification import Notification, NotificationGroup, NotificationKind


class NotificationRepository(Protocol):
    """Keeps notifications, and apart from them those that are held back until their sender is let in.

    Whatever is removed, the newest that is left of a group leads it. What is held back is in no group.
    """

    def add(self, notification: Notification) -> bool:
        """Add one to its group (see `grouped`), which it leads from now on.

        False, and nothing changes, if this person was told this already (account, kind, sender, post).
        """
        ...

    def hold(self, notification: Notification) -> bool:
        """Keep one apart. False, and nothing changes, if it is there already, or this person was told of it."""
        ...

    def held(self, account_id: int, sender_id: int, limit: int) -> Sequence[Notification]:
        """What is held back of somebody, the oldest first."""
        ...

    def let_in(self, notification: Notification) -> None:
        """Hold one back no longer.

        It begins a group of its own: what came after it was told before it. Where this person was told of it
        meanwhile that stays as it is.
        """
        ...

    def get(self, notification_id: int) -> Notification | None:
        """The notification, if it is not held back."""
        ...

    def remove(self, account_id: int, kind: NotificationKind, sender_id: int, post_id: int | None) -> None:
        """Take one back, held back or not; nothing happens if it is not there."""
        ...

    def remove_kind(self, account_id: int, kind: NotificationKind) -> None:
        """Remove all of that kind that this account was told."""
        ...

    def remove_held(self, account_id: int, sender_id: int) -> None:
        """Remove all that is held back of somebody."""
        ...

    def dismiss(self, account_id: int, notification_id: int) -> bool:
        """Remove one that this account was told, or that is held back; False if there is none with that id."""
        ...

    def dismiss_group(self, account_id: int, group: NotificationGroup) -> bool:
        """Remove all of a group that this account was told; False if there is none."""
        ...

    def clear(self, account_id: int) -> None:
        """Remove all that this account was told, and leave what is held back."""
        ...

    def remove_about(self, post_id: int) -> None:
        """Remove all that are about a post, as with the next two what is held back as well."""
        ...

    def remove_between(self, account_id: int, sender_id: int) -> None:
        """Remove what one was told of the other (one direction)."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove what this account was told and what others were told of it."""
        ...
