"""What those who run the server tell everybody, kept."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.announcement import (
    Announcement,
    AnnouncementReaction,
    DismissedAnnouncement,
    ReactionCount,
)
from microblog.ports.announcement_repository import AnnouncementRepository


@frozen
class MemoryAnnouncementRepository(AnnouncementRepository):
    """Announcements in dictionaries."""

    _tables: Tables

    def save(self, announcement: Announcement) -> None:
        self._tables.announcements[announcement.id] = announcement

    def lock(self, announcement_id: int) -> None:
        """One unit of work is open at a time, so nobody has to wait."""

    def get(self, announcement_id: int) -> Announcement | None:
        return self._tables.announcements.get(announcement_id)

    def all(self) -> Sequence[Announcement]:
        return sorted(self._tables.announcements.values(), key=lambda one: one.id, reverse=True)

    def remove(self, announcement_id: int) -> bool:
        tables = self._tables
        for read in [key for key in tables.announcement_dismissals if key[0] == announcement_id]:
            del tables.announcement_dismissals[read]
        for answered in [key for key in tables.announcement_reactions if key[0] == announcement_id]:
            del tables.announcement_reactions[answered]
        return tables.announcements.pop(announcement_id, None) is not None

    def dismiss(self, dismissed: DismissedAnnouncement) -> None:
        self._tables.announcement_dismissals[dismissed.announcement_id, dismissed.account_id] = dismissed

    def dismissed_by(self, account_id: int) -> Sequence[int]:
        return [read for read, who in self._tables.announcement_dismissals if who == account_id]

    def react(self, reaction: AnnouncementReaction) -> None:
        key = reaction.announcement_id, reaction.account_id, reaction.name
        self._tables.announcement_reactions.setdefault(key, reaction)

    def unreact(self, announcement_id: int, account_id: int, name: str) -> None:
        self._tables.announcement_reactions.pop((announcement_id, account_id, name), None)

    def reactions(self, account_id: int) -> Sequence[ReactionCount]:
        who: dict[tuple[int, str], list[int]] = {}
        for announcement_id, account, name in self._tables.announcement_reactions:
            who.setdefault((announcement_id, name), []).append(account)
        return [ReactionCount(*key, len(who[key]), account_id in who[key]) for key in sorted(who)]

    def remove_all(self, account_id: int) -> None:
        tables = self._tables
        for read in [key for key in tables.announcement_dismissals if key[1] == account_id]:
            del tables.announcement_dismissals[read]
        for answered in [key for key in tables.announcement_reactions if key[1] == account_id]:
            del tables.announcement_reactions[answered]
