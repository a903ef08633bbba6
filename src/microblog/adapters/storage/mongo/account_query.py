"""Accounts, for reading."""

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document, fields_of, name_key
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import PEOPLE, account_view, follow_view
from microblog.adapters.storage.mongo.visibility import Stage, only_shown
from microblog.domain.model.account import AccountState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import AccountView, FollowView, MuteView, ProfileView
from microblog.ports.account_query import AccountQuery

_LAST_POST = {
    "from": "posts",
    "localField": "_id",
    "foreignField": "account_id",
    "pipeline": [
        {"$match": {"boost_of_id": None, "deleted_at": None, "visibility": {"$ne": Visibility.MENTIONED.value}}},
        {"$sort": {"account_id": -1, "_id": -1}},  # that is the index to take
        {"$limit": 1},
        {"$project": {"created_at": 1}},
    ],
    "as": "last_post",
}


@frozen
class MongoAccountQuery(AccountQuery):
    """Each profile or list in one command."""

    database: Database

    def profile(self, viewer_id: int | None, username: str) -> ProfileView | None:
        with self.database.read() as commands:
            found = commands.aggregate("accounts", _profiles(viewer_id, {"name_key": name_key(username)}))
        return _profile_view(found[0], viewer_id) if found else None

    def profiles(self, viewer_id: int | None, account_ids: Collection[int]) -> Mapping[int, ProfileView]:
        with self.database.read() as commands:
            found = commands.aggregate("accounts", _profiles(viewer_id, {"_id": {"$in": list(account_ids)}}))
        return {document["_id"]: _profile_view(document, viewer_id) for document in found}

    def is_gone(self, account: int | str) -> bool:
        this = {"_id": account} if isinstance(account, int) else {"name_key": name_key(account)}
        with self.database.read() as commands:
            return commands.find_one("accounts", {**this, "state": AccountState.DELETED.value}) is not None

    def followers(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        where = {"_id.followee": account_id, "accepted": True}
        return self._page("follows", where, "_id.follower", viewer_id, cursor)

    def following(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        where = {"_id.follower": account_id, "accepted": True}
        return self._page("follows", where, "_id.followee", viewer_id, cursor)

    def familiar_followers(self, viewer_id: int, account_id: int, limit: int) -> Sequence[AccountView]:
        where = {"_id.follower": viewer_id, "accepted": True}
        theirs = {"follower": "$_id.followee", "followee": {"$literal": account_id}}
        pipeline: list[Stage] = [
            {"$match": where},
            {"$sort": {"id": -1}},
            {"$set": {"theirs": theirs}},
            {"$lookup": {"from": "follows", "localField": "theirs", "foreignField": "_id", "as": "theirs"}},
            {"$match": {"theirs.accepted": True}},
            *only_shown(viewer_id, "_id.followee"),
            {"$limit": limit},
            {"$project": PEOPLE},
        ]
        index = dict.fromkeys([*where, "id"], 1)
        with self.database.read() as commands:
            found = commands.aggregate("follows", pipeline, index=index)
        return [account_view(document["people"][0]) for document in found]

    def endorsed(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page("endorsements", {"_id.account": account_id}, "_id.target", viewer_id, cursor)

    def follow_requests(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page("follows", {"_id.followee": account_id, "accepted": False}, "_id.follower", None, cursor)

    def blocked(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        return self._page("blocks", {"_id.blocker": account_id}, "_id.blocked", None, cursor)

    def muted(self, account_id: int, cursor: Cursor) -> Page[MuteView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "mutes",
                cursor,
                where={"_id.muter": account_id},
                index=["_id.muter", "id"],
                stages=only_shown(None, "_id.muted"),
                shape=[{"$project": {"entry_id": "$id", "notifications": 1, "expires_at": 1, **PEOPLE}}],
                view=_mute_view,
            )

    def _page(
        self, collection: str, where: Document, shown: str, viewer_id: int | None, cursor: Cursor
    ) -> Page[FollowView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                collection,
                cursor,
                where=where,
                index=[*where, "id"],
                stages=only_shown(viewer_id, shown),
                shape=[{"$project": {"entry_id": "$id", **PEOPLE}}],
                view=follow_view,
            )


def _profiles(viewer_id: int | None, these: Document) -> list[Stage]:
    stages: list[Stage] = [
        {"$match": {**these, "state": AccountState.ACTIVE.value}},
        {"$lookup": _LAST_POST},
    ]
    if viewer_id is None:
        return stages
    viewer = {"$literal": viewer_id}
    mutes = [{"muter": viewer, "muted": "$_id"}]
    written = [{"account": viewer, "target": "$_id"}]
    follows = [{"follower": viewer, "followee": "$_id"}, {"follower": "$_id", "followee": viewer}]
    blocks = [{"blocker": viewer, "blocked": "$_id"}, {"blocker": "$_id", "blocked": viewer}]
    return [
        *stages,
        {"$set": {"follows": follows, "blocks": blocks, "mutes": mutes, "written": written}},
        {"$lookup": {"from": "follows", "localField": "follows", "foreignField": "_id", "as": "follows"}},
        {"$lookup": {"from": "blocks", "localField": "blocks", "foreignField": "_id", "as": "blocks"}},
        {"$lookup": {"from": "mutes", "localField": "mutes", "foreignField": "_id", "as": "mutes"}},
        {"$lookup": {"from": "endorsements", "localField": "written", "foreignField": "_id", "as": "endorsements"}},
        {"$lookup": {"from": "account_notes", "localField": "written", "foreignField": "_id", "as": "notes"}},
    ]


def _mute_view(document: Document) -> MuteView:
    account = account_view(document["people"][0])
    return MuteView(document["entry_id"], account, document["notifications"], document["expires_at"])


def _profile_view(document: Document, viewer_id: int | None) -> ProfileView:
    followed_by_whom = {follow["_id"]["follower"]: follow["accepted"] for follow in document.get("follows", ())}
    mute = next(iter(document.get("mutes", ())), None)
    note = next(iter(document.get("notes", ())), None)
    blockers = {block["_id"]["blocker"] for block in document.get("blocks", ())}
    return ProfileView(
        account=account_view(document),
        uri=document["uri"],
        header=document.get("header", ""),
        bio=document["bio"],
        bio_html=document["bio_html"],
        fields=fields_of(document),
        created_at=document["created_at"],
        posts_count=document["posts_count"],
        followers_count=document["followers_count"],
        following_count=document["following_count"],
        last_post_at=document["last_post"][0]["created_at"] if document["last_post"] else None,
        follows=followed_by_whom.get(viewer_id) is True,
        requested=followed_by_whom.get(viewer_id) is False,
        requested_by=followed_by_whom.get(document["_id"]) is False,
        followed_by=followed_by_whom.get(document["_id"]) is True,
        blocks=viewer_id in blockers,
        blocked_by=document["_id"] in blockers,
        mutes=mute is not None,
        mutes_notifications=mute is not None and mute["notifications"],
        mute_expires_at=None if mute is None else mute["expires_at"],
        endorsed=bool(document.get("endorsements")),
        note=note["text"] if note else "",
        limited=document.get("limited", False),
    )
