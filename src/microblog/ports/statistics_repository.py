"""Daily statistics, kept."""

from datetime import date
from typing import Protocol

from microblog.domain.model.statistics import DayStatistics


class StatisticsRepository(Protocol):
    """Counts days and keeps the counts."""

    def count(self, day: date) -> DayStatistics:
        """Count a day (UTC) from what is stored now.

        What is local alone. Posts: those published on that day, boosts not among them, tombstones included. Active
        people: accounts that posted, boosted or liked on that day. Sign-ups: accounts made on that day that were let
        in (active, suspended or deleted now).
        """
        ...

    def save(self, statistics: DayStatistics) -> None:
        """Keep a day's counts in place of what was kept of it before."""
        ...
