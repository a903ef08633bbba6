"""The people behind local accounts."""

import re
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import Document, account_of, stored, user_of
from microblog.adapters.storage.mongo.errors import DuplicateKey
from microblog.adapters.storage.mongo.paging import bounds, page_of
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.account import Account, AccountState, Member, MemberSearch, Role, User
from microblog.domain.model.errors import Conflict
from microblog.domain.model.page import Cursor, Page
from microblog.ports.user_repository import UserRepository

_MAY_ACT = {"account.state": AccountState.ACTIVE.value, "account.disabled": {"$ne": True}}
_MODERATORS = [role.value for role in Role if role.includes(Role.MODERATOR)]


@frozen
class MongoUserRepository(UserRepository):
    """Users in a collection."""

    _transaction: Transaction

    def add(self, user: User) -> None:
        new = user_document(user)
        key = {"email_key": new["email_key"]}
        if not self._transaction.write(lambda commands: commands.insert_or_skip("users", key, new)):
            raise Conflict("the address is taken")

    def save(self, user: User) -> None:
        values = user_document(user)
        where = {"_id": values.pop("_id")}
        try:
            self._transaction.write(lambda commands: commands.update("users", where, {"$set": values}))
        except DuplicateKey as error:
            raise Conflict("the address is taken") from error

    def get(self, account_id: int) -> User | None:
        return self._find({"_id": account_id})

    def by_email(self, email: str) -> User | None:
        return self._find({"email_key": email.lower()})

    def remove(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("users", {"_id": account_id}))

    def has_role(self, role: Role) -> bool:
        return self._find({"role": role.value}) is not None

    def moderators(self, limit: int) -> Sequence[tuple[Account, User]]:
        stages: list[Document] = [
            {"$match": {"role": {"$in": _MODERATORS}}},
            {"$lookup": {"from": "accounts", "localField": "_id", "foreignField": "_id", "as": "account"}},
            {"$match": _MAY_ACT},
            {"$sort": {"_id": 1}},
            {"$limit": limit},
        ]
        found = self._transaction.read(lambda commands: commands.aggregate("users", stages))
        return [(account_of(user["account"][0]), user_of(user)) for user in found]

    def members(self, account_ids: Collection[int]) -> Mapping[int, Member]:
        stages: list[Document] = [
            {"$match": {"_id": {"$in": list(account_ids)}}},
            {"$lookup": {"from": "users", "localField": "_id", "foreignField": "_id", "as": "user"}},
        ]
        found = self._transaction.read(lambda commands: commands.aggregate("accounts", stages))
        return {each["_id"]: _member(each) for each in found}

    def with_role(self, role: Role) -> Sequence[int]:
        stages: list[Document] = [
            {"$match": {"role": role.value}},
            {"$lookup": {"from": "accounts", "localField": "_id", "foreignField": "_id", "as": "account"}},
            {"$match": _MAY_ACT},
            {"$sort": {"_id": 1}},
            {"$project": {"_id": 1}},
        ]
        return [user["_id"] for user in self._transaction.read(lambda commands: commands.aggregate("users", stages))]

    def search(self, cursor: Cursor, search: MemberSearch) -> Page[Member]:
        above, highest = bounds(cursor)
        states, roles = [state.value for state in search.states], [role.value for role in search.roles]
        measures = {measure.value: True for measure in search.measures}
        stages: list[Document] = [
            {"$match": {"_id": {"$gt": above, "$lte": highest}, "state": {"$in": states}, **measures}},
            {"$sort": {"_id": -1 if cursor.min_id is None else 1}},
            {"$match": _beginning("name_key", search.username.lower())},
            {"$match": _beginning("display_name", search.display_name)},
            {"$lookup": {"from": "users", "localField": "_id", "foreignField": "_id", "as": "user"}},
            {"$match": {"user.role": {"$in": roles}, **_beginning("user.email_key", search.email.lower())}},
            {"$limit": cursor.limit + 1},
        ]
        found = self._transaction.read(lambda commands: commands.aggregate("accounts", stages))
        return page_of(found, cursor, _member, "_id")

    def in_state(self, state: AccountState, limit: int) -> Sequence[tuple[Account, User]]:
        stages: list[Document] = [
            {"$match": {"state": state.value}},
            {"$sort": {"_id": 1}},
            {"$lookup": {"from": "users", "localField": "_id", "foreignField": "_id", "as": "user"}},
            {"$match": {"user": {"$ne": []}}},
            {"$limit": limit},
        ]
        found = self._transaction.read(lambda commands: commands.aggregate("accounts", stages))
        return [(account_of(account), user_of(account["user"][0])) for account in found]

    def _find(self, where: dict[str, Any]) -> User | None:
        found = self._transaction.read(lambda commands: commands.find_one("users", where))
        return None if found is None else user_of(found)


def _beginning(field: str, text: str) -> Document:
    return {field: {"$regex": f"^{re.escape(text)}"}} if text else {}


def _member(account: Document) -> Member:
    return Member(account_of(account), user_of(account["user"][0]) if account["user"] else None)


def user_document(user: User) -> Document:
    """A user."""
    values = stored(asdict(user))
    return {"_id": values.pop("account_id"), **values, "email_key": user.email.lower()}
