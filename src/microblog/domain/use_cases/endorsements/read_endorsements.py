"""Read whom somebody recommends."""

from attrs import frozen

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView, ProfileView
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.domain.use_cases.accounts.read_profile import seen_profile
from microblog.ports.account_query import AccountQuery


@frozen
class ReadEndorsements:
    """Read whom somebody recommends."""

    accounts: AccountQuery

    def __call__(
        self, *, viewer_id: int | None, target: Target, cursor: Cursor
    ) -> tuple[ProfileView, Page[FollowView]]:
        """Raises NotFound, and Gone if the account was deleted."""
        profile = seen_profile(self.accounts, viewer_id, target)
        return profile, self.accounts.endorsed(viewer_id, profile.account.id, cursor)
