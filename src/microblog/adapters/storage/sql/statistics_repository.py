"""Daily statistics, kept."""

from datetime import UTC, date, datetime, time, timedelta

from attrs import asdict, frozen
from sqlalchemy import Column, ColumnElement, Connection, bindparam, delete, func, insert, select, union

from microblog.adapters.storage.sql.column_types import Timestamp
from microblog.adapters.storage.sql.tables import accounts, day_statistics, likes, posts
from microblog.domain.model.account import AccountState
from microblog.domain.model.statistics import DayStatistics
from microblog.ports.statistics_repository import StatisticsRepository

_FROM = bindparam("first", type_=Timestamp())
_UNTIL = bindparam("until", type_=Timestamp())


def _that_day(column: Column[datetime]) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    return column >= _FROM, column < _UNTIL


_LOCAL_POSTS = (posts.c.domain.is_(None), *_that_day(posts.c.created_at))
_PEOPLE = union(
    select(posts.c.account_id).where(*_LOCAL_POSTS),
    select(likes.c.account_id).where(*_that_day(likes.c.created_at)),
).subquery("people")
_COUNT = select(
    select(func.count()).select_from(posts).where(*_LOCAL_POSTS, posts.c.boost_of_id.is_(None)).scalar_subquery(),
    select(func.count())
    .select_from(_PEOPLE.join(accounts, accounts.c.id == _PEOPLE.c.account_id))
    .where(accounts.c.domain.is_(None))
    .scalar_subquery(),
    select(func.count())
    .select_from(accounts)
    .where(
        accounts.c.domain.is_(None),
        accounts.c.state.in_([AccountState.ACTIVE, AccountState.SUSPENDED, AccountState.DELETED]),
        *_that_day(accounts.c.created_at),
    )
    .scalar_subquery(),
)
_FORGET = delete(day_statistics).where(day_statistics.c.day == bindparam("day"))
_SAVE = insert(day_statistics)


@frozen
class SqlStatisticsRepository(StatisticsRepository):
    """Counts rows by the times when they were made."""

    _connection: Connection

    def count(self, day: date) -> DayStatistics:
        first = datetime.combine(day, time(), UTC)
        row = self._connection.execute(_COUNT, {"first": first, "until": first + timedelta(days=1)}).one()
        return DayStatistics(day, *row)

    def save(self, statistics: DayStatistics) -> None:
        self._connection.execute(_FORGET, {"day": statistics.day})
        self._connection.execute(_SAVE, asdict(statistics))
