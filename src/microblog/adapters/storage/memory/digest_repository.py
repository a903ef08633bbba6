"""Which digests are decided, kept."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.account import AccountState
from microblog.domain.model.digest import Digest, DigestRhythm
from microblog.ports.digest_repository import DigestRepository


@frozen
class MemoryDigestRepository(DigestRepository):
    """Digests in a dictionary."""

    _tables: Tables

    def due(self, rhythm: DigestRhythm, period: int, *, after: int, limit: int) -> Sequence[int]:
        wanting = sorted(account_id for account_id, user in self._tables.users.items() if user.digest is rhythm)
        return [
            account_id
            for account_id in wanting
            if account_id > after
            and self._tables.accounts[account_id].state is AccountState.ACTIVE
            and (account_id, period) not in self._tables.digests
        ][:limit]

    def add(self, digest: Digest) -> bool:
        key = (digest.account_id, digest.period)
        return self._tables.digests.setdefault(key, digest) is digest

    def latest(self, account_id: int) -> Digest | None:
        of_account = [one for one in self._tables.digests.values() if one.account_id == account_id]
        return max(of_account, key=lambda one: one.up_to_id, default=None)

    def remove_before(self, moment: datetime) -> int:
        return self._remove([one for one in self._tables.digests.values() if one.created_at < moment])

    def remove_all(self, account_id: int) -> None:
        self._remove([one for one in self._tables.digests.values() if one.account_id == account_id])

    def _remove(self, digests: Sequence[Digest]) -> int:
        for one in digests:
            del self._tables.digests[one.account_id, one.period]
        return len(digests)
