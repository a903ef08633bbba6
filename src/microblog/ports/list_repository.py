"""Lists of people."""

from typing import Protocol

from microblog.domain.model.list import List, ListMember


class ListRepository(Protocol):
    """Keeps lists and who is on them. How many there are is for those to see to who lock the owner."""

    def add(self, new: List) -> None:
        """Add a new list."""
        ...

    def get(self, list_id: int) -> List | None:
        """The list."""
        ...

    def save(self, changed: List) -> None:
        """Store title, policy and whether it is exclusive."""
        ...

    def remove(self, list_id: int) -> None:
        """Remove a list, and everybody from it."""
        ...

    def count(self, account_id: int) -> int:
        """How many this account has."""
        ...

    def add_member(self, member: ListMember) -> bool:
        """False, and nothing changes, if they are on the list already."""
        ...

    def remove_member(self, list_id: int, account_id: int) -> bool:
        """False if they are not on the list."""
        ...

    def count_members(self, list_id: int) -> int:
        """How many are on the list."""
        ...

    def remove_from_all(self, owner_id: int, account_id: int) -> None:
        """Take an account off all lists of one owner."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove all lists of this account, and take it off those of others."""
        ...
