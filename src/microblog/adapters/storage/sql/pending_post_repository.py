"""Posts that are not out yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from attrs import asdict, frozen
from sqlalchemy import Connection, Integer, bindparam, delete, insert, select, update

from microblog.adapters.storage.sql.tables import pending_posts as table
from microblog.domain.model.pending_post import PendingPost
from microblog.ports.pending_post_repository import PendingPostRepository

_ID = bindparam("this_id", type_=table.c.id.type)
_ACCOUNT = bindparam("account", type_=table.c.account_id.type)
_FIXED = ("id", "account_id", "created_at", "idempotency_key", "app_id")
_PENDING = select(*(table.c[name] for name in PendingPost.__match_args__))
_ADD = insert(table)
_SAVE = update(table).where(table.c.id == _ID)
_GET = _PENDING.where(table.c.id == _ID)
_REMOVE = delete(table).where(table.c.id == _ID)
_OF_ACCOUNT = _PENDING.where(table.c.account_id == _ACCOUNT).order_by(table.c.id.desc())
_MOMENTS = select(table.c.id, table.c.scheduled_at).where(table.c.account_id == _ACCOUNT)
_DUE = (
    select(table.c.id)
    .where(table.c.scheduled_at <= bindparam("now", type_=table.c.scheduled_at.type))
    .order_by(table.c.scheduled_at, table.c.id)
    .limit(bindparam("limit", type_=Integer()))
)
_REMOVE_ALL = delete(table).where(table.c.account_id == _ACCOUNT)


@frozen
class SqlPendingPostRepository(PendingPostRepository):
    """Scheduled posts and drafts in a table. To remove one waits for another transaction that does."""

    _connection: Connection

    def add(self, pending: PendingPost) -> None:
        self._connection.execute(_ADD, asdict(pending, recurse=False))

    def save(self, pending: PendingPost) -> None:
        values = {name: value for name, value in asdict(pending, recurse=False).items() if name not in _FIXED}
        self._connection.execute(_SAVE, {"this_id": pending.id, **values})

    def get(self, pending_id: int) -> PendingPost | None:
        row = self._connection.execute(_GET, {"this_id": pending_id}).first()
        return None if row is None else PendingPost(*row)

    def remove(self, pending_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"this_id": pending_id}).rowcount > 0

    def of_account(self, account_id: int) -> Sequence[PendingPost]:
        return [PendingPost(*row) for row in self._connection.execute(_OF_ACCOUNT, {"account": account_id})]

    def moments(self, account_id: int) -> Mapping[int, datetime | None]:
        rows = self._connection.execute(_MOMENTS, {"account": account_id})
        return {pending_id: moment for pending_id, moment in rows}  # noqa: C416 - a row is no pair to dict()

    def due(self, now: datetime, limit: int) -> Collection[int]:
        return list(self._connection.execute(_DUE, {"now": now, "limit": limit}).scalars())

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
