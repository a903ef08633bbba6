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

# The voters, and then how many of them chose each option. How many options there are says what is counted already.
_PLACES = {"$concatArrays": [[0], {"$map": {"input": "$choices", "in": {"$add": ["$$this", 1]}}}]}
_OF_PLACE = {"$filter": {"input": "$$new.counted", "as": "each", "cond": {"$eq": ["$$each.place", "$$place"]}}}
_COUNTS = {
    "$map": {
        "input": {"$range": [0, {"$size": {"$ifNull": ["$poll_counts", []]}}]},
        "as": "place",
        "in": {"$sum": {"$map": {"input": _OF_PLACE, "in": "$$this.count"}}},
    }
}
_POLLS: list[Mapping[str, Any]] = [
    {"$project": {"place": _PLACES}},
    {"$unwind": "$place"},
    {"$group": {"_id": {"post": "$_id.post", "place": "$place"}, "count": {"$sum": 1}}},
    {"$group": {"_id": "$_id.post", "counted": {"$push": {"place": "$_id.place", "count": "$count"}}}},
    {"$merge": {"into": "posts", "whenMatched": [{"$set": {"poll_counts": _COUNTS}}], "whenNotMatched": "discard"}},
]


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
        driver["poll_votes"].aggregate(_POLLS, allowDiskUse=True)
