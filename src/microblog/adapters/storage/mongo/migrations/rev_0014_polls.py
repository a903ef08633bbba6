"""Votes, and which polls nobody was told the end of. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("poll_votes", {"_id.post": 1, "id": 1}),  # of_post, begin_anew, PostRepository.bury
    Index("open_polls", {"ends_at": 1}),  # ended
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
