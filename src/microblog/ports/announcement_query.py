"""What those who run the server tell everybody, for reading."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.announcement import Announcement


class AnnouncementQuery(Protocol):
    """Reads announcements."""

    def unread(self, account_id: int, now: datetime) -> Sequence[Announcement]:
        """Those that are shown at that time and that the account has not read, the newest first. One statement."""
        ...
