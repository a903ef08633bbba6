"""Lists of people. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("lists", {"account_id": 1, "_id": 1}),  # ListQuery.of_account, TimelineQuery.home
    Index("list_members", {"owner_id": 1, "_id.account": 1}),  # ListQuery.containing, remove_from_all
    Index("list_members", {"_id.account": 1}),  # ListRepository.remove_all
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
