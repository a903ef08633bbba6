"""Notes about accounts, and endorsements. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("account_notes", {"_id.target": 1}),  # remove_all
    Index("endorsements", {"_id.account": 1, "id": 1}),  # AccountQuery.endorsed
    Index("endorsements", {"_id.target": 1}),  # remove_all
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
