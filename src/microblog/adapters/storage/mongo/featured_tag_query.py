"""Who features which hashtags, for reading."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.featured_tag_repository import featured_by
from microblog.adapters.storage.mongo.visibility import Stage
from microblog.domain.model.post import LISTED
from microblog.domain.model.relationships import FeaturedTag
from microblog.domain.model.views import FeaturedTagView
from microblog.ports.featured_tag_query import FeaturedTagQuery

_INDEX = {"account_id": 1, "hashtags": 1, "_id": 1}


@frozen
class MongoFeaturedTagQuery(FeaturedTagQuery):
    """Asks which are featured first, and then for what was written with them, or with others."""

    database: Database

    def of_account(self, account_id: int) -> Sequence[FeaturedTag]:
        with self.database.read() as commands:
            return featured_by(commands, account_id)

    def counted(self, account_id: int) -> Sequence[FeaturedTagView]:
        with self.database.read() as commands:
            tags = featured_by(commands, account_id)
            names = {"$in": [tag.name for tag in tags]}
            uses = {use["_id"]: use for use in _uses(commands, account_id, names, names)}
        return [_view(tag, uses.get(tag.name)) for tag in tags]

    def used(self, account_id: int, limit: int) -> Sequence[str]:
        with self.database.read() as commands:
            featured = [tag.name for tag in featured_by(commands, account_id)]
            most: list[Stage] = [{"$sort": {"number": -1, "latest.id": -1, "_id": 1}}, {"$limit": limit}]
            uses = _uses(commands, account_id, {"$gt": ""}, {"$nin": featured}, *most)
        return [use["_id"] for use in uses]


def _uses(
    commands: Commands, account_id: int, some: dict[str, Any], each: dict[str, Any], *more: Stage
) -> list[Document]:
    """How often an account used hashtags where everybody may see it, and when it did last.

    Looked at are posts that have `some` hashtag which fits, and counted is `each` that fits.
    """
    visibilities = [visibility.value for visibility in LISTED]
    stages: list[Stage] = [
        {"$match": {"account_id": account_id, "hashtags": some, "visibility": {"$in": visibilities}}},
        {"$project": {"hashtags": 1, "created_at": 1}},
        {"$unwind": "$hashtags"},
        {"$match": {"hashtags": each}},
        {
            "$group": {
                "_id": "$hashtags",
                "number": {"$sum": 1},
                "latest": {"$max": {"id": "$_id", "at": "$created_at"}},
            }
        },
        *more,
    ]
    return commands.aggregate("posts", stages, index=_INDEX)


def _view(tag: FeaturedTag, use: Document | None) -> FeaturedTagView:
    return FeaturedTagView(tag, 0, None) if use is None else FeaturedTagView(tag, use["number"], use["latest"]["at"])
