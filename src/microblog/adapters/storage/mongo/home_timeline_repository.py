"""Home timelines, kept as rows (owner, post)."""

from collections.abc import Collection, Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Post, Visibility
from microblog.ports.home_timeline_repository import HomeTimelineRepository

_ROWS = "home_timeline_rows"


@frozen
class MongoHomeTimelineRepository(HomeTimelineRepository):
    """Home timelines in a collection. Its keys stand in the order in which they are read."""

    _transaction: Transaction

    def add(self, owner_ids: Collection[int], post_id: int) -> None:
        rows = [_row(owner_id, post_id) for owner_id in sorted(set(owner_ids))]
        self._transaction.write(lambda commands: _put(commands, rows))

    def fan_out(self, post: Post) -> None:
        stages = _readers(post)

        def put(commands: Commands) -> None:
            _put(commands, [_row(reader["_id"], post.id) for reader in commands.aggregate("follows", stages)])

        self._transaction.write(put)

    def fan_out_by_tags(self, post: Post) -> None:
        stages: list[Document] = [
            {"$match": {"_id.name": {"$in": list(post.hashtags)}}},
            {"$group": {"_id": "$_id.account"}},
            *_who_may_get(post, "_id"),
            {"$project": {"_id": True}},
        ]

        def put(commands: Commands) -> None:
            _put(commands, [_row(reader["_id"], post.id) for reader in commands.aggregate("followed_tags", stages)])

        self._transaction.write(put)

    def backfill(self, owner_id: int, author_id: int, limit: int) -> None:
        where = {"account_id": author_id, "deleted_at": None, "in_reply_to_account_id": {"$in": [None, author_id]}}

        def put(commands: Commands) -> None:
            newest = commands.find("posts", where, order={"_id": -1}, index={"account_id": 1, "_id": 1}, limit=limit)
            _put(commands, [_row(owner_id, post["_id"]) for post in newest])

        self._transaction.write(put)

    def remove_author(self, owner_id: int, author_id: int) -> None:
        def remove(commands: Commands) -> None:
            posts = [row["post"] for row in commands.ids(_ROWS, keyed_by("owner", owner_id, "post"))]
            by_author = commands.ids("posts", {"_id": {"$in": posts}, "account_id": author_id})
            commands.delete(_ROWS, {"_id": {"$in": [_row(owner_id, post_id) for post_id in by_author]}})

        self._transaction.write(remove)

    def remove_post(self, post_id: int) -> None:
        def remove(commands: Commands) -> None:
            boosts = commands.ids("posts", {"boost_of_id": post_id})
            commands.delete(_ROWS, {"_id.post": {"$in": [post_id, *boosts]}})

        self._transaction.write(remove)

    def remove_owner(self, owner_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete(_ROWS, keyed_by("owner", owner_id, "post")))

    def trim(self, keep: int) -> int:
        stages: list[Document] = [
            {"$group": {"_id": "$_id.owner", "length": {"$sum": 1}}},
            {"$match": {"length": {"$gt": keep}}},
        ]
        too_long = self._transaction.read(lambda commands: commands.aggregate(_ROWS, stages))
        owners = [owner["_id"] for owner in too_long]
        return self._transaction.write(lambda commands: sum(_cut(commands, owner_id, keep) for owner_id in owners))


def _row(owner_id: int, post_id: int) -> Document:
    return {"owner": owner_id, "post": post_id}


def _put(commands: Commands, keys: Sequence[Document]) -> None:
    there = {(key["owner"], key["post"]) for key in commands.ids(_ROWS, {"_id": {"$in": keys}})}
    new = [{"_id": key} for key in keys if (key["owner"], key["post"]) not in there]
    if new:
        commands.insert(_ROWS, new)


def _cut(commands: Commands, owner_id: int, keep: int) -> int:
    rows = keyed_by("owner", owner_id, "post")
    first_to_go = commands.find(_ROWS, rows, order={"_id": -1}, skip=keep, limit=1)
    rows["_id"]["$lte"] = first_to_go[0]["_id"]
    return commands.delete(_ROWS, rows)


def _readers(post: Post) -> list[Document]:
    """Finds the follows of those for whom a post is."""
    author_id, answered_id = post.account_id, post.in_reply_to_account_id
    mentioned = [mention.account_id for mention in post.mentions]
    follows: Document = {"_id.followee": author_id, "accepted": True}
    if post.visibility is Visibility.MENTIONED:
        follows["_id.follower"] = {"$in": mentioned}
    stages: list[Document] = [{"$match": follows}, *_who_may_get(post, "_id.follower")]
    if post.visibility is not Visibility.MENTIONED and answered_id not in (None, author_id):
        stages += [
            {"$set": {"answered": {"follower": "$_id.follower", "followee": {"$literal": answered_id}}}},
            {"$lookup": {"from": "follows", "localField": "answered", "foreignField": "_id", "as": "answered"}},
            {"$match": {"$or": [{"_id.follower": {"$in": [*mentioned, answered_id]}}, {"answered.accepted": True}]}},
        ]
    return [*stages, {"$project": {"_id": "$_id.follower"}}]


def _who_may_get(post: Post, reader: str) -> list[Document]:
    """Lets pass what has an active local account in that field that neither blocks the author nor is blocked."""
    author = {"$literal": post.account_id}
    blocks = [{"blocker": f"${reader}", "blocked": author}, {"blocker": author, "blocked": f"${reader}"}]
    return [
        {"$lookup": {"from": "accounts", "localField": reader, "foreignField": "_id", "as": "reader"}},
        {"$match": {"reader.state": AccountState.ACTIVE.value, "reader.domain": None}},
        {"$set": {"between": blocks}},
        {"$lookup": {"from": "blocks", "localField": "between", "foreignField": "_id", "as": "blocks"}},
        {"$match": {"blocks": []}},
    ]
