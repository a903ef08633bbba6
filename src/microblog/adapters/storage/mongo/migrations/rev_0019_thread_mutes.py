"""Conversations of which people want to hear no more. They are found by their key alone."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database


def upgrade(database: "Database[Document]") -> None:
    """Make the collection, if it is missing: by the index which each has anyway."""
    Index("thread_mutes", {"_id": 1}).create(database)
