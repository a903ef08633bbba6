"""Read which hashtags one follows."""

from collections.abc import Collection

from attrs import frozen

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.relationships import FollowedTag
from microblog.ports.followed_tag_query import FollowedTagQuery


@frozen
class ReadFollowedTags:
    """Read which hashtags one follows."""

    followed_tags: FollowedTagQuery

    def __call__(self, *, account_id: int, cursor: Cursor) -> Page[FollowedTag]:
        """A page of them, the latest first."""
        return self.followed_tags.of_account(account_id, cursor)


@frozen
class ReadWhichTagsAreFollowed:
    """Read which of some hashtags somebody follows."""

    followed_tags: FollowedTagQuery

    def __call__(self, *, viewer_id: int, names: Collection[str]) -> frozenset[str]:
        """Those of these normalised names, of which there are 40 at most."""
        return self.followed_tags.among(viewer_id, names)
