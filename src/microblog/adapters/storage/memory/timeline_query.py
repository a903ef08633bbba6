"""Timelines, for reading."""

from collections.abc import Iterable, Sequence

from attrs import evolve, frozen

from microblog.adapters.storage.memory.home_timeline_repository import answers_another
from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import listed, post_view, unmuted, visible
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.list import List, RepliesPolicy
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.relationships import MAX_PINS, Bookmark, Like, Pin
from microblog.domain.model.views import PostView
from microblog.ports.timeline_query import TimelineQuery


@frozen
class MemoryTimelineQuery(TimelineQuery):
    """Looks at every post there is."""

    storage: MemoryStorage

    def public(self, viewer_id: int | None, cursor: Cursor, *, only_media: bool = False) -> Page[PostView]:
        tables = self.storage.committed
        posts = [
            post
            for post in tables.posts.values()
            if post.visibility is Visibility.PUBLIC
            and post.domain is None
            and post.in_reply_to_id is None
            and post.boost_of_id is None
            and (post.media or not only_media)
            and unmuted(tables, viewer_id, post)
            and listed(tables, viewer_id, post.account_id)
        ]
        return _page(tables, viewer_id, posts, cursor)

    def home(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        tables = self.storage.committed
        exclusive = {one.id for one in tables.lists.values() if one.account_id == viewer_id and one.exclusive}
        elsewhere = {account_id for list_id, account_id in tables.list_members if list_id in exclusive}
        posts = [post for post in _home(tables, viewer_id) if post.account_id not in elsewhere]
        return _page(tables, viewer_id, posts, cursor)

    def of_list(self, viewer_id: int, of: List, cursor: Cursor) -> Page[PostView]:
        tables = self.storage.committed
        members = {account_id for list_id, account_id in tables.list_members if list_id == of.id}
        posts = [
            post
            for post in _home(tables, viewer_id)
            if post.account_id in members
            and (
                of.replies_policy is RepliesPolicy.FOLLOWED
                or not answers_another(post)
                or (of.replies_policy is RepliesPolicy.MEMBERS and post.in_reply_to_account_id in members)
            )
        ]
        return _page(tables, viewer_id, posts, cursor)

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
        tables = self.storage.committed
        posts = [
            post
            for post in tables.posts.values()
            if post.account_id == account_id
            and (with_replies or not answers_another(post))
            and (with_boosts or post.boost_of_id is None)
            and (hashtag is None or hashtag in post.hashtags)
            and (post.media or not only_media)
        ]
        return _page(tables, viewer_id, posts, cursor)

    def pinned(self, viewer_id: int | None, account_id: int) -> Sequence[PostView]:
        tables = self.storage.committed
        pins = [pin for pin in tables.pins.values() if pin.account_id == account_id]
        return _listed(tables, viewer_id, pins, Cursor(limit=MAX_PINS)).items

    def liked(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        tables = self.storage.committed
        likes = [like for like in tables.likes.values() if like.account_id == viewer_id]
        return _listed(tables, viewer_id, likes, cursor)

    def bookmarked(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        tables = self.storage.committed
        bookmarks = [bookmark for bookmark in tables.bookmarks.values() if bookmark.account_id == viewer_id]
        return _listed(tables, viewer_id, bookmarks, cursor)

    def hashtag(self, viewer_id: int | None, name: str, cursor: Cursor, *, only_media: bool = False) -> Page[PostView]:
        tables = self.storage.committed
        posts = [
            post
            for post in tables.posts.values()
            if post.visibility is Visibility.PUBLIC
            and name in post.hashtags
            and (post.media or not only_media)
            and unmuted(tables, viewer_id, post)
            and listed(tables, viewer_id, post.account_id)
        ]
        return _page(tables, viewer_id, posts, cursor)


def _home(tables: Tables, owner_id: int) -> list[Post]:
    posts = [tables.posts[post_id] for post_id in tables.home_timelines.get(owner_id, frozenset())]
    return [post for post in posts if unmuted(tables, owner_id, post)]


def _page(tables: Tables, viewer_id: int | None, posts: Iterable[Post], cursor: Cursor) -> Page[PostView]:
    seen = [post for post in posts if visible(tables, viewer_id, post)]
    page = page_of(seen, lambda post: post.id, cursor)
    views = tuple(post_view(tables, viewer_id, post) for post in page.items)
    return Page(views, page.next_max_id, page.prev_min_id)


def _listed(
    tables: Tables, viewer_id: int | None, marks: Iterable[Like | Bookmark | Pin], cursor: Cursor
) -> Page[PostView]:
    """Posts in a list of what somebody did with them."""
    seen = [mark for mark in marks if visible(tables, viewer_id, tables.posts[mark.post_id])]
    page = page_of(seen, lambda mark: mark.id, cursor)
    views = tuple(evolve(post_view(tables, viewer_id, tables.posts[m.post_id]), entry_id=m.id) for m in page.items)
    return Page(views, page.next_max_id, page.prev_min_id)
