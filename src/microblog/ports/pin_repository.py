"""Who has what stand on top of their profile."""

from typing import Protocol

from microblog.domain.model.relationships import Pin


class PinRepository(Protocol):
    """Keeps pins. That of a post goes when the post is buried."""

    def add(self, pin: Pin) -> bool:
        """False, and nothing changes, if it is there already."""
        ...

    def remove(self, account_id: int, post_id: int) -> bool:
        """False if there is none."""
        ...

    def count(self, account_id: int) -> int:
        """How many this account has."""
        ...
