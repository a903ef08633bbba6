"""The people behind local accounts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from microblog.domain.model.account import Account, AccountState, Member, MemberSearch, Role, User
from microblog.domain.model.page import Cursor, Page


class UserRepository(Protocol):
    """Keeps users. Mail addresses are compared without case."""

    def add(self, user: User) -> None:
        """Raises Conflict if the address is taken."""
        ...

    def save(self, user: User) -> None:
        """Overwrite a user that is there, as a whole: the account was locked before it was read.

        Raises Conflict if the address is another's.
        """
        ...

    def get(self, account_id: int) -> User | None:
        """The user of that account."""
        ...

    def by_email(self, email: str) -> User | None:
        """The user with that address."""
        ...

    def remove(self, account_id: int) -> None:
        """Forget the person; nothing happens if there is none."""
        ...

    def has_role(self, role: Role) -> bool:
        """Whether anybody has exactly this role."""
        ...

    def moderators(self, limit: int) -> Sequence[tuple[Account, User]]:
        """Accounts that may act and whose role includes a moderator's, the oldest first."""
        ...

    def members(self, account_ids: Collection[int]) -> Mapping[int, Member]:
        """Those of these accounts that there are, in whatever state, each with the person if they are known."""
        ...

    def with_role(self, role: Role) -> Sequence[int]:
        """The ids of the accounts that may act and have exactly this role, of which there are few."""
        ...

    def search(self, cursor: Cursor, search: MemberSearch) -> Page[Member]:
        """Those who fit, the newest first."""
        ...

    def in_state(self, state: AccountState, limit: int) -> Sequence[tuple[Account, User]]:
        """Local accounts in that state, the oldest first."""
        ...
