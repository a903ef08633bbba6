"""Groups of notifications. What people were told before stays by itself. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("notifications", {"account_id": 1, "leads": 1, "_id": 1}),  # NotificationQuery.groups
    # Who is in a group, and NotificationRepository.add.
    Index("notifications", dict.fromkeys(("account_id", "kind", "post_id", "group_id", "group_place"), 1)),
)


def upgrade(database: "Database[Document]") -> None:
    """Make each notification a group of its own, and make what is missing."""
    alone = {"group_id": "$_id", "group_place": 1, "leads": True}
    database["notifications"].update_many({"leads": {"$exists": False}}, [{"$set": alone}])
    for index in INDEXES:
        index.create(database)
