"""Home timelines, kept as rows (owner, post)."""

from collections.abc import Collection
from typing import Protocol

from microblog.domain.model.post import Post


class HomeTimelineRepository(Protocol):
    """Says what stands on whose home timeline. Who may see it is asked again at every reading."""

    def add(self, owner_ids: Collection[int], post_id: int) -> None:
        """Put a post (or boost) on these; where it stands already nothing happens."""
        ...

    def fan_out(self, post: Post) -> None:
        """Put a post on the home timelines of all for whom it is, where it does not stand already.

        These are the active local accounts that follow the author (accepted, and with no block in either direction):
        for a post that is for the mentioned alone, only those that are mentioned; for a reply to somebody other than
        the author, only those that follow that one too, or are that one, or are mentioned.
        """
        ...

    def fan_out_by_tags(self, post: Post) -> None:
        """Put a public post on the home timelines of all who follow one of its hashtags, where it does not stand.

        These are active local accounts with no block between them and the author in either direction.
        """
        ...

    def backfill(self, owner_id: int, author_id: int, limit: int) -> None:
        """Put the newest `limit` posts and boosts of an author on one timeline, other than replies to others."""
        ...

    def remove_author(self, owner_id: int, author_id: int) -> None:
        """Take all posts and boosts by an author off one timeline."""
        ...

    def remove_post(self, post_id: int) -> None:
        """Take a post, and boosts of it, off all timelines."""
        ...

    def remove_owner(self, owner_id: int) -> None:
        """Drop a timeline."""
        ...

    def trim(self, keep: int) -> int:
        """Cut every timeline down to its newest `keep` rows; returns how many rows went."""
        ...
