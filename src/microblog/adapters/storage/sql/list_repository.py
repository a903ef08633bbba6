"""Lists of people."""

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, func, insert, or_, select, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import list_members, lists
from microblog.domain.model.list import List, ListMember
from microblog.ports.list_repository import ListRepository

_LIST = bindparam("this_list", type_=BigInteger())
_ACCOUNT = bindparam("account", type_=BigInteger())
_M = list_members.c
_ADD = insert(lists)
_GET = select(lists).where(lists.c.id == _LIST)
_SAVE = update(lists).where(lists.c.id == _LIST)
_REMOVE_MEMBERS = delete(list_members).where(_M.list_id == _LIST)
_REMOVE = delete(lists).where(lists.c.id == _LIST)
_COUNT = select(func.count()).select_from(lists).where(lists.c.account_id == _ACCOUNT)
_ADD_MEMBER = insert_or_skip(list_members)
_REMOVE_MEMBER = _REMOVE_MEMBERS.where(_M.account_id == _ACCOUNT)
_COUNT_MEMBERS = select(func.count()).select_from(list_members).where(_M.list_id == _LIST)
_REMOVE_FROM_ALL = delete(list_members).where(
    _M.owner_id == bindparam("owner", type_=BigInteger()), _M.account_id == _ACCOUNT
)
_REMOVE_ALL = (
    delete(list_members).where(or_(_M.owner_id == _ACCOUNT, _M.account_id == _ACCOUNT)),
    delete(lists).where(lists.c.account_id == _ACCOUNT),
)


@frozen
class SqlListRepository(ListRepository):
    """Lists in a table, who is on them in another."""

    _connection: Connection

    def add(self, new: List) -> None:
        self._connection.execute(_ADD, asdict(new))

    def get(self, list_id: int) -> List | None:
        row = self._connection.execute(_GET, {"this_list": list_id}).first()
        return None if row is None else List(*row)

    def save(self, changed: List) -> None:
        values = {
            "title": changed.title,
            "replies_policy": changed.replies_policy,
            "exclusive": changed.exclusive,
        }
        self._connection.execute(_SAVE, {"this_list": changed.id, **values})

    def remove(self, list_id: int) -> None:
        for statement in (_REMOVE_MEMBERS, _REMOVE):
            self._connection.execute(statement, {"this_list": list_id})

    def count(self, account_id: int) -> int:
        return self._connection.execute(_COUNT, {"account": account_id}).scalar_one()

    def add_member(self, member: ListMember) -> bool:
        return self._connection.execute(_ADD_MEMBER, asdict(member)).rowcount > 0

    def remove_member(self, list_id: int, account_id: int) -> bool:
        return self._connection.execute(_REMOVE_MEMBER, {"this_list": list_id, "account": account_id}).rowcount > 0

    def count_members(self, list_id: int) -> int:
        return self._connection.execute(_COUNT_MEMBERS, {"this_list": list_id}).scalar_one()

    def remove_from_all(self, owner_id: int, account_id: int) -> None:
        self._connection.execute(_REMOVE_FROM_ALL, {"owner": owner_id, "account": account_id})

    def remove_all(self, account_id: int) -> None:
        for statement in _REMOVE_ALL:
            self._connection.execute(statement, {"account": account_id})
