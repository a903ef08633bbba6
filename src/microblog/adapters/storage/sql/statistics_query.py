"""Daily statistics, for reading."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen
from sqlalchemy import bindparam, case, func, select

from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.tables import accounts, day_statistics
from microblog.domain.model.account import AccountState
from microblog.domain.model.statistics import DayStatistics
from microblog.ports.statistics_query import StatisticsQuery

_D = day_statistics.c
_BETWEEN = select(day_statistics).where(_D.day.between(bindparam("first"), bindparam("last"))).order_by(_D.day)
_TOTALS = select(
    func.coalesce(func.sum(case((accounts.c.state == AccountState.ACTIVE, 1), else_=0)), 0),
    func.coalesce(func.sum(accounts.c.posts_count), 0),
).where(accounts.c.domain.is_(None))


@frozen
class SqlStatisticsQuery(StatisticsQuery):
    """Reads a small table."""

    database: ReadableDatabase

    def between(self, first: date, last: date) -> Sequence[DayStatistics]:
        with self.database.read() as connection:
            rows = connection.execute(_BETWEEN, {"first": first, "last": last})
            return [DayStatistics(*row) for row in rows]

    def totals(self) -> tuple[int, int]:
        with self.database.read() as connection:
            people, written = connection.execute(_TOTALS).one()
        return int(people), int(written)
