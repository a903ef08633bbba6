"""What those who run the server tell everybody, for reading."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.mongo.announcement_repository import announcement_of
from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.visibility import Stage
from microblog.domain.model.announcement import Announcement
from microblog.ports.announcement_query import AnnouncementQuery


@frozen
class MongoAnnouncementQuery(AnnouncementQuery):
    """In one command."""

    database: Database

    def unread(self, account_id: int, now: datetime) -> Sequence[Announcement]:
        stages: list[Stage] = [
            {"$match": {"published_at": {"$ne": None}, "$or": [{"ends_at": None}, {"ends_at": {"$gt": now}}]}},
            {"$sort": {"_id": -1}},
            {"$set": {"read": {"announcement": "$_id", "account": {"$literal": account_id}}}},
            {"$lookup": {"from": "announcement_dismissals", "localField": "read", "foreignField": "_id", "as": "read"}},
            {"$match": {"read": []}},
        ]
        with self.database.read() as commands:
            return [announcement_of(each) for each in commands.aggregate("announcements", stages, index={"_id": 1})]
