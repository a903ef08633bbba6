"""Accounts, for writing."""

from collections.abc import Collection, Sequence
from typing import Protocol

from microblog.domain.model.account import Account


class AccountRepository(Protocol):
    """Keeps accounts. Names are compared without case."""

    def add(self, account: Account) -> None:
        """Raises Conflict if the name is taken, by a deleted account too."""
        ...

    def save(self, account: Account) -> None:
        """Overwrite an account that is there."""
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
