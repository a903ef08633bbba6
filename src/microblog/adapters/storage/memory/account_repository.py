"""Accounts, for writing."""

from collections.abc import Collection, Sequence

from attrs import Factory, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.errors import Conflict
from microblog.ports.account_repository import AccountRepository


@frozen
class MemoryAccountRepository(AccountRepository):
    """Accounts in a dictionary."""

    _tables: Tables
    locked: set[int] = Factory(set)
    """The accounts that this unit of work may save."""

    def add(self, account: Account) -> None:
        if self.by_name(account.username, account.domain) is not None:
            raise Conflict("the name is taken")
        self._tables.accounts[account.id] = account
        self.locked.add(account.id)

    def lock(self, *account_ids: int) -> None:
        """One unit of work is open at a time, so nobody has to wait; but whoever forgets to lock shall notice here."""
        self.locked.update(account_ids)

    def save(self, account: Account) -> None:
        if account.id not in self.locked:
            raise RuntimeError("an account was saved that was not locked")
        if account.id in self._tables.accounts:
            self._tables.accounts[account.id] = account

    def get(self, account_id: int) -> Account | None:
        return self._tables.accounts.get(account_id)

    def by_name(self, username: str, domain: str | None = None) -> Account | None:
        wanted = _key(username, domain)
        for account in self._tables.accounts.values():
            if _key(account.username, account.domain) == wanted:
                return account
        return None

    def by_names(self, names: Collection[tuple[str, str | None]]) -> Sequence[Account]:
        wanted = {_key(*name) for name in names}
        return [
            account
            for account in self._tables.accounts.values()
            if account.state is AccountState.ACTIVE and _key(account.username, account.domain) in wanted
        ]


def _key(username: str, domain: str | None) -> tuple[str, str | None]:
    return username.lower(), None if domain is None else domain.lower()
