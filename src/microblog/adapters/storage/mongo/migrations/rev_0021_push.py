"""What apps want to be told at once, and the key by which push services know this server."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("push_subscriptions", {"grant_id": 1}, unique=True),  # of_grant, GrantRepository.remove
    Index("push_subscriptions", {"account_id": 1, "_id": 1}),  # of_account
    Index("push_keys", {"_id": 1}),  # which each has anyway: it makes the collection
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
