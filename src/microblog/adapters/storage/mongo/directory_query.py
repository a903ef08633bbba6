"""Whom there is to meet, for reading."""

from collections.abc import Mapping, Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.post_views import PEOPLE, account_view
from microblog.adapters.storage.mongo.visibility import Stage, only_offered, only_shown
from microblog.domain.model.account import AccountState
from microblog.domain.model.views import AccountView
from microblog.ports.directory_query import MOST_FOLLOWED, MOST_PAIRS, RECENT, DirectoryQuery


@frozen
class MongoDirectoryQuery(DirectoryQuery):
    """Each in one command. What passes through the stages has an account's id in `_id`."""

    database: Database

    def newest(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[AccountView]:
        stages: list[Stage] = [{"$match": {"state": AccountState.ACTIVE.value}}, {"$sort": {"_id": -1}}]
        return self._people("accounts", {"state": 1, "_id": 1}, stages, viewer_id, offset, limit)

    def active(self, viewer_id: int | None, offset: int, limit: int) -> Sequence[AccountView]:
        stages: list[Stage] = [
            {"$match": {"on_public_timeline": True}},
            {"$sort": {"_id": -1}},
            {"$limit": RECENT},
            {"$group": {"_id": "$account_id", "latest": {"$max": "$_id"}}},
            {"$sort": {"latest": -1}},
        ]
        return self._people("posts", {"on_public_timeline": 1, "_id": 1}, stages, viewer_id, offset, limit)

    def suggested(self, viewer_id: int, limit: int) -> Sequence[AccountView]:
        theirs = {
            "from": "follows",
            "localField": "_id.followee",
            "foreignField": "_id.follower",
            "pipeline": [{"$match": {"accepted": True}}, {"$limit": MOST_PAIRS}, {"$project": {"_id": 1}}],
            "as": "theirs",
        }
        viewer = {"$literal": viewer_id}
        stages: list[Stage] = [
            {"$match": {"_id.follower": viewer_id, "accepted": True}},
            {"$sort": {"id": -1}},
            {"$limit": MOST_FOLLOWED},
            {"$lookup": theirs},
            {"$unwind": "$theirs"},
            {"$limit": MOST_PAIRS},
            {"$group": {"_id": "$theirs._id.followee", "number": {"$sum": 1}}},
            {"$match": {"_id": {"$ne": viewer_id}}},
            {"$sort": {"number": -1, "_id": -1}},
            {"$set": {"follow": {"follower": viewer, "followee": "$_id"}}},
            {"$set": {"dismissed": {"account": viewer, "target": "$_id"}}},
            _looked_up("follows", "follow"),
            _looked_up("dismissals", "dismissed"),
            {"$match": {"follow": [], "dismissed": []}},
        ]
        return self._people("follows", {"_id.follower": 1, "accepted": 1, "id": 1}, stages, viewer_id, 0, limit)

    def _people(
        self,
        collection: str,
        index: Mapping[str, int],
        stages: Sequence[Stage],
        viewer_id: int | None,
        offset: int,
        limit: int,
    ) -> Sequence[AccountView]:
        pipeline: list[Stage] = [
            *stages,
            *only_shown(viewer_id, "_id"),
            {"$match": {"people.domain": None}},
            *only_offered(viewer_id),
            *_only_unmuted(viewer_id),
            {"$skip": offset},
            {"$limit": limit},
            {"$project": PEOPLE},
        ]
        with self.database.read() as commands:
            found = commands.aggregate(collection, pipeline, index=index)
        return [account_view(document["people"][0]) for document in found]


def _only_unmuted(viewer_id: int | None) -> list[Stage]:
    if viewer_id is None:
        return []
    return [
        {"$set": {"mute": {"muter": {"$literal": viewer_id}, "muted": "$_id"}}},
        _looked_up("mutes", "mute"),
        {"$match": {"mute": []}},
    ]


def _looked_up(collection: str, field: str) -> Stage:
    """Puts the document of that collection, whose key is in the field, in its place."""
    return {"$lookup": {"from": collection, "localField": field, "foreignField": "_id", "as": field}}
