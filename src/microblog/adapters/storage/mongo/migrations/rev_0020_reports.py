"""What people tell the moderators. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

_INDEXES = (
    Index("reports", {"account_id": 1, "_id": 1}),  # page, remove_all
    Index("reports", {"target_id": 1, "_id": 1}),  # likewise
    Index("reports", {"assigned_id": 1}),  # remove_all
    Index("reports", {"resolved_id": 1}),  # likewise
    Index("reports", {"resolved_at": 1, "_id": 1}),  # page
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in _INDEXES:
        index.create(database)
