"""Scheduled posts and drafts. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("pending_posts", {"account_id": 1, "_id": 1}),  # of_account, moments, remove_all
    Index("pending_posts", {"scheduled_at": 1, "_id": 1}),  # due
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
