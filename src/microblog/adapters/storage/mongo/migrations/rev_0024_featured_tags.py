"""Hashtags that people feature on their profiles. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("featured_tags", {"_id.account": 1, "id": 1}),  # of_account
    Index("posts", {"account_id": 1, "hashtags": 1, "_id": 1}),  # FeaturedTagQuery.counted and used
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
