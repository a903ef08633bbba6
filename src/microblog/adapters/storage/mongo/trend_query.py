"""Trends, for reading."""

from collections.abc import Collection, Sequence
from datetime import date

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.post_views import entry_from, post_view, with_marks, with_post
from microblog.adapters.storage.mongo.trend_repository import tag_day_of
from microblog.adapters.storage.mongo.visibility import Stage, only_listed, only_unmuted, only_visible
from microblog.domain.model.trend import TagDay
from microblog.domain.model.views import PostView
from microblog.ports.trend_query import TrendQuery


@frozen
class MongoTrendQuery(TrendQuery):
    """Reads small collections."""

    database: Database

    def tags(self, offset: int, limit: int) -> Sequence[str]:
        with self.database.read() as commands:
            found = commands.find("trending_tags", {}, order={"_id": 1}, skip=offset, limit=limit)
        return [document["name"] for document in found]

    def posts(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[PostView]:
        stages: list[Stage] = [
            {"$sort": {"_id": 1}},
            *entry_from("post_id"),
            *with_post(),
            *only_visible(viewer_id),
            *only_listed(viewer_id),
            *only_unmuted(viewer_id),
            {"$skip": offset},
            {"$limit": limit},
            *with_marks(viewer_id),
        ]
        with self.database.read() as commands:
            return [post_view(document) for document in commands.aggregate("trending_posts", stages, index={"_id": 1})]

    def days_of(self, names: Collection[str], since: date) -> Sequence[TagDay]:
        where = {"_id.name": {"$in": list(names)}, "day": {"$gte": since.isoformat()}}
        with self.database.read() as commands:
            return [tag_day_of(document) for document in commands.find("tag_days", where)]
