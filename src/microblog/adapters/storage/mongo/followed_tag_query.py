"""Followed hashtags, for reading."""

from collections.abc import Collection

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.paging import read_page
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.relationships import FollowedTag
from microblog.ports.followed_tag_query import FollowedTagQuery


@frozen
class MongoFollowedTagQuery(FollowedTagQuery):
    """Each in one command."""

    database: Database

    def of_account(self, account_id: int, cursor: Cursor) -> Page[FollowedTag]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "followed_tags",
                cursor,
                where={"_id.account": account_id},
                index=["_id.account", "id"],
                stages=[{"$set": {"entry_id": "$id"}}],
                view=_followed_tag,
            )

    def among(self, account_id: int, names: Collection[str]) -> frozenset[str]:
        keys = [{"account": account_id, "name": name} for name in names]
        with self.database.read() as commands:
            return frozenset(key["name"] for key in commands.ids("followed_tags", {"_id": {"$in": keys}}))


def _followed_tag(document: Document) -> FollowedTag:
    return FollowedTag(document["id"], document["_id"]["account"], document["_id"]["name"], document["created_at"])
