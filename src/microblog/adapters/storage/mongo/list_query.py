"""Lists of people, for reading."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document, list_of
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import PEOPLE, follow_view
from microblog.adapters.storage.mongo.visibility import only_shown
from microblog.domain.model.list import List
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView
from microblog.ports.list_query import ListQuery

_IN_ORDER = {"_id": 1}


@frozen
class MongoListQuery(ListQuery):
    """Each in one command."""

    database: Database

    def get(self, owner_id: int, list_id: int) -> List | None:
        with self.database.read() as commands:
            found = commands.find_one("lists", {"_id": list_id, "account_id": owner_id})
        return None if found is None else list_of(found)

    def of_account(self, owner_id: int) -> Sequence[List]:
        with self.database.read() as commands:
            return [list_of(each) for each in commands.find("lists", {"account_id": owner_id}, order=_IN_ORDER)]

    def containing(self, owner_id: int, account_id: int) -> Sequence[List]:
        stages: list[Document] = [
            {"$match": {"owner_id": owner_id, "_id.account": account_id}},
            {"$lookup": {"from": "lists", "localField": "_id.list", "foreignField": "_id", "as": "list"}},
            {"$unwind": "$list"},
            {"$replaceRoot": {"newRoot": "$list"}},
        ]
        with self.database.read() as commands:
            found = [list_of(each) for each in commands.aggregate("list_members", stages)]
        return sorted(found, key=lambda each: each.id)  # there are few, and no index has them in this order

    def members(self, viewer_id: int, list_id: int, cursor: Cursor) -> Page[FollowView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "list_members",
                cursor,
                where={},
                index=["_id"],
                bound=lambda account_id: {"list": list_id, "account": account_id},
                stages=only_shown(viewer_id, "_id.account"),
                shape=[{"$project": {"entry_id": "$_id.account", **PEOPLE}}],
                view=follow_view,
            )
