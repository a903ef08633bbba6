"""Posts, for reading."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import PostVersion
from microblog.domain.model.views import FollowView, PostView, ThreadView


class PostQuery(Protocol):
    """Reads single posts and what belongs to them."""

    def get(self, viewer_id: int | None, post_id: int) -> PostView | None:
        """The post if the viewer may see it; never a boost or a tombstone."""
        ...

    def for_moderators(self, post_ids: Collection[int]) -> Mapping[int, PostView]:
        """Those of these posts that were not deleted, whoever may see them, as strangers would.

        No more than a moderator is shown of what people reported. One statement for each 80 of them.
        """
        ...

    def entry(self, viewer_id: int | None, entry_id: int) -> PostView | None:
        """The post, or the post that the boost with this id carries on, as it stands in a list, if it may be seen."""
        ...

    def is_tombstone(self, post_id: int) -> bool:
        """Whether there was a post that anybody might have seen (public or unlisted) and it was deleted."""
        ...

    def thread(self, viewer_id: int | None, post_id: int, limit: int) -> ThreadView | None:
        """The post with the chain that it answers and all answers to it that the viewer may see.

        Of a long conversation only the `limit` posts before this one and the `limit` after it (by age) are looked at.
        A chain goes on behind a post that the viewer may not see. A fixed number of statements.
        """
        ...

    def versions(self, post_id: int) -> Sequence[PostVersion]:
        """Earlier versions, the oldest first. Ask `get` first whether the viewer may see the post."""
        ...

    def liked_by(self, viewer_id: int | None, post_id: int, cursor: Cursor) -> Page[FollowView]:
        """Which active accounts like the post, if the viewer may see it, the latest first; pages go by the like's id.

        Left out are those whom the viewer blocks and who block the viewer.
        """
        ...

    def boosted_by(self, viewer_id: int | None, post_id: int, cursor: Cursor) -> Page[FollowView]:
        """Who boosted the post, by the boosts that the viewer may see, the latest first; pages go by the boost's id."""
        ...
