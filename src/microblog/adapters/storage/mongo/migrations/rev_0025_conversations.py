"""What people write to each other alone. Each index says which command it is for."""

from typing import TYPE_CHECKING, Any

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

INDEXES = (
    Index("conversations", {"_id.account": 1, "post_id": 1}),  # ConversationQuery.of_account
    Index("conversations", {"post_id": 1}),  # ConversationRepository.settle
)

# The last of each thread, for each who wrote or is mentioned in it; all were read.
_THERE_ARE: list[dict[str, Any]] = [
    {"$match": {"visibility": "mentioned", "boost_of_id": None, "deleted_at": None}},
    {"$project": {"thread_id": 1, "people": {"$setUnion": [["$account_id"], "$mentions.account_id"]}}},
    {"$unwind": "$people"},
    {"$group": {"_id": {"account": "$people", "thread": "$thread_id"}, "post_id": {"$max": "$_id"}}},
    {"$set": {"unread": False}},
    {"$merge": {"into": "conversations", "whenMatched": "keepExisting"}},
]


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing, and note the conversations that there are."""
    for index in INDEXES:
        index.create(database)
    database["posts"].aggregate(_THERE_ARE)
