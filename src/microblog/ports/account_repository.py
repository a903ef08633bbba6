"""Accounts, for writing."""

from collections.abc import Collection, Sequence
from typing import Protocol

from microblog.domain.model.account import Account


class AccountRepository(Protocol):
    """Keeps accounts. Names are compared without case."""

    def add(self, account: Account) -> None:
        """Raises Conflict if the name is taken, by a deleted account too."""
        ...

    def lock(self, *account_ids: int) -> None:
        """Wait for the units of work that have locked any of these accounts, then keep others waiting until this ends.

        What is read afterwards is what those left behind, and stays so: whoever decides by what they read of an
        account, its user or what ties it to another locks first, all at once and before anything else if they can.
        Ids of no account do nothing. Raises StorageUnavailable if it takes too long.
        """
        ...

    def save(self, account: Account) -> None:
        """Overwrite an account that is there, as a whole: it was locked before it was read."""
        ...

    def get(self, account_id: int) -> Account | None:
        """The account, in whatever state."""
        ...

    def by_name(self, username: str, domain: str | None = None) -> Account | None:
        """The account, in whatever state."""
        ...

    def by_names(self, names: Collection[tuple[str, str | None]]) -> Sequence[Account]:
        """The active ones among these (username, domain), in no order, in one query."""
        ...
