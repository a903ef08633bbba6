"""Search, for reading."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.paging import LONGEST_SEARCH, read_page
from microblog.adapters.storage.mongo.post_views import AS_ENTRY, PEOPLE, account_view, post_view, with_marks, with_post
from microblog.adapters.storage.mongo.search_index import ACCOUNTS_ARE_TRUE, POSTS_ARE_TRUE
from microblog.adapters.storage.mongo.visibility import only_listed, only_offered, only_shown, only_visible
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.search_words import kept_word
from microblog.domain.model.views import AccountView, PostView
from microblog.ports.search_query import SearchQuery

# What is found is never a boost.
_AS_ENTRY_AND_POST: Document = {"$project": {"_id": 0, "entry": "$$ROOT", "post": "$$ROOT"}}

_LAST_CHARACTER = "\U0010ffff"  # which no text holds


@frozen
class MongoSearchQuery(SearchQuery):
    """Each page in one command, by MongoDB's text index."""

    database: Database

    def posts(
        self, viewer_id: int | None, words: Sequence[str], cursor: Cursor, *, author_id: int | None = None
    ) -> Page[PostView]:
        by_author = {} if author_id is None else {"account_id": author_id}
        with self.database.read() as commands:
            return read_page(
                commands,
                "posts",
                cursor,
                where={**_with_all(words), **_maybe_seen_by(viewer_id), **by_author, "$expr": POSTS_ARE_TRUE},
                index=["_id"],
                stages=[_AS_ENTRY_AND_POST, *only_visible(viewer_id), *only_listed(viewer_id)],
                shape=with_marks(viewer_id),
                view=post_view,
            )

    def accounts(
        self, viewer_id: int | None, words: Sequence[str], cursor: Cursor, *, only_followed: bool = False
    ) -> Page[AccountView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "accounts",
                cursor,
                where={**_with_all(words), "$expr": ACCOUNTS_ARE_TRUE},
                index=["_id"],
                stages=[
                    *(_only_followed(viewer_id) if only_followed else ()),
                    *only_shown(viewer_id, "_id"),
                    *only_offered(viewer_id),
                ],
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
                *only_listed(viewer_id),
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
        index = {"hashtags": 1, "_id": 1}
        with self.database.read() as commands:
            found = commands.aggregate("posts", pipeline, index=index, longest=LONGEST_SEARCH)
        return [each["_id"] for each in found]


def _only_followed(viewer_id: int | None) -> list[Document]:
    """Lets pass, of accounts, those whom the viewer follows."""
    follow = {"follower": {"$literal": viewer_id}, "followee": "$_id"}
    return [
        {"$set": {"follow": follow}},
        {"$lookup": {"from": "follows", "localField": "follow", "foreignField": "_id", "as": "follow"}},
        {"$match": {"follow.accepted": True}},
    ]


def _maybe_seen_by(viewer_id: int | None) -> Document:
    # All that the post itself tells of what `only_visible` asks, so that few are asked about who wrote them; and no
    # unlisted ones but the viewer's own.
    offered: list[Document] = [{"visibility": Visibility.PUBLIC.value}]
    if viewer_id is not None:
        mentioning = {"visibility": Visibility.MENTIONED.value, "mentions.account_id": viewer_id}
        offered += [{"account_id": viewer_id}, {"visibility": Visibility.FOLLOWERS.value}, mentioning]
    return {"boost_of_id": None, "deleted_at": None, "$or": offered}


def _with_all(words: Sequence[str]) -> Document:
    # MongoDB finds what has any of the words that it is asked for: so it is asked for the longest, mostly the rarest.
    kept = [kept_word(word) for word in words]
    return {"$text": {"$search": max(kept, key=len)}, "search.words": {"$all": kept}}
