"""Whom people do not want to be suggested. The index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    Index("dismissals", {"_id.target": 1}).create(database)  # SuggestionRepository.remove_all
