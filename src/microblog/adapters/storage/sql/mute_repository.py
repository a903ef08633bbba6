"""Who mutes whom."""

from datetime import datetime

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, or_, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import mutes
from microblog.domain.model.relationships import Mute
from microblog.ports.mute_repository import MuteRepository

_MUTER = bindparam("muter", type_=mutes.c.id.type)
_MUTED = bindparam("muted", type_=mutes.c.id.type)
_THIS = mutes.c.muter_id == _MUTER, mutes.c.muted_id == _MUTED
_ADD = insert_or_skip(mutes)
_GET = select(mutes).where(*_THIS)
_REMOVE = delete(mutes).where(*_THIS)
_REMOVE_ALL = delete(mutes).where(or_(mutes.c.muter_id == _MUTER, mutes.c.muted_id == _MUTER))
_REMOVE_EXPIRED = delete(mutes).where(mutes.c.expires_at <= bindparam("now", type_=mutes.c.expires_at.type))


@frozen
class SqlMuteRepository(MuteRepository):
    """Mutes in a table."""

    _connection: Connection

    def add(self, mute: Mute) -> bool:
        return self._connection.execute(_ADD, asdict(mute)).rowcount > 0

    def get(self, muter_id: int, muted_id: int) -> Mute | None:
        row = self._connection.execute(_GET, {"muter": muter_id, "muted": muted_id}).first()
        return None if row is None else Mute(*row)

    def remove(self, muter_id: int, muted_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"muter": muter_id, "muted": muted_id}).rowcount > 0

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"muter": account_id})

    def remove_expired(self, now: datetime) -> int:
        return self._connection.execute(_REMOVE_EXPIRED, {"now": now}).rowcount
