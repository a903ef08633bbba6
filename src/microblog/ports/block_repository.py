"""Who blocks whom."""

from typing import Protocol

from microblog.domain.model.relationships import Block


class BlockRepository(Protocol):
    """Keeps blocks."""

    def add(self, block: Block) -> bool:
        """False, and nothing changes, if it is there already."""
        ...

    def remove(self, blocker_id: int, blocked_id: int) -> bool:
        """False if there is none."""
        ...

    def between(self, first_id: int, second_id: int) -> bool:
        """Whether either blocks the other."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove all blocks by and of this account."""
        ...
