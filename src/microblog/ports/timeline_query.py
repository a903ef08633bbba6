"""Timelines, for reading."""

from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import PostView


class TimelineQuery(Protocol):
    """Reads lists of posts, newest first, only those that the viewer may see; boosts show the boosted post.

    A fixed number of statements whatever the page size, at most four. Pages go by `entry_id`.
    """

    def public(self, viewer_id: int | None, cursor: Cursor) -> Page[PostView]:
        """Public posts of this server that are no replies and no boosts."""
        ...

    def home(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        """What stands on the viewer's home timeline."""
        ...

    def of_account(
        self, viewer_id: int | None, account_id: int, cursor: Cursor, *, with_replies: bool
    ) -> Page[PostView]:
        """Posts and boosts of an account; replies to others only if wanted."""
        ...

    def hashtag(self, viewer_id: int | None, name: str, cursor: Cursor) -> Page[PostView]:
        """Public posts that carry a hashtag, given in its normalised form."""
        ...
