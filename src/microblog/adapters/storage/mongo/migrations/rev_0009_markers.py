"""How far people have read: found by the keys alone."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database


def upgrade(database: "Database[Document]") -> None:
    """Make the collection."""
    Index("markers", {"_id": 1}).create(database)  # which each collection has anyway: so this makes the collection
