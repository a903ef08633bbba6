"""Read what is in fashion."""

from collections.abc import Collection, Mapping, Sequence
from datetime import timedelta

from attrs import frozen

from microblog.domain.model.filter import FilterContext
from microblog.domain.model.trend import DAYS, MOST_TRENDS, TagDay
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.screen import Screen
from microblog.ports.clock import Clock
from microblog.ports.trend_query import TrendQuery


@frozen
class ReadTrendingTags:
    """Read which hashtags are in fashion. Anybody may."""

    trends: TrendQuery

    def __call__(self, *, offset: int = 0, limit: int = 10) -> Sequence[str]:
        """At most 20, the most in fashion first."""
        return self.trends.tags(*_part(offset, limit, 20))


@frozen
class ReadTrendingPosts:
    """Read which posts people care for. Anybody may."""

    trends: TrendQuery
    screen: Screen

    def __call__(self, *, viewer_id: int | None, offset: int = 0, limit: int = 20) -> Sequence[PostView]:
        """At most 40 of those that the viewer may see and does not hide."""
        posts = self.trends.posts(viewer_id, *_part(offset, limit, 40))
        return self.screen.posts(viewer_id, posts, FilterContext.PUBLIC)


@frozen
class ReadTagHistories:
    """Read how often hashtags were used lately. Anybody may."""

    trends: TrendQuery
    clock: Clock

    def __call__(self, *, names: Collection[str]) -> Mapping[str, Sequence[TagDay]]:
        """Of each of these (at most 40, normalised) seven days, today first; what was not counted is nothing."""
        today = self.clock().date()
        days = [today - timedelta(days=age) for age in range(DAYS)]
        found = {(one.name, one.day): one for one in self.trends.days_of(names, days[-1])} if names else {}
        return {name: [found.get((name, day)) or TagDay(name, day, 0, 0) for day in days] for name in names}


def _part(offset: int, limit: int, most: int) -> tuple[int, int]:
    """Whatever is asked for is something that there can be."""
    return max(0, min(offset, MOST_TRENDS)), max(1, min(limit, most))
