"""Accounts, for writing."""

from collections.abc import Collection, Sequence
from typing import Any

import orjson
from attrs import asdict, frozen
from sqlalchemy import Column, Connection, Row, bindparam, select, update

from microblog.adapters.storage.sql.column_types import to_json
from microblog.adapters.storage.sql.dialect import insert_or_skip, one_writer
from microblog.adapters.storage.sql.search_index import forget_account, index_account
from microblog.adapters.storage.sql.tables import accounts
from microblog.domain.model.account import Account, AccountState, ProfileField
from microblog.domain.model.errors import Conflict
from microblog.ports.account_repository import AccountRepository

COLUMNS: tuple[Column[Any], ...] = (
    accounts.c.id,
    accounts.c.username,
    accounts.c.domain,
    accounts.c.uri,
    accounts.c.url,
    accounts.c.display_name,
    accounts.c.bio,
    accounts.c.bio_html,
    accounts.c.fields,
    accounts.c.locked,
    accounts.c.state,
    accounts.c.created_at,
    accounts.c.avatar,
    accounts.c.header,
    accounts.c.limited,
    accounts.c.disabled,
    accounts.c.sensitized,
)
_ADD = insert_or_skip(accounts)
_SAVE = update(accounts).where(accounts.c.id == bindparam("this_id"))
# What refers to the account, such as a like, may be added meanwhile where the database can tell the two apart.
_LOCK = (
    select(accounts.c.id)
    .where(accounts.c.id.in_(bindparam("ids", expanding=True)))
    .order_by(accounts.c.id)  # so that two who lock the same do not wait for each other
    .with_for_update(key_share=True)
)
_BY_ID = select(*COLUMNS).where(accounts.c.id == bindparam("id"))
_BY_KEY = select(*COLUMNS).where(accounts.c.name_key == bindparam("key"))
_BY_KEYS = select(*COLUMNS).where(
    accounts.c.name_key.in_(bindparam("keys", expanding=True)), accounts.c.state == AccountState.ACTIVE
)


@frozen
class SqlAccountRepository(AccountRepository):
    """Accounts in a table."""

    _connection: Connection

    def add(self, account: Account) -> None:
        if self._connection.execute(_ADD, account_row(account)).rowcount == 0:
            raise Conflict("the name is taken")
        index_account(self._connection, account.id, account.username, account.domain, account.display_name)

    def lock(self, *account_ids: int) -> None:
        if not one_writer(self._connection.engine):  # else whoever writes is alone
            self._connection.execute(_LOCK, {"ids": sorted(account_ids)})

    def save(self, account: Account) -> None:
        if self._connection.execute(_SAVE, {**account_row(account), "this_id": account.id}).rowcount:
            forget_account(self._connection, account.id)
            index_account(self._connection, account.id, account.username, account.domain, account.display_name)

    def get(self, account_id: int) -> Account | None:
        row = self._connection.execute(_BY_ID, {"id": account_id}).first()
        return None if row is None else account_of(row)

    def by_name(self, username: str, domain: str | None = None) -> Account | None:
        row = self._connection.execute(_BY_KEY, {"key": name_key(username, domain)}).first()
        return None if row is None else account_of(row)

    def by_names(self, names: Collection[tuple[str, str | None]]) -> Sequence[Account]:
        if not names:
            return []
        keys = sorted({name_key(*name) for name in names})
        return [account_of(row) for row in self._connection.execute(_BY_KEYS, {"keys": keys})]


def name_key(username: str, domain: str | None = None) -> str:
    """What names are compared by."""
    return (username if domain is None else f"{username}@{domain}").lower()


def account_of(row: Row[*tuple[Any, ...]]) -> Account:
    """The account in a row that begins with COLUMNS."""
    values = list(row[: len(COLUMNS)])
    values[8] = fields_from_json(values[8])
    return Account(*values)


def fields_from_json(text: str) -> tuple[ProfileField, ...]:
    """The labelled lines of a profile as they were given."""
    return tuple(ProfileField(*field) for field in orjson.loads(text))


def account_row(account: Account) -> dict[str, Any]:
    """An account, without what is counted."""
    row = asdict(account, recurse=False)
    row["fields"] = to_json([(each.label, each.value, each.html) for each in account.fields])
    row["name_key"] = name_key(account.username, account.domain)
    return row
