"""Trends, for reading."""

from collections.abc import Collection, Sequence
from datetime import date

from attrs import frozen
from sqlalchemy import ColumnElement, bindparam, select

from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.post_views import LISTED, UNMUTED, VISIBLE, entries_in, post_view
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import tag_days, trending_posts, trending_tags
from microblog.domain.model.trend import TagDay
from microblog.domain.model.views import PostView
from microblog.ports.trend_query import TrendQuery

_D = tag_days.c
_LIMIT: ColumnElement[int] = bindparam("limit")
_OFFSET: ColumnElement[int] = bindparam("offset")
_TAGS = select(trending_tags.c.name).order_by(trending_tags.c.id).limit(_LIMIT).offset(_OFFSET)
_POSTS = Prepared(
    entries_in(trending_posts)
    .where(VISIBLE, UNMUTED, LISTED)
    .order_by(trending_posts.c.id)
    .limit(_LIMIT)
    .offset(_OFFSET)
)
_DAYS_OF = select(tag_days).where(_D.name.in_(bindparam("names", expanding=True)), _D.day >= bindparam("since"))


@frozen
class SqlTrendQuery(TrendQuery):
    """Reads small tables."""

    database: ReadableDatabase

    def tags(self, offset: int, limit: int) -> Sequence[str]:
        with self.database.read() as connection:
            return list(connection.scalars(_TAGS, {"offset": offset, "limit": limit}))

    def posts(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[PostView]:
        rows = self.database.rows(_POSTS, {"viewer": viewer_id, "offset": offset, "limit": limit})
        return [post_view(row) for row in rows]

    def days_of(self, names: Collection[str], since: date) -> Sequence[TagDay]:
        with self.database.read() as connection:
            rows = connection.execute(_DAYS_OF, {"names": list(names), "since": since})
            return [TagDay(*row) for row in rows]
