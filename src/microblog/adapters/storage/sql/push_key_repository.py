"""The key by which push services know this server, kept."""

from typing import Any

from attrs import asdict, frozen
from sqlalchemy import Connection, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import push_keys
from microblog.domain.model.push import PushKey
from microblog.ports.push_key_repository import PushKeyRepository

_GET = select(push_keys.c.public_key, push_keys.c.private_key, push_keys.c.created_at)
_ADD = insert_or_skip(push_keys)


@frozen
class SqlPushKeyRepository(PushKeyRepository):
    """The key in a table of one row."""

    _connection: Connection

    def get(self) -> PushKey | None:
        row = self._connection.execute(_GET).first()
        return None if row is None else PushKey(*row)

    def add(self, key: PushKey) -> None:
        self._connection.execute(_ADD, push_key_row(key))


def push_key_row(key: PushKey) -> dict[str, Any]:
    """The row of the key, which is the only one."""
    return {"id": 1, **asdict(key)}
