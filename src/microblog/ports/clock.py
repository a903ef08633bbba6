"""The time."""

from datetime import datetime
from typing import Protocol


class Clock(Protocol):
    """Tells the time."""

    def __call__(self) -> datetime:
        """Now, in UTC, aware, cut to milliseconds (so that every storage gives back what it was given)."""
        ...
