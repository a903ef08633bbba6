"""Accounts, for reading."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import AccountView, FollowView, MuteView, ProfileView

MOST_PROFILES = 80
"""Read at once: the authors of two of the longest pages, or of one and who boosted."""


class AccountQuery(Protocol):
    """Reads profiles and lists of accounts. Only active accounts are shown.

    Lists leave out whom the viewer blocks and who blocks the viewer (except the lists of the blocked and the muted).
    """

    def profile(self, viewer_id: int | None, username: str) -> ProfileView | None:
        """A local account's page, looked up without case, with what it is to the viewer."""
        ...

    def profiles(self, viewer_id: int | None, account_ids: Collection[int]) -> Mapping[int, ProfileView]:
        """What `profile` says, for each of these accounts (at most MOST_PROFILES, wherever they are from), by id.

        One statement whatever their number. Who is not active is not in it.
        """
        ...

    def is_gone(self, account: int | str) -> bool:
        """Whether there was an account of that id, or a local one of that name, and it was deleted."""
        ...

    def followers(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """Who follows the account, the latest first."""
        ...

    def following(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """Whom the account follows, the latest first."""
        ...

    def familiar_followers(self, viewer_id: int, account_id: int, limit: int) -> Sequence[AccountView]:
        """Those followers of the account whom the viewer follows, whom they followed last first."""
        ...

    def endorsed(self, viewer_id: int | None, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """Whom the account recommends, the latest first."""
        ...

    def follow_requests(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """Who asked to follow the account, the latest first."""
        ...

    def blocked(self, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """Whom the account blocks, the latest first."""
        ...

    def muted(self, account_id: int, cursor: Cursor) -> Page[MuteView]:
        """Whom the account mutes, the latest first."""
        ...
