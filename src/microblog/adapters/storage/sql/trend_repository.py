"""Trends, counted and kept."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, func, insert, select

from microblog.adapters.storage.sql.column_types import Timestamp
from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import (
    accounts,
    post_hashtags,
    posts,
    tag_days,
    trend_periods,
    trending_posts,
    trending_tags,
)
from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Visibility
from microblog.domain.model.trend import StirringPost, TagDay
from microblog.ports.trend_repository import TrendRepository

_P, _H, _D = posts.c, post_hashtags.c, tag_days.c
_FROM = bindparam("first", type_=Timestamp())
_LAST = select(func.max(trend_periods.c.id))
_BEGIN = insert_or_skip(trend_periods)
_FORGET_PERIODS = delete(trend_periods).where(trend_periods.c.id < bindparam("period"))
_BY_OFFERED = (
    _P.domain.is_(None),
    _P.deleted_at.is_(None),
    accounts.c.state == AccountState.ACTIVE,
    ~accounts.c.limited,
)
_USES, _ACCOUNTS = func.count(), func.count(_P.account_id.distinct())
_COUNT = (
    select(_H.name, _USES, _ACCOUNTS)
    .join_from(posts, post_hashtags, _H.post_id == _P.id)
    .join(accounts, accounts.c.id == _P.account_id)
    .where(
        *_BY_OFFERED,
        _P.created_at >= _FROM,
        _P.created_at < bindparam("until", type_=Timestamp()),
        _P.visibility == Visibility.PUBLIC,
    )
    .group_by(_H.name)
    .order_by(_ACCOUNTS.desc(), _USES.desc(), _H.name)
    .limit(bindparam("limit"))
)
_DEEDS = _P.likes_count + _P.boosts_count
_STIRRING = (
    select(_P.id, _P.created_at, _P.likes_count, _P.boosts_count)
    .join_from(posts, accounts, accounts.c.id == _P.account_id)
    .where(*_BY_OFFERED, _P.created_at >= _FROM, _P.on_public_timeline, _DEEDS > 0)
    .order_by(_DEEDS.desc(), _P.id.desc())
    .limit(bindparam("limit"))
)
_FORGET_DAY = delete(tag_days).where(_D.day == bindparam("that_day"))
_FORGET_BEFORE = delete(tag_days).where(_D.day < bindparam("that_day"))
_SINCE = select(tag_days).where(_D.day >= bindparam("that_day"))


@frozen
class SqlTrendRepository(TrendRepository):
    """Counts rows by the times when they were made."""

    _connection: Connection

    def last_period(self) -> int | None:
        return self._connection.execute(_LAST).scalar()

    def begin(self, period: int) -> bool:
        last = self.last_period()
        if (last is not None and last >= period) or not self._connection.execute(_BEGIN, {"id": period}).rowcount:
            return False
        self._connection.execute(_FORGET_PERIODS, {"period": period})
        return True

    def count_day(self, day: date, limit: int) -> Sequence[TagDay]:
        first = datetime.combine(day, time(), UTC)
        values = {"first": first, "until": first + timedelta(days=1), "limit": limit}
        rows = self._connection.execute(_COUNT, values)
        return [TagDay(name, day, uses, people) for name, uses, people in rows]

    def save_day(self, day: date, counted: Sequence[TagDay]) -> None:
        self._connection.execute(_FORGET_DAY, {"that_day": day})
        if counted:
            self._connection.execute(insert(tag_days), [asdict(one) for one in counted])

    def remove_before(self, day: date) -> None:
        self._connection.execute(_FORGET_BEFORE, {"that_day": day})

    def days_since(self, day: date) -> Sequence[TagDay]:
        return [TagDay(*row) for row in self._connection.execute(_SINCE, {"that_day": day})]

    def stirring_posts(self, since: datetime, limit: int) -> Sequence[StirringPost]:
        rows = self._connection.execute(_STIRRING, {"first": since, "limit": limit})
        return [StirringPost(*row) for row in rows]

    def save(self, tags: Sequence[str], posts: Sequence[int]) -> None:
        self._connection.execute(delete(trending_tags))
        self._connection.execute(delete(trending_posts))
        if tags:
            ranked = [{"id": rank, "name": name} for rank, name in enumerate(tags)]
            self._connection.execute(insert(trending_tags), ranked)
        if posts:
            entries = [{"id": rank, "post_id": post_id} for rank, post_id in enumerate(posts)]
            self._connection.execute(insert(trending_posts), entries)
