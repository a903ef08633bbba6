"""Which digests are decided, kept."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.digest import Digest, DigestRhythm


class DigestRepository(Protocol):
    """Keeps one row for each account and period, and finds whose is missing."""

    def due(self, rhythm: DigestRhythm, period: int, *, after: int, limit: int) -> Sequence[int]:
        """Active accounts whose people want digests in that rhythm, and whose of that period is not decided.

        Only those with ids above `after`, in their order.
        """
        ...

    def add(self, digest: Digest) -> bool:
        """Note it; False, and nothing changes, if there is one of that account and period."""
        ...

    def latest(self, account_id: int) -> Digest | None:
        """The one that reaches furthest."""
        ...

    def remove_before(self, moment: datetime) -> int:
        """Forget those that were decided before; returns how many there were."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Forget those of an account."""
        ...
