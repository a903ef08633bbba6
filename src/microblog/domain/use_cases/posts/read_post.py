"""Read a post, what it answers and what answers it."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import MAX_ID, Cursor, Page
from microblog.domain.model.post import PostVersion
from microblog.domain.model.views import FollowView, PostView, ThreadView
from microblog.domain.use_cases.screen import Screen
from microblog.ports.post_query import PostQuery

MAX_THREAD = 1000  # posts of one conversation that are read


def _seen_post(posts: PostQuery, viewer_id: int | None, post_id: int) -> PostView:
    post = posts.get(viewer_id, post_id) if 0 <= post_id <= MAX_ID else None
    if post is None:
        raise _absence(posts, post_id)
    return post


def _absence(posts: PostQuery, post_id: int) -> NotFound | Gone:
    return Gone() if 0 <= post_id <= MAX_ID and posts.is_tombstone(post_id) else NotFound()


@frozen
class ReadPost:
    """Read a single post."""

    posts: PostQuery
    screen: Screen

    def __call__(self, *, viewer_id: int | None, post_id: int) -> PostView:
        """Raises NotFound if the viewer may not see it, Gone if it was deleted and anybody could."""
        return self.screen.post(viewer_id, _seen_post(self.posts, viewer_id, post_id))


@frozen
class ReadEntry:
    """Read what stands in a list: a post, or a boost with the post that it carries on."""

    posts: PostQuery

    def __call__(self, *, viewer_id: int | None, entry_id: int) -> PostView:
        """Raises NotFound if the viewer may not see both, Gone for a post that was deleted and anybody could see."""
        entry = self.posts.entry(viewer_id, entry_id) if 0 <= entry_id <= MAX_ID else None
        if entry is None:
            raise _absence(self.posts, entry_id)
        return entry


@frozen
class ReadThread:
    """Read a post in its conversation."""

    posts: PostQuery
    screen: Screen

    def __call__(self, *, viewer_id: int | None, post_id: int) -> ThreadView:
        """Raises NotFound and Gone as ReadPost does."""
        thread = self.posts.thread(viewer_id, post_id, MAX_THREAD) if 0 <= post_id <= MAX_ID else None
        if thread is None:
            raise _absence(self.posts, post_id)
        return self.screen.thread(viewer_id, thread)


@frozen
class ReadHistory:
    """Read how a post was edited."""

    posts: PostQuery

    def __call__(self, *, viewer_id: int | None, post_id: int) -> tuple[PostView, Sequence[PostVersion]]:
        """The post and its earlier versions, the oldest first. Raises NotFound and Gone as ReadPost does."""
        post = _seen_post(self.posts, viewer_id, post_id)
        return post, self.posts.versions(post_id)


@frozen
class ReadLikes:
    """Read who likes a post."""

    posts: PostQuery

    def __call__(self, *, viewer_id: int | None, post_id: int, cursor: Cursor) -> tuple[PostView, Page[FollowView]]:
        """Raises NotFound and Gone as ReadPost does."""
        post = _seen_post(self.posts, viewer_id, post_id)
        return post, self.posts.liked_by(viewer_id, post_id, cursor)


@frozen
class ReadBoosts:
    """Read who boosted a post."""

    posts: PostQuery

    def __call__(self, *, viewer_id: int | None, post_id: int, cursor: Cursor) -> tuple[PostView, Page[FollowView]]:
        """Raises NotFound and Gone as ReadPost does."""
        post = _seen_post(self.posts, viewer_id, post_id)
        return post, self.posts.boosted_by(viewer_id, post_id, cursor)
