"""The key by which push services know this server, kept."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.push import PushKey
from microblog.ports.push_key_repository import PushKeyRepository


@frozen
class MemoryPushKeyRepository(PushKeyRepository):
    """The key in a dictionary."""

    _tables: Tables

    def get(self) -> PushKey | None:
        return self._tables.push_keys.get(None)

    def add(self, key: PushKey) -> None:
        self._tables.push_keys.setdefault(None, key)
