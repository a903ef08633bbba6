"""Posts, for writing."""

from collections.abc import Sequence
from datetime import datetime

from attrs import evolve, frozen

from microblog.adapters.storage.memory.home_timeline_repository import MemoryHomeTimelineRepository
from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.errors import Conflict
from microblog.domain.model.post import Post, PostVersion
from microblog.ports.post_repository import PostRepository


@frozen
class MemoryPostRepository(PostRepository):
    """Posts in a dictionary. Nothing is counted here: whoever reads counts the rows."""

    _tables: Tables

    def add(self, post: Post) -> None:
        if post.boost_of_id is not None and self.boost(post.account_id, post.boost_of_id) is not None:
            raise Conflict("the account has boosted the post already")
        self._tables.posts[post.id] = post

    def save(self, post: Post) -> None:
        current = self._tables.posts.get(post.id)
        if current is None or current.deleted_at is not None:
            return
        self._tables.posts[post.id] = evolve(
            current,
            text=post.text,
            html=post.html,
            content_warning=post.content_warning,
            language=post.language,
            mentions=post.mentions,
            hashtags=post.hashtags,
            media=post.media,
            poll=post.poll,
            sensitive=post.sensitive,
            edited_at=post.edited_at,
        )

    def get(self, post_id: int) -> Post | None:
        return self._tables.posts.get(post_id)

    def boost(self, account_id: int, post_id: int) -> Post | None:
        for post in self._tables.posts.values():
            if post.account_id == account_id and post.boost_of_id == post_id:
                return post
        return None

    def remove_boost(self, boost: Post) -> None:
        MemoryHomeTimelineRepository(self._tables).remove_post(boost.id)
        self._tables.posts.pop(boost.id, None)

    def bury(self, post_id: int, deleted_at: datetime) -> None:
        post = self._tables.posts.get(post_id)
        if post is None or post.deleted_at is not None:
            return
        if post.boost_of_id is not None:
            self.remove_boost(post)
            return
        self._tables.posts[post_id] = evolve(
            post,
            text="",
            html="",
            content_warning="",
            mentions=(),
            hashtags=(),
            media=(),
            poll=None,
            sensitive=False,
            deleted_at=deleted_at,
        )
        self._tables.versions.pop(post_id, None)
        self._tables.open_polls.pop(post_id, None)
        for kept in (self._tables.likes, self._tables.bookmarks, self._tables.pins, self._tables.poll_votes):
            for key in [key for key in kept if key[1] == post_id]:
                del kept[key]
        for boost in [boost for boost in self._tables.posts.values() if boost.boost_of_id == post_id]:
            self.remove_boost(boost)

    def of_account(self, account_id: int, limit: int) -> Sequence[Post]:
        posts = self._tables.posts.values()
        return [post for post in posts if post.account_id == account_id and post.deleted_at is None][:limit]

    def has_mentioned(self, thread_id: int, account_id: int, mentioned_id: int) -> bool:
        return any(
            (post.thread_id, post.account_id) == (thread_id, account_id)
            and mentioned_id in [mention.account_id for mention in post.mentions]
            for post in self._tables.posts.values()
        )

    def count_versions(self, post_id: int) -> int:
        return len(self._tables.versions.get(post_id, ()))

    def add_version(self, version: PostVersion) -> None:
        versions = self._tables.versions
        versions[version.post_id] = (*versions.get(version.post_id, ()), version)
