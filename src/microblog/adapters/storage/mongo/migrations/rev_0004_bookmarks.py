"""Bookmarks and pins, and the likes of an account in their order. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("likes", {"_id.account": 1, "id": 1}),  # TimelineQuery.liked
    Index("bookmarks", {"_id.account": 1, "id": 1}),  # TimelineQuery.bookmarked
    Index("bookmarks", {"_id.post": 1}),  # PostRepository.bury
    Index("pins", {"_id.account": 1, "id": 1}),  # TimelineQuery.pinned
    Index("pins", {"_id.post": 1}),  # PostRepository.bury
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
