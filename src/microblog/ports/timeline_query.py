"""Timelines, for reading."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.list import List
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import PostView


class TimelineQuery(Protocol):
    """Reads lists of posts, newest first, only those that the viewer may see; boosts show the boosted post.

    A fixed number of statements whatever the page size, at most four. Pages go by `entry_id`. Public, home and hashtag
    timelines are without posts and boosts by those whom the viewer mutes, and without boosts of their posts.
    """

    def public(self, viewer_id: int | None, cursor: Cursor, *, only_media: bool = False) -> Page[PostView]:
        """Public posts of this server that are no replies and no boosts; if wanted only those that show pictures."""
        ...

    def home(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        """What stands on the viewer's home timeline, but for what is by members of an exclusive list."""
        ...

    def of_list(self, viewer_id: int, of: List, cursor: Cursor) -> Page[PostView]:
        """What stands on the viewer's home timeline and is by a member of this list, which is the viewer's.

        Of replies to others only those that its policy lets through.
        """
        ...

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
        """Posts and boosts of an account; replies to others, and boosts, only if wanted.

        With a hashtag, in its normalised form, only posts that carry it, and no boosts; likewise with `only_media`,
        only those that show pictures.
        """
        ...

    def pinned(self, viewer_id: int | None, account_id: int) -> Sequence[PostView]:
        """What an account has pinned, the latest pin first."""
        ...

    def liked(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        """What the viewer likes, the latest like first; pages go by the likes' ids."""
        ...

    def bookmarked(self, viewer_id: int, cursor: Cursor) -> Page[PostView]:
        """What the viewer has bookmarked, the latest bookmark first; pages go by the bookmarks' ids."""
        ...

    def hashtag(self, viewer_id: int | None, name: str, cursor: Cursor, *, only_media: bool = False) -> Page[PostView]:
        """Public posts that carry a hashtag, given in its normalised form; if wanted only those that show pictures."""
        ...
