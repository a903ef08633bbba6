"""Posts, for writing."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.post import Post, PostVersion


class PostRepository(Protocol):
    """Keeps posts with their mentions, hashtags and earlier versions, and counts replies and boosts."""

    def add(self, post: Post) -> None:
        """Store a new post; a reply is counted at what it answers, a boost at what it boosts.

        Raises Conflict if it is a boost and the account has boosted that post already.
        """
        ...

    def save(self, post: Post) -> None:
        """Overwrite what an edit can change: text, html, warning, language, mentions, hashtags, pictures, poll and
        `edited_at`.

        Nothing happens to a tombstone.
        """
        ...

    def get(self, post_id: int) -> Post | None:
        """The post or its tombstone."""
        ...

    def boost(self, account_id: int, post_id: int) -> Post | None:
        """That account's boost of that post."""
        ...

    def remove_boost(self, boost: Post) -> None:
        """Delete a boost without a trace, from home timelines too, and count it no longer."""
        ...

    def bury(self, post_id: int, deleted_at: datetime) -> None:
        """Leave only a tombstone: no text, no warning, no mentions, hashtags, poll, versions, likes or boosts.

        The reply is no longer counted at what it answers. Nothing happens to a tombstone.
        A boost goes without a trace, as with `remove_boost`.
        """
        ...

    def of_account(self, account_id: int, limit: int) -> Sequence[Post]:
        """Some posts and boosts of the account that are not buried yet, in no order."""
        ...

    def add_version(self, version: PostVersion) -> None:
        """Keep how a post read before an edit."""
        ...

    def has_mentioned(self, thread_id: int, account_id: int, mentioned_id: int) -> bool:
        """Whether a post of that account in the thread mentions the other."""
        ...

    def count_versions(self, post_id: int) -> int:
        """How many of these are kept of a post."""
        ...
