"""Accounts, for writing."""

from collections.abc import Collection, Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, account_document, account_of, name_key
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.errors import Conflict
from microblog.ports.account_repository import AccountRepository

_COUNTS = {"posts_count": 0, "followers_count": 0, "following_count": 0}


@frozen
class MongoAccountRepository(AccountRepository):
    """Accounts in a collection, with what is counted of them."""

    _transaction: Transaction

    def add(self, account: Account) -> None:
        new = new_account_document(account)
        key = {"name_key": new["name_key"]}
        if not self._transaction.write(lambda commands: commands.insert_or_skip("accounts", key, new)):
            raise Conflict("the name is taken")

    def lock(self, *account_ids: int) -> None:
        ids = sorted(set(account_ids))  # so that two who lock the same do not end each other in turn

        def lock(commands: Commands) -> list[int | None]:
            """How often each was locked before: other numbers, when this is done again, tell of somebody in between."""
            return [commands.increment("accounts", account_id, "locks") for account_id in ids]

        self._transaction.write(lock)

    def save(self, account: Account) -> None:
        values = account_document(account)
        where = {"_id": values.pop("_id")}
        self._transaction.write(lambda commands: commands.update("accounts", where, {"$set": values}))

    def get(self, account_id: int) -> Account | None:
        found = self._transaction.read(lambda commands: commands.find_one("accounts", {"_id": account_id}))
        return None if found is None else account_of(found)

    def by_name(self, username: str, domain: str | None = None) -> Account | None:
        where = {"name_key": name_key(username, domain)}
        found = self._transaction.read(lambda commands: commands.find_one("accounts", where))
        return None if found is None else account_of(found)

    def by_names(self, names: Collection[tuple[str, str | None]]) -> Sequence[Account]:
        if not names:
            return []
        keys = sorted({name_key(*name) for name in names})
        where = {"name_key": {"$in": keys}, "state": AccountState.ACTIVE.value}
        return [account_of(one) for one in self._transaction.read(lambda commands: commands.find("accounts", where))]


def new_account_document(account: Account) -> Document:
    """An account of which nothing is counted yet."""
    return {**account_document(account), **_COUNTS}
