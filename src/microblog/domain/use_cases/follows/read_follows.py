"""Read who follows whom."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import AccountView, FollowView, ProfileView
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.domain.use_cases.accounts.read_profile import seen_profile
from microblog.ports.account_query import AccountQuery

MOST_FAMILIAR = 40


@frozen
class ReadFollowers:
    """Read who follows somebody."""

    accounts: AccountQuery

    def __call__(
        self, *, viewer_id: int | None, target: Target, cursor: Cursor
    ) -> tuple[ProfileView, Page[FollowView]]:
        """Raises NotFound, and Gone if the account was deleted."""
        profile = seen_profile(self.accounts, viewer_id, target)
        return profile, self.accounts.followers(viewer_id, profile.account.id, cursor)


@frozen
class ReadFollowing:
    """Read whom somebody follows."""

    accounts: AccountQuery

    def __call__(
        self, *, viewer_id: int | None, target: Target, cursor: Cursor
    ) -> tuple[ProfileView, Page[FollowView]]:
        """Raises NotFound, and Gone if the account was deleted."""
        profile = seen_profile(self.accounts, viewer_id, target)
        return profile, self.accounts.following(viewer_id, profile.account.id, cursor)


@frozen
class ReadFamiliarFollowers:
    """Read which of those whom one follows follow somebody as well."""

    accounts: AccountQuery

    def __call__(self, *, viewer_id: int, target: Target) -> tuple[ProfileView, Sequence[AccountView]]:
        """At most 40 of them, whom one followed last first. Raises NotFound, and Gone if the account was deleted."""
        profile = seen_profile(self.accounts, viewer_id, target)
        return profile, self.accounts.familiar_followers(viewer_id, profile.account.id, MOST_FAMILIAR)


@frozen
class ReadFollowRequests:
    """Read who asked to follow oneself."""

    accounts: AccountQuery

    def __call__(self, *, account_id: int, cursor: Cursor) -> Page[FollowView]:
        """A page of requests."""
        return self.accounts.follow_requests(account_id, cursor)
