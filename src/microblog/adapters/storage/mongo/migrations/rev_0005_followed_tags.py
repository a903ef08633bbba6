"""Followed hashtags. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("followed_tags", {"_id.account": 1, "id": 1}),  # FollowedTagQuery.of_account
    Index("followed_tags", {"_id.name": 1}),  # HomeTimelineRepository.fan_out_by_tags
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
