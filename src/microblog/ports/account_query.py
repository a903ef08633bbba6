"""Accounts, for reading."""

from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView, ProfileView


class AccountQuery(Protocol):
    """Reads profiles and lists of accounts. Only active accounts are shown.

    Lists leave out whom the viewer blocks and who blocks the viewer (except the list of the blocked).
    """

    def profile(self, viewer_id: int | None, username: str) -> ProfileView | None:
        """A local account's page, looked up without case, with what it is to the viewer."""
        ...

    def is_gone(self, username: str) -> bool:
        """Whether there was an account of that name and it was deleted."""
        ...

    def followers(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """Who follows the account, the latest first."""
        ...

    def following(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """Whom the account follows, the latest first."""
        ...

    def follow_requests(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """Who asked to follow the account, the latest first."""
        ...

    def blocked(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """Whom the account blocks, the latest first."""
        ...
