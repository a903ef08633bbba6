"""Who mutes whom. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("mutes", {"_id.muter": 1, "id": 1}),  # AccountQuery.muted
    Index("mutes", {"_id.muted": 1}),  # remove_all
    Index("mutes", {"expires_at": 1}),  # remove_expired
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
