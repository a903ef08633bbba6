"""What those who run the server tell everybody. The indexes say which commands they are for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

_INDEXES = (
    Index("announcements", {"_id": 1}),
    Index("announcement_dismissals", {"_id.account": 1}),  # dismissed_by, remove_all
    Index("announcement_dismissals", {"_id.announcement": 1}),  # remove
    Index("announcement_reactions", {"_id.account": 1}),  # remove_all
    Index("announcement_reactions", {"_id.announcement": 1}),  # remove
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in _INDEXES:
        index.create(database)
