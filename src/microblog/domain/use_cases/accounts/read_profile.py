"""Read a profile."""

from attrs import frozen

from microblog.domain.model.account import is_username
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.views import ProfileView
from microblog.ports.account_query import AccountQuery


def seen_profile(accounts: AccountQuery, viewer_id: int | None, username: str) -> ProfileView:
    """The profile. Raises NotFound, and Gone if the account was deleted."""
    if not is_username(username):
        raise NotFound
    profile = accounts.profile(viewer_id, username)
    if profile is None:
        raise Gone if accounts.is_gone(username) else NotFound
    return profile


@frozen
class ReadProfile:
    """Read what somebody tells of themselves."""

    accounts: AccountQuery

    def __call__(self, *, viewer_id: int | None, username: str) -> ProfileView:
        """Raises NotFound, and Gone if the account was deleted."""
        return seen_profile(self.accounts, viewer_id, username)
