"""Trends, for reading."""

from collections.abc import Collection, Sequence
from datetime import date

from attrs import frozen

from microblog.adapters.storage.memory.post_views import listed, post_view, unmuted, visible
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.trend import TagDay
from microblog.domain.model.views import PostView
from microblog.ports.trend_query import TrendQuery


@frozen
class MemoryTrendQuery(TrendQuery):
    """Looks at what is kept."""

    storage: MemoryStorage

    def tags(self, offset: int, limit: int) -> Sequence[str]:
        kept = self.storage.committed.trending_tags
        return [kept[rank] for rank in sorted(kept)][offset : offset + limit]

    def posts(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[PostView]:
        tables = self.storage.committed
        kept = [tables.posts[tables.trending_posts[rank]] for rank in sorted(tables.trending_posts)]
        seen = [
            post
            for post in kept
            if visible(tables, viewer_id, post)
            and unmuted(tables, viewer_id, post)
            and listed(tables, viewer_id, post.account_id)
        ]
        return [post_view(tables, viewer_id, post) for post in seen[offset : offset + limit]]

    def days_of(self, names: Collection[str], since: date) -> Sequence[TagDay]:
        return [one for one in self.storage.committed.tag_days.values() if one.name in names and one.day >= since]
