"""Timelines, for reading."""

from collections.abc import Iterable

from attrs import frozen

from microblog.adapters.storage.memory.home_timeline_repository import answers_another
from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import post_view, visible
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.views import PostView
from microblog.ports.timeline_query import TimelineQuery


@frozen
class MemoryTimelineQuery(TimelineQuery):
    """Looks at every post there is."""

    storage: MemoryStorage

    def public(self, viewer_id: int | None, cursor: Cursor) -> Page[PostView]:
        tables = self.storage.committed
        posts = [
            post
            for post in tables.posts.values()
            if post.visibility is Visibility.PUBLIC
            and post.domain is None
            and post.in_reply_to_id is None
            and post.boost_of_id is None
        ]
        return _page(tables, viewer_id, posts, cursor)

    def home(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        tables = self.storage.committed
        timeline = tables.home_timelines.get(viewer_id, frozenset())
        return _page(tables, viewer_id, [tables.posts[post_id] for post_id in timeline], cursor)

    def of_account(
        self, viewer_id: int | None, account_id: int, cursor: Cursor, *, with_replies: bool
    ) -> Page[PostView]:
        tables = self.storage.committed
        posts = [
            post
            for post in tables.posts.values()
            if post.account_id == account_id and (with_replies or not answers_another(post))
        ]
        return _page(tables, viewer_id, posts, cursor)

    def hashtag(self, viewer_id: int | None, name: str, cursor: Cursor) -> Page[PostView]:
        tables = self.storage.committed
        posts = [
            post for post in tables.posts.values() if post.visibility is Visibility.PUBLIC and name in post.hashtags
        ]
        return _page(tables, viewer_id, posts, cursor)


def _page(tables: Tables, viewer_id: int | None, posts: Iterable[Post], cursor: Cursor) -> Page[PostView]:
    seen = [post for post in posts if visible(tables, viewer_id, post)]
    page = page_of(seen, lambda post: post.id, cursor)
    views = tuple(post_view(tables, viewer_id, post) for post in page.items)
    return Page(views, page.next_max_id, page.prev_min_id)
