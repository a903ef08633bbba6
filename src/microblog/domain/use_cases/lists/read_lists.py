"""Read which lists there are and who is on them."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.list import List
from microblog.domain.model.page import MAX_ID, MAX_LIMIT, Cursor, Page
from microblog.domain.model.views import FollowView, ProfileView
from microblog.domain.use_cases.accounts.active_account import Target
from microblog.domain.use_cases.accounts.read_profile import seen_profile
from microblog.ports.account_query import AccountQuery
from microblog.ports.list_query import ListQuery


def seen_list(lists: ListQuery, account_id: int, list_id: int) -> List:
    """One's own list. Raises NotFound if there is no such list."""
    found = lists.get(account_id, list_id) if 0 <= list_id <= MAX_ID else None
    if found is None:
        raise NotFound
    return found


@frozen
class ReadLists:
    """Read which lists one has."""

    lists: ListQuery

    def __call__(self, *, account_id: int) -> Sequence[List]:
        """All of them."""
        return self.lists.of_account(account_id)


@frozen
class ReadList:
    """Read what a list of one's own is called."""

    lists: ListQuery

    def __call__(self, *, account_id: int, list_id: int) -> List:
        """Raises NotFound if there is no such list."""
        return seen_list(self.lists, account_id, list_id)


@frozen
class ReadListMembers:
    """Read who is on a list of one's own."""

    lists: ListQuery

    def __call__(self, *, account_id: int, list_id: int, cursor: Cursor | None) -> tuple[List, Page[FollowView]]:
        """The list and a page of them; without a cursor all. Raises NotFound if there is no such list."""
        found = seen_list(self.lists, account_id, list_id)
        if cursor is not None:
            return found, self.lists.members(account_id, list_id, cursor)
        page = self.lists.members(account_id, list_id, Cursor(limit=MAX_LIMIT))
        members = page.items
        while page.next_max_id is not None:
            page = self.lists.members(account_id, list_id, Cursor(max_id=page.next_max_id, limit=MAX_LIMIT))
            members += page.items
        return found, Page(members)


@frozen
class ReadListsWith:
    """Read which of one's lists somebody is on."""

    lists: ListQuery
    accounts: AccountQuery

    def __call__(self, *, account_id: int, target: Target) -> tuple[ProfileView, Sequence[List]]:
        """Who it is, and these lists. Raises NotFound, and Gone if the account was deleted."""
        profile = seen_profile(self.accounts, account_id, target)
        return profile, self.lists.containing(account_id, profile.account.id)


@frozen
class ReadListChoices:
    """Read which lists one has, and which of them somebody is on."""

    lists: ListQuery
    accounts: AccountQuery

    def __call__(self, *, account_id: int, target: Target) -> tuple[ProfileView, Sequence[tuple[List, bool]]]:
        """Who it is, and all lists with whether they are on them.

        Raises NotFound, and Gone if the account was deleted.
        """
        profile = seen_profile(self.accounts, account_id, target)
        on = {one.id for one in self.lists.containing(account_id, profile.account.id)}
        return profile, [(one, one.id in on) for one in self.lists.of_account(account_id)]
