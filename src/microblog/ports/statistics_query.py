"""Daily statistics, for reading."""

from collections.abc import Sequence
from datetime import date
from typing import Protocol

from microblog.domain.model.statistics import DayStatistics


class StatisticsQuery(Protocol):
    """Reads what the nightly task kept."""

    def between(self, first: date, last: date) -> Sequence[DayStatistics]:
        """Days from first to last, both included, in order; days that were never computed are missing."""
        ...

    def totals(self) -> tuple[int, int]:
        """How many local active accounts there are, and how many posts local accounts have, as profiles count them.

        That is without boosts and what is for the mentioned alone. Looks at every account, but at no post.
        """
        ...
