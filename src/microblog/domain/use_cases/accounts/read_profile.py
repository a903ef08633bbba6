"""Read a profile."""

from collections.abc import Collection, Mapping

from attrs import frozen

from microblog.domain.model.account import is_username
from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.model.page import MAX_ID
from microblog.domain.model.views import ProfileView
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.ports.account_query import MOST_PROFILES, AccountQuery


def seen_profile(accounts: AccountQuery, viewer_id: int | None, target: Target) -> ProfileView:
    """The profile. Raises NotFound, and Gone if the account was deleted."""
    if isinstance(target, int):
        can_be_there = 0 <= target <= MAX_ID
        profile = accounts.profiles(viewer_id, [target]).get(target) if can_be_there else None
    else:
        can_be_there = is_username(target)
        profile = accounts.profile(viewer_id, target) if can_be_there else None
    if profile is None:
        raise Gone if can_be_there and accounts.is_gone(target) else NotFound
    return profile


@frozen
class ReadProfile:
    """Read what somebody tells of themselves."""

    accounts: AccountQuery

    def __call__(self, *, viewer_id: int | None, target: Target) -> ProfileView:
        """Raises NotFound, and Gone if the account was deleted."""
        return seen_profile(self.accounts, viewer_id, target)


@frozen
class ReadProfiles:
    """Read what several people tell of themselves."""

    accounts: AccountQuery

    def __call__(self, *, viewer_id: int | None, account_ids: Collection[int]) -> Mapping[int, ProfileView]:
        """The profiles by account, without those that are not there. Raises ValidationError for more than 80 ids."""
        wanted = {account_id for account_id in account_ids if 0 <= account_id <= MAX_ID}
        if len(wanted) > MOST_PROFILES:
            raise ValidationError("account_ids", "too_many", {"limit": MOST_PROFILES})
        return self.accounts.profiles(viewer_id, wanted)
