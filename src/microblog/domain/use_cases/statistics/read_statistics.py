"""Read the daily statistics."""

from collections.abc import Sequence
from datetime import timedelta

from attrs import frozen

from microblog.domain.model.statistics import DayStatistics
from microblog.ports.clock import Clock
from microblog.ports.statistics_query import StatisticsQuery

MAX_DAYS = 366


@frozen
class ServerStatistics:
    """Totals as of now, and the days that were counted, in order."""

    accounts: int
    posts: int
    days: Sequence[DayStatistics]


@frozen
class ReadStatistics:
    """Read how the server is doing. Anybody may."""

    statistics: StatisticsQuery
    clock: Clock

    def __call__(self, *, days: int = 30) -> ServerStatistics:
        """The last days up to yesterday, as far as they were counted; at most a year of them."""
        days = max(1, min(days, MAX_DAYS))
        yesterday = self.clock().date() - timedelta(days=1)
        accounts, posts = self.statistics.totals()
        counted = self.statistics.between(yesterday - timedelta(days=days - 1), yesterday)
        return ServerStatistics(accounts, posts, counted)
