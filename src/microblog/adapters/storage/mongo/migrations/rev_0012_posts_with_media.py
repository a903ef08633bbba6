"""Which posts show pictures, for lists of these alone. Each index says which command it is for."""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.migrations.index import Index

if TYPE_CHECKING:
    from pymongo.database import Database

_WITH_MEDIA = {"with_media": True}

INDEXES = (
    Index(  # TimelineQuery.public
        "posts", {"on_public_timeline": 1, "with_media": 1, "_id": 1}, where={"on_public_timeline": True, **_WITH_MEDIA}
    ),
    Index("posts", {"account_id": 1, "with_media": 1, "_id": 1}, where=_WITH_MEDIA),  # TimelineQuery.of_account
    Index("posts", {"hashtags": 1, "with_media": 1, "_id": 1}, where=_WITH_MEDIA),  # TimelineQuery.hashtag
)


def upgrade(database: "Database[Document]") -> None:
    """Note it of the posts that there are, and make what is missing."""
    database["posts"].update_many({"media.0": {"$exists": True}}, {"$set": _WITH_MEDIA})
    for index in INDEXES:
        index.create(database)
