"""Daily statistics, for reading."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Visibility
from microblog.domain.model.statistics import DayStatistics
from microblog.ports.statistics_query import StatisticsQuery


@frozen
class MemoryStatisticsQuery(StatisticsQuery):
    """Looks at every day there is."""

    storage: MemoryStorage

    def between(self, first: date, last: date) -> Sequence[DayStatistics]:
        days = self.storage.committed.statistics
        return [days[day] for day in sorted(days) if first <= day <= last]

    def totals(self) -> tuple[int, int]:
        tables = self.storage.committed
        accounts = sum(
            account.domain is None and account.state is AccountState.ACTIVE for account in tables.accounts.values()
        )
        posts = sum(
            post.domain is None
            and post.deleted_at is None
            and post.boost_of_id is None
            and post.visibility is not Visibility.MENTIONED
            for post in tables.posts.values()
        )
        return accounts, posts
