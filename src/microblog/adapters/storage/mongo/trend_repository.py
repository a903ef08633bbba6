"""Trends, counted and kept."""

from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.adapters.storage.mongo.visibility import Stage
from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Visibility
from microblog.domain.model.trend import StirringPost, TagDay
from microblog.ports.trend_repository import TrendRepository

_BY_OFFERED: list[Stage] = [
    {"$lookup": {"from": "accounts", "localField": "account_id", "foreignField": "_id", "as": "author"}},
    {"$match": {"author.state": AccountState.ACTIVE.value, "author.limited": {"$ne": True}}},
]
_ONCE = {"domain": None, "deleted_at": None, "boost_of_id": None}


@frozen
class MongoTrendRepository(TrendRepository):
    """Counts documents by the times when they were made."""

    _transaction: Transaction

    def last_period(self) -> int | None:
        found = self._transaction.read(lambda commands: commands.ids("trend_periods", {}))
        return max(found, default=None)

    def begin(self, period: int) -> bool:
        this = {"_id": period}

        def begin(commands: Commands) -> bool:
            if any(last >= period for last in commands.ids("trend_periods", {})):
                return False
            commands.delete("trend_periods", {"_id": {"$lt": period}})
            return commands.insert_or_skip("trend_periods", this, this)

        return self._transaction.write(begin)

    def count_day(self, day: date, limit: int) -> Sequence[TagDay]:
        first = datetime.combine(day, time(), UTC)
        that_day = {"created_at": {"$gte": first, "$lt": first + timedelta(days=1)}}
        tagged = {"visibility": Visibility.PUBLIC.value, "hashtags": {"$ne": []}}
        stages: list[Stage] = [
            {"$match": {**that_day, **_ONCE, **tagged}},
            *_BY_OFFERED,
            {"$unwind": "$hashtags"},
            {"$group": {"_id": "$hashtags", "uses": {"$sum": 1}, "people": {"$addToSet": "$account_id"}}},
            {"$project": {"uses": 1, "accounts": {"$size": "$people"}}},
            {"$sort": {"accounts": -1, "uses": -1, "_id": 1}},
            {"$limit": limit},
        ]
        found = self._transaction.read(lambda commands: commands.aggregate("posts", stages))
        return [TagDay(each["_id"], day, each["uses"], each["accounts"]) for each in found]

    def save_day(self, day: date, counted: Sequence[TagDay]) -> None:
        new = [_document(one) for one in counted]

        def save(commands: Commands) -> None:
            commands.delete("tag_days", {"day": day.isoformat()})
            if new:
                commands.insert("tag_days", [dict(one) for one in new])

        self._transaction.write(save)

    def remove_before(self, day: date) -> None:
        self._transaction.write(lambda commands: commands.delete("tag_days", {"day": {"$lt": day.isoformat()}}))

    def days_since(self, day: date) -> Sequence[TagDay]:
        where = {"day": {"$gte": day.isoformat()}}
        return [tag_day_of(each) for each in self._transaction.read(lambda commands: commands.find("tag_days", where))]

    def stirring_posts(self, since: datetime, limit: int) -> Sequence[StirringPost]:
        stages: list[Stage] = [
            {"$match": {"created_at": {"$gte": since}, "on_public_timeline": True, **_ONCE}},
            {"$set": {"deeds": {"$add": ["$likes_count", "$boosts_count"]}}},
            {"$match": {"deeds": {"$gt": 0}}},
            *_BY_OFFERED,
            {"$sort": {"deeds": -1, "_id": -1}},
            {"$limit": limit},
            {"$project": {"created_at": 1, "likes_count": 1, "boosts_count": 1}},
        ]
        found = self._transaction.read(lambda commands: commands.aggregate("posts", stages))
        return [
            StirringPost(each["_id"], each["created_at"], each["likes_count"], each["boosts_count"]) for each in found
        ]

    def save(self, tags: Sequence[str], posts: Sequence[int]) -> None:
        def save(commands: Commands) -> None:
            for collection, field, values in (("trending_tags", "name", tags), ("trending_posts", "post_id", posts)):
                commands.delete(collection, {})
                if values:
                    commands.insert(collection, [{"_id": rank, field: value} for rank, value in enumerate(values)])

        self._transaction.write(save)


def _document(one: TagDay) -> Document:
    day = one.day.isoformat()
    return {"_id": {"name": one.name, "day": day}, "day": day, "uses": one.uses, "accounts": one.accounts}


def tag_day_of(document: Document) -> TagDay:
    """What a document says of a day of a hashtag."""
    day = date.fromisoformat(document["day"])
    return TagDay(document["_id"]["name"], day, document["uses"], document["accounts"])
