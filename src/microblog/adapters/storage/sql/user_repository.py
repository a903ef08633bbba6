"""The people behind local accounts."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attrs import asdict, frozen
from sqlalchemy import Column, Connection, bindparam, delete, exists, func, select, update
from sqlalchemy.exc import IntegrityError

from microblog.adapters.storage.sql.account_repository import COLUMNS as ACCOUNT_COLUMNS
from microblog.adapters.storage.sql.account_repository import account_of
from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.paging import bounded, bounds, page_of
from microblog.adapters.storage.sql.tables import accounts, users
from microblog.domain.model.account import Account, AccountState, Member, MemberSearch, Role, User
from microblog.domain.model.errors import Conflict
from microblog.domain.model.page import Cursor, Page
from microblog.ports.user_repository import UserRepository

_COLUMNS: tuple[Column[Any], ...] = (
    users.c.account_id,
    users.c.email,
    users.c.password_hash,
    users.c.role,
    users.c.language,
    users.c.mail_on_mention,
    users.c.reason,
    users.c.confirmed_at,
    users.c.last_read_notification_id,
    users.c.created_at,
    users.c.digest,
    users.c.default_visibility,
    users.c.default_language,
    users.c.default_sensitive,
)
_ADD = insert_or_skip(users)
_SAVE = update(users).where(users.c.account_id == bindparam("this_id"))
_BY_ID = select(*_COLUMNS).where(users.c.account_id == bindparam("id"))
_BY_KEY = select(*_COLUMNS).where(users.c.email_key == bindparam("key"))
_REMOVE = delete(users).where(users.c.account_id == bindparam("id"))
_HAS_ROLE = select(exists().where(users.c.role == bindparam("role")))
_MAY_ACT = accounts.c.state == AccountState.ACTIVE, ~accounts.c.disabled
_WITH_ROLE = (
    select(users.c.account_id)
    .join_from(users, accounts, accounts.c.id == users.c.account_id)
    .where(users.c.role == bindparam("role"), *_MAY_ACT)
    .order_by(users.c.account_id)
)
_PEOPLE = select(*ACCOUNT_COLUMNS, *_COLUMNS).join_from(accounts, users, users.c.account_id == accounts.c.id)
_IN_STATE = (
    select(*ACCOUNT_COLUMNS, *_COLUMNS)
    .join_from(accounts, users, users.c.account_id == accounts.c.id)
    .where(accounts.c.state == bindparam("state"))
    .order_by(accounts.c.id)
    .limit(bindparam("limit"))
)
_MEMBERS = select(*ACCOUNT_COLUMNS, *_COLUMNS).join_from(
    accounts, users, users.c.account_id == accounts.c.id, isouter=True
)
_SEVERAL = _MEMBERS.where(accounts.c.id.in_(bindparam("ids", expanding=True)))
_MODERATORS = (
    select(*ACCOUNT_COLUMNS, *_COLUMNS)
    .join_from(accounts, users, users.c.account_id == accounts.c.id)
    .where(
        *_MAY_ACT,
        users.c.role.in_([role for role in Role if role.includes(Role.MODERATOR)]),
    )
    .order_by(accounts.c.id)
    .limit(bindparam("limit"))
)


@frozen
class SqlUserRepository(UserRepository):
    """Users in a table."""

    _connection: Connection

    def add(self, user: User) -> None:
        if self._connection.execute(_ADD, user_row(user)).rowcount == 0:
            raise Conflict("the address is taken")

    def save(self, user: User) -> None:
        try:
            with self._connection.begin_nested():
                self._connection.execute(_SAVE, {**user_row(user), "this_id": user.account_id})
        except IntegrityError as error:
            raise Conflict("the address is taken") from error

    def get(self, account_id: int) -> User | None:
        row = self._connection.execute(_BY_ID, {"id": account_id}).first()
        return None if row is None else User(*row)

    def by_email(self, email: str) -> User | None:
        row = self._connection.execute(_BY_KEY, {"key": email.lower()}).first()
        return None if row is None else User(*row)

    def remove(self, account_id: int) -> None:
        self._connection.execute(_REMOVE, {"id": account_id})

    def has_role(self, role: Role) -> bool:
        return bool(self._connection.execute(_HAS_ROLE, {"role": role}).scalar())

    def moderators(self, limit: int) -> Sequence[tuple[Account, User]]:
        rows = self._connection.execute(_MODERATORS, {"limit": limit})
        return [(account_of(row), User(*row[len(ACCOUNT_COLUMNS) :])) for row in rows]

    def members(self, account_ids: Collection[int]) -> Mapping[int, Member]:
        if not account_ids:
            return {}
        found = [_member(row) for row in self._connection.execute(_SEVERAL, {"ids": list(account_ids)})]
        return {one.account.id: one for one in found}

    def with_role(self, role: Role) -> Sequence[int]:
        return list(self._connection.execute(_WITH_ROLE, {"role": role}).scalars())

    def search(self, cursor: Cursor, search: MemberSearch) -> Page[Member]:
        statement = _PEOPLE.where(accounts.c.state.in_(search.states), users.c.role.in_(search.roles))
        statement = statement.where(*(accounts.c[measure.value] for measure in search.measures))
        for column, beginning in (
            (accounts.c.name_key, search.username.lower()),
            (accounts.c.display_name, search.display_name),
            (users.c.email_key, search.email.lower()),
        ):
            if beginning:
                statement = statement.where(func.substr(column, 1, len(beginning)) == beginning)
        page = bounded(accounts.c.id, statement)
        page = page.order_by(accounts.c.id.desc() if cursor.min_id is None else accounts.c.id)
        return page_of(cursor, self._connection.execute(page, bounds(cursor)).all(), _member)

    def in_state(self, state: AccountState, limit: int) -> Sequence[tuple[Account, User]]:
        rows = self._connection.execute(_IN_STATE, {"state": state, "limit": limit})
        return [(account_of(row), User(*row[len(ACCOUNT_COLUMNS) :])) for row in rows]


def _member(row: Any) -> Member:
    person = row[len(ACCOUNT_COLUMNS) :]
    return Member(account_of(row), None if person[0] is None else User(*person))


def user_row(user: User) -> dict[str, Any]:
    """A user."""
    return {**asdict(user, recurse=False), "email_key": user.email.lower()}
