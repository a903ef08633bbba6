"""Trends, counted and kept."""

from collections.abc import Callable, Sequence
from datetime import UTC, date, datetime

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.trend import StirringPost, TagDay
from microblog.ports.trend_repository import TrendRepository


@frozen
class MemoryTrendRepository(TrendRepository):
    """Counts the rows."""

    _tables: Tables

    def last_period(self) -> int | None:
        return max(self._tables.trend_periods, default=None)

    def begin(self, period: int) -> bool:
        last = self.last_period()
        if last is not None and last >= period:
            return False
        self._tables.trend_periods.clear()
        self._tables.trend_periods[period] = None
        return True

    def count_day(self, day: date, limit: int) -> Sequence[TagDay]:
        authors: dict[str, list[int]] = {}
        for post in self._public():
            if post.created_at.astimezone(UTC).date() == day:
                for name in post.hashtags:
                    authors.setdefault(name, []).append(post.account_id)
        counted = [TagDay(name, day, len(these), len(set(these))) for name, these in authors.items()]
        return sorted(counted, key=lambda one: (-one.accounts, -one.uses, one.name))[:limit]

    def save_day(self, day: date, counted: Sequence[TagDay]) -> None:
        self._drop(lambda kept: kept == day)
        self._tables.tag_days.update({(one.name, one.day): one for one in counted})

    def remove_before(self, day: date) -> None:
        self._drop(lambda kept: kept < day)

    def days_since(self, day: date) -> Sequence[TagDay]:
        return [one for one in self._tables.tag_days.values() if one.day >= day]

    def stirring_posts(self, since: datetime, limit: int) -> Sequence[StirringPost]:
        found = []
        for post in self._public():
            if post.created_at >= since and post.in_reply_to_id is None:
                likes = sum(post_id == post.id for _, post_id in self._tables.likes)
                boosts = sum(
                    each.boost_of_id == post.id and each.deleted_at is None for each in self._tables.posts.values()
                )
                found.append(StirringPost(post.id, post.created_at, likes, boosts))
        stirring = [post for post in found if post.deeds]
        return sorted(stirring, key=lambda post: (-post.deeds, -post.id))[:limit]

    def save(self, tags: Sequence[str], posts: Sequence[int]) -> None:
        self._tables.trending_tags.clear()
        self._tables.trending_tags.update(enumerate(tags))
        self._tables.trending_posts.clear()
        self._tables.trending_posts.update(enumerate(posts))

    def _public(self) -> list[Post]:
        return [
            post
            for post in self._tables.posts.values()
            if post.visibility is Visibility.PUBLIC
            and post.domain is None
            and post.boost_of_id is None
            and post.deleted_at is None
            and self._tables.accounts[post.account_id].state is AccountState.ACTIVE
            and not self._tables.accounts[post.account_id].limited
        ]

    def _drop(self, which: Callable[[date], bool]) -> None:
        for key in [key for key in self._tables.tag_days if which(key[1])]:
            del self._tables.tag_days[key]
