"""Home timelines, kept as rows (owner, post)."""

from collections.abc import Collection

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.account import AccountState
from microblog.domain.model.post import Post, Visibility
from microblog.ports.home_timeline_repository import HomeTimelineRepository


@frozen
class MemoryHomeTimelineRepository(HomeTimelineRepository):
    """Home timelines as sets."""

    _tables: Tables

    def add(self, owner_ids: Collection[int], post_id: int) -> None:
        for owner_id in owner_ids:
            self._put(owner_id, post_id)

    def fan_out(self, post: Post) -> None:
        for follow in self._tables.follows.values():
            if follow.followee_id == post.account_id and follow.accepted and self._is_for(follow.follower_id, post):
                self._put(follow.follower_id, post.id)

    def fan_out_by_tags(self, post: Post) -> None:
        for followed in self._tables.followed_tags.values():
            if followed.name in post.hashtags and self._may_get(followed.account_id, post):
                self._put(followed.account_id, post.id)

    def backfill(self, owner_id: int, author_id: int, limit: int) -> None:
        posts = [
            post.id
            for post in self._tables.posts.values()
            if post.account_id == author_id and post.deleted_at is None and not answers_another(post)
        ]
        for post_id in sorted(posts, reverse=True)[:limit]:
            self._put(owner_id, post_id)

    def remove_author(self, owner_id: int, author_id: int) -> None:
        posts = self._tables.posts
        kept = {one for one in self._timeline(owner_id) if posts[one].account_id != author_id}
        self._tables.home_timelines[owner_id] = frozenset(kept)

    def remove_post(self, post_id: int) -> None:
        posts = self._tables.posts.values()
        gone = {post_id, *(post.id for post in posts if post.boost_of_id == post_id)}
        for owner_id, timeline in self._tables.home_timelines.items():
            self._tables.home_timelines[owner_id] = timeline - gone

    def remove_owner(self, owner_id: int) -> None:
        self._tables.home_timelines.pop(owner_id, None)

    def trim(self, keep: int) -> int:
        removed = 0
        for owner_id, timeline in self._tables.home_timelines.items():
            newest = sorted(timeline, reverse=True)[:keep]
            removed += len(timeline) - len(newest)
            self._tables.home_timelines[owner_id] = frozenset(newest)
        return removed

    def _may_get(self, reader_id: int, post: Post) -> bool:
        reader = self._tables.accounts[reader_id]
        blocks = self._tables.blocks
        if reader.state is not AccountState.ACTIVE or reader.domain is not None:
            return False
        return (reader_id, post.account_id) not in blocks and (post.account_id, reader_id) not in blocks

    def _is_for(self, reader_id: int, post: Post) -> bool:
        if not self._may_get(reader_id, post):
            return False
        if any(mention.account_id == reader_id for mention in post.mentions):
            return True
        if post.visibility is Visibility.MENTIONED:
            return False
        if not answers_another(post) or post.in_reply_to_account_id == reader_id:
            return True
        return any(
            follow.accepted and (follow.follower_id, follow.followee_id) == (reader_id, post.in_reply_to_account_id)
            for follow in self._tables.follows.values()
        )

    def _timeline(self, owner_id: int) -> frozenset[int]:
        return self._tables.home_timelines.get(owner_id, frozenset())

    def _put(self, owner_id: int, post_id: int) -> None:
        self._tables.home_timelines[owner_id] = self._timeline(owner_id) | {post_id}


def answers_another(post: Post) -> bool:
    """Whether it is a reply to somebody other than its author."""
    return post.in_reply_to_account_id is not None and post.in_reply_to_account_id != post.account_id
