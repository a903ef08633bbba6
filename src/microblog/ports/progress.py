"""Somebody who waits for what takes long."""

from typing import Protocol


class Progress(Protocol):
    """Is told how far something came."""

    def begin(self, total: int) -> None:
        """So much is to be done; called once, before anything is."""
        ...

    def advance(self, done: int) -> None:
        """So much more was done."""
        ...
