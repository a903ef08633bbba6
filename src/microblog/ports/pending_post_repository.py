"""Posts that are not out yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.pending_post import PendingPost


class PendingPostRepository(Protocol):
    """Keeps scheduled posts and drafts. How many there are is for those to see to who lock the author."""

    def add(self, pending: PendingPost) -> None:
        """Store a new one."""
        ...

    def save(self, pending: PendingPost) -> None:
        """Overwrite it, if it is there; whose it is and since when stays."""
        ...

    def get(self, pending_id: int) -> PendingPost | None:
        """The one with that id."""
        ...

    def remove(self, pending_id: int) -> bool:
        """Forget it; False if it is not there, or was removed by a transaction that came first."""
        ...

    def of_account(self, account_id: int) -> Sequence[PendingPost]:
        """All that an account has, the newest first."""
        ...

    def moments(self, account_id: int) -> Mapping[int, datetime | None]:
        """When all that an account has is scheduled for, by id; None for drafts."""
        ...

    def due(self, now: datetime, limit: int) -> Collection[int]:
        """The ids of some that should be out by now, those first that have waited longest."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Forget all that an account has."""
        ...
