"""Posts that are not out yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.pending_post import PendingPost
from microblog.ports.pending_post_repository import PendingPostRepository


@frozen
class MemoryPendingPostRepository(PendingPostRepository):
    """Scheduled posts and drafts in a dictionary."""

    _tables: Tables

    def add(self, pending: PendingPost) -> None:
        self._tables.pending_posts[pending.id] = pending

    def save(self, pending: PendingPost) -> None:
        if (kept := self._tables.pending_posts.get(pending.id)) is not None:
            self._tables.pending_posts[pending.id] = evolve(
                pending,
                account_id=kept.account_id,
                created_at=kept.created_at,
                idempotency_key=kept.idempotency_key,
                app_id=kept.app_id,
            )

    def get(self, pending_id: int) -> PendingPost | None:
        return self._tables.pending_posts.get(pending_id)

    def remove(self, pending_id: int) -> bool:
        return self._tables.pending_posts.pop(pending_id, None) is not None

    def of_account(self, account_id: int) -> Sequence[PendingPost]:
        found = [each for each in self._tables.pending_posts.values() if each.account_id == account_id]
        return sorted(found, key=lambda each: each.id, reverse=True)

    def moments(self, account_id: int) -> Mapping[int, datetime | None]:
        return {each.id: each.scheduled_at for each in self.of_account(account_id)}

    def due(self, now: datetime, limit: int) -> Collection[int]:
        waiting = [(each.scheduled_at, each.id) for each in self._tables.pending_posts.values() if each.scheduled_at]
        return [id_ for moment, id_ in sorted(waiting) if moment <= now][:limit]

    def remove_all(self, account_id: int) -> None:
        for pending in self.of_account(account_id):
            del self._tables.pending_posts[pending.id]
