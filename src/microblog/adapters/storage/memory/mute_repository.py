"""Who mutes whom."""

from collections.abc import Callable
from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import Mute
from microblog.ports.mute_repository import MuteRepository


@frozen
class MemoryMuteRepository(MuteRepository):
    """Mutes in a dictionary."""

    _tables: Tables

    def add(self, mute: Mute) -> bool:
        key = mute.muter_id, mute.muted_id
        if key in self._tables.mutes:
            return False
        self._tables.mutes[key] = mute
        return True

    def get(self, muter_id: int, muted_id: int) -> Mute | None:
        return self._tables.mutes.get((muter_id, muted_id))

    def remove(self, muter_id: int, muted_id: int) -> bool:
        return self._tables.mutes.pop((muter_id, muted_id), None) is not None

    def remove_all(self, account_id: int) -> None:
        self._drop(lambda mute: account_id in (mute.muter_id, mute.muted_id))

    def remove_expired(self, now: datetime) -> int:
        return self._drop(lambda mute: mute.expires_at is not None and mute.expires_at <= now)

    def _drop(self, which: Callable[[Mute], bool]) -> int:
        keys = [key for key, mute in self._tables.mutes.items() if which(mute)]
        for key in keys:
            del self._tables.mutes[key]
        return len(keys)
