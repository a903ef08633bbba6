"""What those who run the server tell everybody, for reading."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.memory.announcement_repository import MemoryAnnouncementRepository
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.announcement import Announcement
from microblog.ports.announcement_query import AnnouncementQuery


@frozen
class MemoryAnnouncementQuery(AnnouncementQuery):
    """Looks at every announcement there is."""

    storage: MemoryStorage

    def unread(self, account_id: int, now: datetime) -> Sequence[Announcement]:
        kept = MemoryAnnouncementRepository(self.storage.committed)
        read = kept.dismissed_by(account_id)
        return [one for one in kept.all() if one.is_shown(now) and one.id not in read]
