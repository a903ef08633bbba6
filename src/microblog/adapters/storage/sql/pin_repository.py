"""Who has what stand on top of their profile."""

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, func, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import pins
from microblog.domain.model.relationships import Pin
from microblog.ports.pin_repository import PinRepository

_IS_THEIRS = pins.c.account_id == bindparam("account", type_=pins.c.account_id.type)
_ADD = insert_or_skip(pins)
_REMOVE = delete(pins).where(_IS_THEIRS, pins.c.post_id == bindparam("post"))
_COUNT = select(func.count()).select_from(pins).where(_IS_THEIRS)


@frozen
class SqlPinRepository(PinRepository):
    """Pins in a table."""

    _connection: Connection

    def add(self, pin: Pin) -> bool:
        return self._connection.execute(_ADD, asdict(pin)).rowcount > 0

    def remove(self, account_id: int, post_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"account": account_id, "post": post_id}).rowcount > 0

    def count(self, account_id: int) -> int:
        return self._connection.execute(_COUNT, {"account": account_id}).scalar_one()
