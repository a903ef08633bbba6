"""Timelines, for reading."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import AS_ENTRY, entry_from, post_view, with_marks, with_post
from microblog.adapters.storage.mongo.visibility import Stage, only_listed, only_unmuted, only_visible
from microblog.domain.model.list import List, RepliesPolicy
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.relationships import MAX_PINS
from microblog.domain.model.views import PostView
from microblog.ports.timeline_query import TimelineQuery


@frozen
class MongoTimelineQuery(TimelineQuery):
    """Each timeline in one command; what lists say is asked first."""

    database: Database

    def public(self, viewer_id: int | None, cursor: Cursor, *, only_media: bool = False) -> Page[PostView]:
        where = {"on_public_timeline": True, **_with_media(only_media)}
        return self._of_posts(viewer_id, cursor, where, "on_public_timeline", *_offered(viewer_id))

    def home(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        with self.database.read() as commands:
            exclusive = commands.ids("lists", {"account_id": viewer_id, "exclusive": True})
            on_them = {"owner_id": viewer_id, "_id.list": {"$in": exclusive}}
            elsewhere = [key["account"] for key in commands.ids("list_members", on_them)] if exclusive else []
            where = {"entry.account_id": {"$nin": elsewhere}} if elsewhere else {}
            return _home(commands, viewer_id, cursor, where)

    def of_list(self, viewer_id: int, of: List, cursor: Cursor) -> Page[PostView]:
        with self.database.read() as commands:
            members = [key["account"] for key in commands.ids("list_members", keyed_by("list", of.id, "account"))]
            where: Document = {"entry.account_id": {"$in": members}}
            if of.replies_policy is not RepliesPolicy.FOLLOWED:
                to_oneself = {"$expr": {"$eq": ["$entry.in_reply_to_account_id", "$entry.account_id"]}}
                shown = members if of.replies_policy is RepliesPolicy.MEMBERS else []
                where["$or"] = [{"entry.in_reply_to_account_id": {"$in": [None, *shown]}}, to_oneself]
            return _home(commands, viewer_id, cursor, where)

    def of_account(
        self,
        viewer_id: int | None,
        account_id: int,
        cursor: Cursor,
        *,
        with_replies: bool,
        with_boosts: bool = True,
        hashtag: str | None = None,
        only_media: bool = False,
    ) -> Page[PostView]:
        where: Document = {"account_id": account_id, **_with_media(only_media)}
        if not with_replies:
            where["in_reply_to_account_id"] = {"$in": [None, account_id]}
        if not with_boosts:
            where["boost_of_id"] = None
        if hashtag is not None:
            where["hashtags"] = hashtag
        return self._of_posts(viewer_id, cursor, where, "account_id")

    def pinned(self, viewer_id: int | None, account_id: int) -> Sequence[PostView]:
        return self._listed("pins", viewer_id, account_id, Cursor(limit=MAX_PINS)).items

    def liked(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        return self._listed("likes", viewer_id, viewer_id, cursor)

    def bookmarked(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        return self._listed("bookmarks", viewer_id, viewer_id, cursor)

    def hashtag(self, viewer_id: int | None, name: str, cursor: Cursor, *, only_media: bool = False) -> Page[PostView]:
        where = {"hashtags": name, "visibility": Visibility.PUBLIC.value, **_with_media(only_media)}
        return self._of_posts(viewer_id, cursor, where, "hashtags", *_offered(viewer_id))

    def _listed(self, collection: str, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[PostView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                collection,
                cursor,
                where={"_id.account": account_id},
                index=["_id.account", "id"],
                stages=[*entry_from("_id.post"), *with_post(), *only_visible(viewer_id)],
                shape=[*with_marks(viewer_id, "id"), {"$set": {"entry_id": "$id"}}],
                view=post_view,
            )

    def _of_posts(
        self, viewer_id: int | None, cursor: Cursor, where: Document, field: str, *more: Stage
    ) -> Page[PostView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "posts",
                cursor,
                where=where,
                index=[field, *(name for name in where if name == "with_media"), "_id"],
                stages=[*AS_ENTRY, *with_post(), *only_visible(viewer_id), *more],
                shape=with_marks(viewer_id),
                view=post_view,
            )


def _offered(viewer_id: int | None) -> list[Stage]:
    """Lets pass, of what the viewer may see, what comes to them without that they follow whom it is by."""
    return [*only_listed(viewer_id), *only_unmuted(viewer_id)]


def _with_media(only_media: bool) -> Document:
    """Of posts only those that show pictures, which have indexes of their own."""
    return {"with_media": True} if only_media else {}


def _home(commands: Commands, owner_id: int, cursor: Cursor, where: Document) -> Page[PostView]:
    """What stands on a home timeline and has an entry that fits."""
    return read_page(
        commands,
        "home_timeline_rows",
        cursor,
        where={},
        index=["_id"],
        bound=lambda post_id: {"owner": owner_id, "post": post_id},
        stages=[
            *entry_from("_id.post"),
            {"$match": where},
            *with_post(),
            *only_visible(owner_id),
            *only_unmuted(owner_id),
        ],
        shape=with_marks(owner_id),
        view=post_view,
    )
