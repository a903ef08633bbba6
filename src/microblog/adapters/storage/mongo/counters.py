"""Numbers that are kept beside what they count, counted anew.

The repositories say when each of them goes up and down.
"""

from collections.abc import Mapping
from typing import Any

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.domain.model.post import Visibility


@frozen
class _Counter:
    """`name` in a document of `kept_in` is how many documents of `counted` have its `_id` in `by`."""

    kept_in: str
    name: str
    counted: str
    by: str
    where: Mapping[str, Any] = {}


_COUNTERS = (
    _Counter(
        "accounts",
        "posts_count",
        "posts",
        "$account_id",
        {"boost_of_id": None, "deleted_at": None, "visibility": {"$ne": Visibility.MENTIONED.value}},
    ),
    _Counter("accounts", "followers_count", "follows", "$_id.followee", {"accepted": True}),
    _Counter("accounts", "following_count", "follows", "$_id.follower", {"accepted": True}),
    _Counter("posts", "replies_count", "posts", "$in_reply_to_id", {"in_reply_to_id": {"$gt": 0}, "deleted_at": None}),
    _Counter("posts", "boosts_count", "posts", "$boost_of_id", {"boost_of_id": {"$gt": 0}}),
    _Counter("posts", "likes_count", "likes", "$_id.post"),
)


def recount(database: Database) -> None:
    """Count what was put past the repositories. May be called again if it was broken off."""
    with database.administer() as driver:
        for counter in _COUNTERS:
            put = {
                "into": counter.kept_in,
                "whenMatched": [{"$set": {counter.name: "$$new.count"}}],
                "whenNotMatched": "discard",
            }
            stages: list[Mapping[str, Any]] = [
                {"$match": counter.where},
                {"$group": {"_id": counter.by, "count": {"$sum": 1}}},
                {"$merge": put},
            ]
            driver[counter.counted].aggregate(stages, allowDiskUse=True)
