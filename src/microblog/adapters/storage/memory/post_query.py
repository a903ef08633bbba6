"""Posts, for reading."""

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import account_view, is_shown, listed, post_view, visible
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Post, PostVersion, Visibility
from microblog.domain.model.views import FollowView, PostView, ThreadView
from microblog.ports.post_query import PostQuery


@frozen
class MemoryPostQuery(PostQuery):
    """Looks at every post there is."""

    storage: MemoryStorage

    def get(self, viewer_id: int | None, post_id: int) -> PostView | None:
        tables = self.storage.committed
        post = tables.posts.get(post_id)
        if post is None or post.boost_of_id is not None or not visible(tables, viewer_id, post):
            return None
        return post_view(tables, viewer_id, post)

    def for_moderators(self, post_ids: Collection[int]) -> Mapping[int, PostView]:
        tables = self.storage.committed
        found = [tables.posts[id_] for id_ in post_ids if id_ in tables.posts]
        return {
            post.id: post_view(tables, None, post)
            for post in found
            if post.boost_of_id is None and post.deleted_at is None
        }

    def entry(self, viewer_id: int | None, entry_id: int) -> PostView | None:
        tables = self.storage.committed
        entry = tables.posts.get(entry_id)
        return post_view(tables, viewer_id, entry) if entry is not None and visible(tables, viewer_id, entry) else None

    def is_tombstone(self, post_id: int) -> bool:
        post = self.storage.committed.posts.get(post_id)
        if post is None or post.deleted_at is None:
            return False
        return post.visibility in (Visibility.PUBLIC, Visibility.UNLISTED)

    def thread(self, viewer_id: int | None, post_id: int, limit: int) -> ThreadView | None:
        tables = self.storage.committed
        view = self.get(viewer_id, post_id)
        if view is None:
            return None
        conversation = [
            post
            for post in sorted(tables.posts.values(), key=lambda post: post.id)
            if post.thread_id == view.thread_id and post.boost_of_id is None
        ]
        before = [post for post in conversation if post.id < post_id][-limit:]
        after = [post for post in conversation if post.id > post_id][:limit]

        earlier = {post.id: post for post in before}
        ancestors: list[Post] = []
        above = view.in_reply_to_id
        while above is not None and above in earlier:
            ancestors.insert(0, earlier[above])
            above = earlier[above].in_reply_to_id

        descendants: list[Post] = []
        waiting = [post for post in reversed(after) if post.in_reply_to_id == post_id]
        while waiting:
            post = waiting.pop()
            descendants.append(post)
            waiting.extend(reply for reply in reversed(after) if reply.in_reply_to_id == post.id)

        return ThreadView(
            tuple(post_view(tables, viewer_id, post) for post in ancestors if _in_thread(tables, viewer_id, post)),
            view,
            tuple(post_view(tables, viewer_id, post) for post in descendants if _in_thread(tables, viewer_id, post)),
        )

    def versions(self, post_id: int) -> Sequence[PostVersion]:
        return self.storage.committed.versions.get(post_id, ())

    def liked_by(self, viewer_id: int | None, post_id: int, cursor: Cursor) -> Page[FollowView]:
        tables = self.storage.committed
        if self.get(viewer_id, post_id) is None:
            return Page(())
        views = [
            FollowView(like.id, account_view(tables.accounts[like.account_id]))
            for like in tables.likes.values()
            if like.post_id == post_id and is_shown(tables, viewer_id, tables.accounts[like.account_id])
        ]
        return page_of(views, lambda view: view.id, cursor)

    def boosted_by(self, viewer_id: int | None, post_id: int, cursor: Cursor) -> Page[FollowView]:
        tables = self.storage.committed
        views = [
            FollowView(boost.id, account_view(tables.accounts[boost.account_id]))
            for boost in tables.posts.values()
            if boost.boost_of_id == post_id and visible(tables, viewer_id, boost)
        ]
        return page_of(views, lambda view: view.id, cursor)


def _in_thread(tables: Tables, viewer_id: int | None, post: Post) -> bool:
    return visible(tables, viewer_id, post) and listed(tables, viewer_id, post.account_id)
