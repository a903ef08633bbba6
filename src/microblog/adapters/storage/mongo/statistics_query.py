"""Daily statistics, for reading."""

from collections.abc import Sequence
from datetime import date

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document
from microblog.domain.model.account import AccountState
from microblog.domain.model.statistics import DayStatistics
from microblog.ports.statistics_query import StatisticsQuery

_IS_ACTIVE = {"$eq": ["$state", AccountState.ACTIVE.value]}
_TOTALS: list[Document] = [
    {"$match": {"domain": None}},
    {"$group": {"_id": None, "people": {"$sum": {"$cond": [_IS_ACTIVE, 1, 0]}}, "posts": {"$sum": "$posts_count"}}},
]


@frozen
class MongoStatisticsQuery(StatisticsQuery):
    """Reads a small collection."""

    database: Database

    def between(self, first: date, last: date) -> Sequence[DayStatistics]:
        where = {"_id": {"$gte": first.isoformat(), "$lte": last.isoformat()}}
        with self.database.read() as commands:
            days = commands.find("day_statistics", where, order={"_id": 1})
        return [
            DayStatistics(date.fromisoformat(day["_id"]), day["posts"], day["active_people"], day["sign_ups"])
            for day in days
        ]

    def totals(self) -> tuple[int, int]:
        with self.database.read() as commands:
            found = list(commands.aggregate("accounts", _TOTALS))
        return (found[0]["people"], found[0]["posts"]) if found else (0, 0)
