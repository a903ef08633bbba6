"""What people do not want to read. The index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    Index("filters", {"account_id": 1, "_id": 1}).create(database)  # FilterQuery.of_account
