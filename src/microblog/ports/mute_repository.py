"""Who mutes whom."""

from datetime import datetime
from typing import Protocol

from microblog.domain.model.relationships import Mute


class MuteRepository(Protocol):
    """Keeps mutes."""

    def add(self, mute: Mute) -> bool:
        """False, and nothing changes, if there is one already."""
        ...

    def get(self, muter_id: int, muted_id: int) -> Mute | None:
        """The mute, if there is one."""
        ...

    def remove(self, muter_id: int, muted_id: int) -> bool:
        """False if there is none."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove all mutes by and of this account."""
        ...

    def remove_expired(self, now: datetime) -> int:
        """Remove those that expired by now; returns how many."""
        ...
