"""What is in fashion. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("tag_days", {"_id.name": 1, "day": 1}),  # TrendQuery.days_of
    Index("tag_days", {"day": 1}),  # save_day, remove_before
    # By the index which each has anyway: it makes the collection.
    Index("trending_tags", {"_id": 1}),
    Index("trending_posts", {"_id": 1}),
    Index("trend_periods", {"_id": 1}),
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in INDEXES:
        index.create(database)
