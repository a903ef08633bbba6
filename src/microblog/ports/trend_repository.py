"""Trends, counted and kept."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Protocol

from microblog.domain.model.trend import StirringPost, TagDay


class TrendRepository(Protocol):
    """Counts what people write about and care for, and keeps what came of it.

    All of it follows from posts, so it is no part of an archive.
    """

    def last_period(self) -> int | None:
        """Which period was computed last."""
        ...

    def begin(self, period: int) -> bool:
        """Take on a period; False if somebody has, or a later one. Who asks meanwhile waits for the first to end."""
        ...

    def count_day(self, day: date, limit: int) -> Sequence[TagDay]:
        """Count the hashtags of a day (UTC) from what is stored now: those of most accounts, then of most uses.

        Only public posts of this server by active accounts count. It looks at every post of the day.
        """
        ...

    def save_day(self, day: date, counted: Sequence[TagDay]) -> None:
        """Keep these in place of what was kept of the day."""
        ...

    def remove_before(self, day: date) -> None:
        """Forget earlier days."""
        ...

    def days_since(self, day: date) -> Sequence[TagDay]:
        """What is kept of that day and later ones, in no order."""
        ...

    def stirring_posts(self, since: datetime, limit: int) -> Sequence[StirringPost]:
        """Public posts of this server, no replies, by active accounts since then that were liked or boosted.

        The most liked and boosted first.
        """
        ...

    def save(self, tags: Sequence[str], posts: Sequence[int]) -> None:
        """Keep these trends, in their order, in place of the former."""
        ...
