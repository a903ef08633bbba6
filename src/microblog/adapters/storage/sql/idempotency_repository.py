"""Idempotency keys."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import Connection, bindparam, delete, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.prepared import PreparedChange
from microblog.adapters.storage.sql.tables import idempotency_keys
from microblog.domain.model.errors import Conflict
from microblog.ports.idempotency_repository import IdempotencyRepository

_K = idempotency_keys.c
_ADD = PreparedChange(insert_or_skip(idempotency_keys))
_POST_ID = select(_K.post_id).where(_K.account_id == bindparam("account"), _K.key == bindparam("key"))
_REMOVE_ALL = delete(idempotency_keys).where(_K.account_id == bindparam("account"))
_REMOVE_BEFORE = delete(idempotency_keys).where(_K.created_at < bindparam("moment"))


@frozen
class SqlIdempotencyRepository(IdempotencyRepository):
    """Keys in a table. The insert waits for another transaction that inserts the same key."""

    _connection: Connection

    def add(self, account_id: int, key: str, post_id: int, at: datetime) -> None:
        row = {"account_id": account_id, "key": key, "post_id": post_id, "created_at": at}
        if _ADD.made(self._connection, row) == 0:
            raise Conflict("the key was used already")

    def post_id(self, account_id: int, key: str) -> int | None:
        return self._connection.execute(_POST_ID, {"account": account_id, "key": key}).scalar()

    def remove_before(self, moment: datetime) -> int:
        return self._connection.execute(_REMOVE_BEFORE, {"moment": moment}).rowcount

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
