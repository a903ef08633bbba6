"""Daily statistics, kept."""

from datetime import UTC, date, datetime

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.account import AccountState
from microblog.domain.model.statistics import DayStatistics
from microblog.ports.statistics_repository import StatisticsRepository

_LET_IN = (AccountState.ACTIVE, AccountState.SUSPENDED, AccountState.DELETED)


@frozen
class MemoryStatisticsRepository(StatisticsRepository):
    """Counts the rows."""

    _tables: Tables

    def count(self, day: date) -> DayStatistics:
        posts = [post for post in self._tables.posts.values() if post.domain is None and _on(day, post.created_at)]
        likes = [like for like in self._tables.likes.values() if _on(day, like.created_at)]
        accounts = [account for account in self._tables.accounts.values() if account.domain is None]
        active = {post.account_id for post in posts} | {like.account_id for like in likes}
        return DayStatistics(
            day,
            posts=sum(post.boost_of_id is None for post in posts),
            active_people=len(active & {account.id for account in accounts}),
            sign_ups=sum(account.state in _LET_IN and _on(day, account.created_at) for account in accounts),
        )

    def save(self, statistics: DayStatistics) -> None:
        self._tables.statistics[statistics.day] = statistics


def _on(day: date, moment: datetime) -> bool:
    return moment.astimezone(UTC).date() == day
