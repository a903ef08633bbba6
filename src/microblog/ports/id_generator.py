"""Identifiers."""

from datetime import datetime
from typing import Protocol


class IdGenerator(Protocol):
    """Makes identifiers that grow with time."""

    def __call__(self) -> int:
        """A new id: positive, below 2**63, larger than all that this generator made before, unique on this server."""
        ...

    def at(self, moment: datetime) -> int:
        """The smallest id that can have been made at that moment: where a span of time begins in a list of ids."""
        ...
