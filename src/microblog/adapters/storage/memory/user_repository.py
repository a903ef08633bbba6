"""The people behind local accounts."""

from collections.abc import Collection, Container, Mapping, Sequence

from attrs import frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.account import Account, AccountState, Member, MemberSearch, Role, User
from microblog.domain.model.errors import Conflict
from microblog.domain.model.page import Cursor, Page
from microblog.ports.user_repository import UserRepository


@frozen
class MemoryUserRepository(UserRepository):
    """Users in a dictionary."""

    _tables: Tables
    _locked: Container[int]

    def add(self, user: User) -> None:
        if self.by_email(user.email) is not None:
            raise Conflict("the address is taken")
        self._tables.users[user.account_id] = user

    def save(self, user: User) -> None:
        if user.account_id not in self._locked:
            raise RuntimeError("a user was saved whose account was not locked")
        if user.account_id not in self._tables.users:
            return
        other = self.by_email(user.email)
        if other is not None and other.account_id != user.account_id:
            raise Conflict("the address is taken")
        self._tables.users[user.account_id] = user

    def get(self, account_id: int) -> User | None:
        return self._tables.users.get(account_id)

    def by_email(self, email: str) -> User | None:
        for user in self._tables.users.values():
            if user.email.lower() == email.lower():
                return user
        return None

    def remove(self, account_id: int) -> None:
        self._tables.users.pop(account_id, None)

    def has_role(self, role: Role) -> bool:
        return any(user.role is role for user in self._tables.users.values())

    def moderators(self, limit: int) -> Sequence[tuple[Account, User]]:
        return [(account, user) for account, user in self._may_act() if user.role.includes(Role.MODERATOR)][:limit]

    def members(self, account_ids: Collection[int]) -> Mapping[int, Member]:
        accounts, users = self._tables.accounts, self._tables.users
        return {id_: Member(accounts[id_], users.get(id_)) for id_ in account_ids if id_ in accounts}

    def with_role(self, role: Role) -> Sequence[int]:
        return [account.id for account, user in self._may_act() if user.role is role]

    def search(self, cursor: Cursor, search: MemberSearch) -> Page[Member]:
        members = [Member(self._tables.accounts[user.account_id], user) for user in self._tables.users.values()]
        return page_of([one for one in members if _fits(one, search)], lambda one: one.account.id, cursor)

    def in_state(self, state: AccountState, limit: int) -> Sequence[tuple[Account, User]]:
        accounts = sorted(self._tables.accounts.values(), key=lambda account: account.id)
        found = [
            (account, self._tables.users[account.id])
            for account in accounts
            if account.state is state and account.id in self._tables.users
        ]
        return found[:limit]

    def _may_act(self) -> list[tuple[Account, User]]:
        active = self.in_state(AccountState.ACTIVE, len(self._tables.accounts))
        return [(account, user) for account, user in active if account.may_act]


def _fits(member: Member, search: MemberSearch) -> bool:
    account, user = member.account, member.user
    return (
        user is not None
        and account.state in search.states
        and user.role in search.roles
        and all(getattr(account, measure.value) for measure in search.measures)
        and account.username.lower().startswith(search.username.lower())
        and account.display_name.startswith(search.display_name)
        and user.email.lower().startswith(search.email.lower())
    )
