"""Sessions."""

from collections.abc import Sequence
from datetime import datetime

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from microblog.adapters.storage.sql.tables import sessions
from microblog.domain.model.session import Session
from microblog.ports.session_repository import SessionRepository

_S = sessions.c
_ACCOUNT = bindparam("account", type_=_S.account_id.type)
_ID = bindparam("this_id", type_=_S.id.type)
_ADD = insert(sessions)
_BY_HASH = select(sessions).where(_S.token_hash == bindparam("hash"))
_TOUCH = update(sessions).where(_S.id == _ID)
_OF_ACCOUNT = select(sessions).where(_S.account_id == _ACCOUNT).order_by(_S.used_at.desc(), _S.id.desc())
_REMOVE = delete(sessions).where(_S.account_id == _ACCOUNT, _S.id == _ID)
_REMOVE_ALL = delete(sessions).where(_S.account_id == _ACCOUNT, _S.id != _ID)
_REMOVE_EXPIRED = delete(sessions).where(_S.expires_at <= bindparam("now"))


@frozen
class SqlSessionRepository(SessionRepository):
    """Sessions in a table."""

    _connection: Connection

    def add(self, session: Session) -> None:
        self._connection.execute(_ADD, asdict(session))

    def by_hash(self, token_hash: bytes) -> Session | None:
        row = self._connection.execute(_BY_HASH, {"hash": token_hash}).first()
        return None if row is None else Session(*row)

    def touch(self, session_id: int, used_at: datetime, expires_at: datetime) -> None:
        values = {"this_id": session_id, "used_at": used_at, "expires_at": expires_at}
        self._connection.execute(_TOUCH, values)

    def of_account(self, account_id: int) -> Sequence[Session]:
        return [Session(*row) for row in self._connection.execute(_OF_ACCOUNT, {"account": account_id})]

    def remove(self, account_id: int, session_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"account": account_id, "this_id": session_id}).rowcount > 0

    def remove_all(self, account_id: int, but: int | None = None) -> int:
        kept = 0 if but is None else but  # no id is 0
        return self._connection.execute(_REMOVE_ALL, {"account": account_id, "this_id": kept}).rowcount

    def remove_expired(self, now: datetime) -> int:
        return self._connection.execute(_REMOVE_EXPIRED, {"now": now}).rowcount
