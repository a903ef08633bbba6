"""Search, for reading."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import AS_ENTRY, PEOPLE, account_view, post_view, with_marks, with_post
from microblog.adapters.storage.mongo.search_index import ACCOUNTS_ARE_TRUE, POSTS_ARE_TRUE
from microblog.adapters.storage.mongo.visibility import only_shown, only_visible
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.search_words import kept_word
from microblog.domain.model.views import AccountView, PostView
from microblog.ports.search_query import SearchQuery

_LAST_CHARACTER = "\U0010ffff"  # which no text holds


@frozen
class MongoSearchQuery(SearchQuery):
    """Each page in one command, by MongoDB's text index."""

    database: Database

    def posts(self, viewer_id: int | None, words: Sequence[str], cursor: Cursor) -> Page[PostView]:
        offered: list[Document] = [{"visibility": {"$ne": Visibility.UNLISTED.value}}]
        if viewer_id is not None:
            offered.append({"account_id": viewer_id})
        with self.database.read() as commands:
            return read_page(
                commands,
                "posts",
                cursor,
                where={**_with_all(words), "boost_of_id": None, "$expr": POSTS_ARE_TRUE, "$or": offered},
                index=["_id"],
                stages=[*AS_ENTRY, *with_post(), *only_visible(viewer_id)],
                shape=with_marks(viewer_id),
                view=post_view,
            )

    def accounts(self, viewer_id: int | None, words: Sequence[str], cursor: Cursor) -> Page[AccountView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "accounts",
                cursor,
                where={**_with_all(words), "$expr": ACCOUNTS_ARE_TRUE},
                index=["_id"],
                stages=only_shown(viewer_id, "_id"),
                shape=[{"$project": {"entry_id": "$_id", **PEOPLE}}],
                view=lambda document: account_view(document["people"][0]),
            )

    def hashtags(self, viewer_id: int | None, prefix: str, limit: int) -> Sequence[str]:
        beginning = {"$gte": prefix, "$lt": prefix + _LAST_CHARACTER}
        public = {"visibility": Visibility.PUBLIC.value}
        one_to_see = {
            "from": "posts",
            "localField": "_id",
            "foreignField": "hashtags",
            "pipeline": [
                {"$match": public},
                *AS_ENTRY,
                *with_post(),
                *only_visible(viewer_id),
                {"$limit": 1},
                {"$project": {"entry._id": 1}},
            ],
            "as": "seen",
        }
        pipeline: list[Document] = [
            {"$match": {"hashtags": {"$elemMatch": beginning}, **public}},
            {"$project": {"hashtags": 1}},
            {"$unwind": "$hashtags"},
            {"$match": {"hashtags": beginning}},
            {"$group": {"_id": "$hashtags"}},
            {"$sort": {"_id": 1}},
            {"$lookup": one_to_see},
            {"$match": {"seen": {"$ne": []}}},
            {"$limit": limit},
        ]
        with self.database.read() as commands:
            return [found["_id"] for found in commands.aggregate("posts", pipeline, index={"hashtags": 1, "_id": 1})]


def _with_all(words: Sequence[str]) -> Document:
    # MongoDB finds what has any of the words that it is asked for: so it is asked for the longest, mostly the rarest.
    kept = [kept_word(word) for word in words]
    return {"$text": {"$search": max(kept, key=len)}, "search.words": {"$all": kept}}
