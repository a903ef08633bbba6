"""What people want to be told, and what is held back until they let its sender in.

Each index says which command it is for.
"""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

_INDEXES = (
    Index("notification_policies", {"_id": 1}),
    Index("notification_requests", {"account_id": 1, "sender_id": 1}, unique=True),
    Index("notification_requests", {"account_id": 1, "state": 1, "_id": 1}),  # NotificationRequestQuery, is_merging
    Index("notification_requests", {"sender_id": 1}),  # remove_all
    Index("held_notifications", {"account_id": 1, "sender_id": 1, "kind": 1, "post_id": 1}, unique=True),
    Index("held_notifications", {"account_id": 1, "_id": 1}),  # NotificationQuery.of_account
    # NotificationRepository.held, and how many there are of one sender.
    Index("held_notifications", {"account_id": 1, "sender_id": 1, "_id": 1}),
    Index("held_notifications", {"sender_id": 1}),  # remove_all
    Index("held_notifications", {"post_id": 1}),  # remove_about
)


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for index in _INDEXES:
        index.create(database)
