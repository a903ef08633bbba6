"""Who wants to hear no more of which conversation."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import ThreadMute
from microblog.ports.thread_mute_repository import ThreadMuteRepository


@frozen
class MemoryThreadMuteRepository(ThreadMuteRepository):
    """Mutes of conversations in a dictionary."""

    _tables: Tables

    def add(self, mute: ThreadMute) -> bool:
        key = mute.account_id, mute.thread_id
        if key in self._tables.thread_mutes:
            return False
        self._tables.thread_mutes[key] = mute
        return True

    def has(self, account_id: int, thread_id: int) -> bool:
        return (account_id, thread_id) in self._tables.thread_mutes

    def count(self, account_id: int) -> int:
        return sum(key[0] == account_id for key in self._tables.thread_mutes)

    def remove(self, account_id: int, thread_id: int) -> bool:
        return self._tables.thread_mutes.pop((account_id, thread_id), None) is not None

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.thread_mutes if key[0] == account_id]:
            del self._tables.thread_mutes[key]
