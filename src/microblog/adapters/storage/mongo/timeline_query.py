"""Timelines, for reading."""

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import AS_ENTRY, entry_from, post_view, with_marks, with_post
from microblog.adapters.storage.mongo.visibility import only_visible
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import PostView
from microblog.ports.timeline_query import TimelineQuery


@frozen
class MongoTimelineQuery(TimelineQuery):
    """Each timeline in one command."""

    database: Database

    def public(self, viewer_id: int | None, cursor: Cursor) -> Page[PostView]:
        return self._of_posts(viewer_id, cursor, {"on_public_timeline": True}, "on_public_timeline")

    def home(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "home_timeline_rows",
                cursor,
                where={},
                index=["_id"],
                bound=lambda post_id: {"owner": viewer_id, "post": post_id},
                stages=[*entry_from("_id.post"), *with_post(), *only_visible(viewer_id)],
                shape=with_marks(viewer_id),
                view=post_view,
            )

    def of_account(
        self, viewer_id: int | None, account_id: int, cursor: Cursor, *, with_replies: bool
    ) -> Page[PostView]:
        where: Document = {"account_id": account_id}
        if not with_replies:
            where["in_reply_to_account_id"] = {"$in": [None, account_id]}
        return self._of_posts(viewer_id, cursor, where, "account_id")

    def hashtag(self, viewer_id: int | None, name: str, cursor: Cursor) -> Page[PostView]:
        where = {"hashtags": name, "visibility": Visibility.PUBLIC.value}
        return self._of_posts(viewer_id, cursor, where, "hashtags")

    def _of_posts(self, viewer_id: int | None, cursor: Cursor, where: Document, field: str) -> Page[PostView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "posts",
                cursor,
                where=where,
                index=[field, "_id"],
                stages=[*AS_ENTRY, *with_post(), *only_visible(viewer_id)],
                shape=with_marks(viewer_id),
                view=post_view,
            )
