"""See who has an account here, whatever became of it."""

from attrs import frozen

from microblog.domain.model.account import AccountState, Member, MemberSearch
from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import MAX_ID, Cursor, Page
from microblog.domain.model.text import is_storable
from microblog.ports.unit_of_work import UnitOfWorkFactory

_LONGEST = 254  # of an address, as RFC 5321 section 4.5.3.1.3 has it; names are shorter


@frozen
class ReadMembers:
    """Look for people as a moderator does."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, cursor: Cursor, search: MemberSearch) -> Page[Member]:
        """Those who fit, the newest first. What no name and no address can hold, nobody has."""
        sought = (search.username, search.display_name, search.email)
        if not all(len(text) <= _LONGEST and is_storable(text) for text in sought):
            return Page(())
        with self.unit_of_work() as uow:
            return uow.users.search(cursor, search)


@frozen
class ReadMember:
    """Look at one of them."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, account_id: int) -> Member:
        """Raises NotFound, also for an account that was deleted or whose person was forgotten."""
        with self.unit_of_work() as uow:
            found = uow.users.members([account_id]) if 0 <= account_id <= MAX_ID else {}
        member = found.get(account_id)
        if member is None or member.user is None or member.account.state is AccountState.DELETED:
            raise NotFound
        return member
