"""Idempotency keys."""

from datetime import datetime
from typing import Protocol


class IdempotencyRepository(Protocol):
    """Keeps which key of an account made which post, in the transaction that made it."""

    def add(self, account_id: int, key: str, post_id: int, at: datetime) -> None:
        """Raises Conflict if the account used the key already, also where the other transaction is still open."""
        ...

    def post_id(self, account_id: int, key: str) -> int | None:
        """The post that was made with this key."""
        ...

    def remove_before(self, moment: datetime) -> int:
        """Forget keys that are older; returns how many."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Forget those of an account."""
        ...
