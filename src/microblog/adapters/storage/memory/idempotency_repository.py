"""Idempotency keys."""

from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.errors import Conflict
from microblog.ports.idempotency_repository import IdempotencyRepository


@frozen
class MemoryIdempotencyRepository(IdempotencyRepository):
    """Keys in a dictionary."""

    _tables: Tables

    def add(self, account_id: int, key: str, post_id: int, at: datetime) -> None:
        if (account_id, key) in self._tables.idempotency:
            raise Conflict("the key was used already")
        self._tables.idempotency[account_id, key] = post_id, at

    def post_id(self, account_id: int, key: str) -> int | None:
        found = self._tables.idempotency.get((account_id, key))
        return None if found is None else found[0]

    def remove_before(self, moment: datetime) -> int:
        gone = [key for key, (_, at) in self._tables.idempotency.items() if at < moment]
        for key in gone:
            del self._tables.idempotency[key]
        return len(gone)

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.idempotency if key[0] == account_id]:
            del self._tables.idempotency[key]
