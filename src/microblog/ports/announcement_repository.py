"""What those who run the server tell everybody, kept."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.announcement import (
    Announcement,
    AnnouncementReaction,
    DismissedAnnouncement,
    ReactionCount,
)


class AnnouncementRepository(Protocol):
    """Keeps announcements, of which there are few, who has read them, and how people answer."""

    def save(self, announcement: Announcement) -> None:
        """Keep it, in place of the one with its id if there is one."""
        ...

    def lock(self, announcement_id: int) -> None:
        """Have others wait who lock it too, until this unit of work ends. Nothing happens if there is none."""
        ...

    def get(self, announcement_id: int) -> Announcement | None:
        """The announcement."""
        ...

    def all(self) -> Sequence[Announcement]:
        """All there are, the newest first."""
        ...

    def remove(self, announcement_id: int) -> bool:
        """With who has read it and the answers; False if there is none."""
        ...

    def dismiss(self, dismissed: DismissedAnnouncement) -> None:
        """Nothing happens if it is there already."""
        ...

    def dismissed_by(self, account_id: int) -> Sequence[int]:
        """Which announcements this account has read."""
        ...

    def react(self, reaction: AnnouncementReaction) -> None:
        """Nothing happens if it is there already."""
        ...

    def unreact(self, announcement_id: int, account_id: int, name: str) -> None:
        """Nothing happens if it is not there."""
        ...

    def reactions(self, account_id: int) -> Sequence[ReactionCount]:
        """To all announcements, by these and their names; `own` are those of this account."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove what this account has read and answered."""
        ...
