"""Posts, for reading."""

from collections.abc import Collection, Mapping, Sequence

from attrs import evolve, frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, is_sensitive, keyed_by, pictures_of, poll_options_of
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import (
    AS_ENTRY,
    PEOPLE,
    follow_view,
    post_view,
    with_marks,
    with_post,
)
from microblog.adapters.storage.mongo.visibility import Stage, only_shown, only_visible, with_listed, with_visible
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import PostVersion, Visibility
from microblog.domain.model.views import FollowView, PostView, ThreadView
from microblog.ports.post_query import PostQuery

_OPEN = [Visibility.PUBLIC.value, Visibility.UNLISTED.value]


@frozen
class MongoPostQuery(PostQuery):
    """A post in one command, its thread in three."""

    database: Database

    def get(self, viewer_id: int | None, post_id: int) -> PostView | None:
        with self.database.read() as commands:
            return _get(commands, viewer_id, post_id)

    def for_moderators(self, post_ids: Collection[int]) -> Mapping[int, PostView]:
        where: Document = {"_id": {"$in": list(post_ids)}, "boost_of_id": None, "deleted_at": None}
        stages = [{"$match": where}, *AS_ENTRY, *with_post(), *with_visible(None), *with_marks(None)]
        with self.database.read() as commands:
            found = commands.aggregate("posts", stages)
        return {document["post"]["_id"]: post_view(document) for document in found}

    def entry(self, viewer_id: int | None, entry_id: int) -> PostView | None:
        with self.database.read() as commands:
            return _one(commands, viewer_id, {"_id": entry_id})

    def is_tombstone(self, post_id: int) -> bool:
        where = {"_id": post_id, "deleted_at": {"$ne": None}, "visibility": {"$in": _OPEN}}
        with self.database.read() as commands:
            return commands.find_one("posts", where) is not None

    def thread(self, viewer_id: int | None, post_id: int, limit: int) -> ThreadView | None:
        with self.database.read() as commands:
            view = _get(commands, viewer_id, post_id)
            if view is None:
                return None
            # The rest of the conversation, with whether each post may be seen: the chain goes on behind those that may
            # not.
            before = _conversation(commands, viewer_id, view.thread_id, {"$lt": post_id}, -1, limit)
            after = _conversation(commands, viewer_id, view.thread_id, {"$gt": post_id}, 1, limit)
        return ThreadView(_ancestors(view, before), view, _descendants(post_id, after))

    def versions(self, post_id: int) -> Sequence[PostVersion]:
        with self.database.read() as commands:
            found = commands.find("post_versions", keyed_by("post", post_id, "number"), order={"_id": 1})
        return [_version(document) for document in found]

    def liked_by(self, viewer_id: int | None, post_id: int, cursor: Cursor) -> Page[FollowView]:
        with self.database.read() as commands:
            if not commands.aggregate("posts", _visible(viewer_id, {"_id": post_id, "boost_of_id": None})):
                return Page(())
            return read_page(
                commands,
                "likes",
                cursor,
                where={"_id.post": post_id},
                index=["_id.post", "id"],
                stages=only_shown(viewer_id, "_id.account"),
                shape=[{"$project": {"entry_id": "$id", **PEOPLE}}],
                view=follow_view,
            )

    def boosted_by(self, viewer_id: int | None, post_id: int, cursor: Cursor) -> Page[FollowView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "posts",
                cursor,
                where={"boost_of_id": post_id},
                index=["boost_of_id", "_id"],
                stages=[*AS_ENTRY, *with_post(), *only_visible(viewer_id)],
                shape=[{"$project": {"entry_id": "$entry._id", "entry.account_id": 1, **PEOPLE}}],
                view=_booster_view,
            )


def _version(document: Document) -> PostVersion:
    texts = [document[name] for name in ("text", "html", "content_warning", "created_at")]
    version = PostVersion(document["_id"]["post"], *texts)
    asked = poll_options_of(document)
    return evolve(version, media=pictures_of(document), poll_options=asked, sensitive=is_sensitive(document))


def _booster_view(document: Document) -> FollowView:
    booster = [account for account in document["people"] if account["_id"] == document["entry"]["account_id"]]
    return follow_view({**document, "people": booster})


def _visible(viewer_id: int | None, where: Document) -> list[Stage]:
    return [{"$match": where}, *AS_ENTRY, *with_post(), *only_visible(viewer_id)]


def _get(commands: Commands, viewer_id: int | None, post_id: int) -> PostView | None:
    return _one(commands, viewer_id, {"_id": post_id, "boost_of_id": None})


def _one(commands: Commands, viewer_id: int | None, where: Document) -> PostView | None:
    found = commands.aggregate("posts", [*_visible(viewer_id, where), *with_marks(viewer_id)])
    return post_view(found[0]) if found else None


def _conversation(
    commands: Commands, viewer_id: int | None, thread_id: int, ids: Document, order: int, limit: int
) -> list[Document]:
    return commands.aggregate(
        "posts",
        [
            {"$match": {"thread_id": thread_id, "_id": ids, "boost_of_id": None}},
            {"$sort": {"_id": order}},
            {"$limit": limit},
            *AS_ENTRY,
            *with_post(),
            *with_visible(viewer_id),
            *with_listed(viewer_id),
            *with_marks(viewer_id, "visible"),
        ],
        index={"thread_id": 1, "_id": 1},
    )


def _ancestors(view: PostView, found: Sequence[Document]) -> tuple[PostView, ...]:
    earlier = {document["entry_id"]: document for document in found}
    chain: list[PostView] = []
    above = view.in_reply_to_id
    while above is not None and above in earlier:
        document = earlier[above]
        if document["visible"]:
            chain.append(post_view(document))
        above = document["post"]["in_reply_to_id"]
    return tuple(reversed(chain))


def _descendants(post_id: int, found: Sequence[Document]) -> tuple[PostView, ...]:
    replies: dict[int, list[Document]] = {}
    for document in reversed(found):
        replies.setdefault(document["post"]["in_reply_to_id"], []).append(document)
    below: list[PostView] = []
    waiting = replies.get(post_id, [])
    while waiting:
        document = waiting.pop()
        if document["visible"]:
            below.append(post_view(document))
        waiting.extend(replies.get(document["entry_id"], []))
    return tuple(below)
