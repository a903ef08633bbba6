"""What people do not want to read, kept."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.filter import Filter


class FilterRepository(Protocol):
    """Keeps filters. How many there are is for those to see to who lock the account."""

    def save(self, one: Filter) -> None:
        """Keep it, in place of the one with its id if there is one."""
        ...

    def of_account(self, account_id: int) -> Sequence[Filter]:
        """All of an account, in the order in which they were made."""
        ...

    def remove(self, filter_id: int) -> bool:
        """False if there is none."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove those of this account."""
        ...
