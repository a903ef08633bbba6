"""Uploaded pictures. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("media", {"account_id": 1, "purpose": 1}),  # of_account, shown_as
    Index("media", {"post_id": 1}),  # of_post
    Index("media", {"unused_since": 1}),  # unused
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
