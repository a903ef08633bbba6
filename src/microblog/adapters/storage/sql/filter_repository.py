"""What people do not want to read, kept."""

from collections.abc import Sequence

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, insert, select

from microblog.adapters.storage.sql.tables import filters
from microblog.domain.model.filter import Filter
from microblog.ports.filter_repository import FilterRepository

_F = filters.c
COLUMNS = (
    *(_F.id, _F.account_id, _F.title, _F.contexts, _F.action, _F.keywords, _F.posts),
    *(_F.created_at, _F.expires_at),
)
OF_ACCOUNT = select(*COLUMNS).where(_F.account_id == bindparam("account", type_=BigInteger()))
_ADD = insert(filters)
_REMOVE = delete(filters).where(_F.id == bindparam("this"))
_REMOVE_ALL = delete(filters).where(_F.account_id == bindparam("account"))


@frozen
class SqlFilterRepository(FilterRepository):
    """Filters in a table."""

    _connection: Connection

    def save(self, one: Filter) -> None:
        self.remove(one.id)
        self._connection.execute(_ADD, asdict(one, recurse=False))

    def of_account(self, account_id: int) -> Sequence[Filter]:
        found = [Filter(*row) for row in self._connection.execute(OF_ACCOUNT, {"account": account_id})]
        return sorted(found, key=lambda one: one.id)

    def remove(self, filter_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"this": filter_id}).rowcount > 0

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
