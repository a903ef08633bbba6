"""Who wants to hear no more of which conversation."""

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, func, select

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import thread_mutes
from microblog.domain.model.relationships import ThreadMute
from microblog.ports.thread_mute_repository import ThreadMuteRepository

_M = thread_mutes.c
_OF_ACCOUNT = _M.account_id == bindparam("account", type_=BigInteger())
_THIS = _OF_ACCOUNT, _M.thread_id == bindparam("thread", type_=BigInteger())
_ADD = insert_or_skip(thread_mutes)
_HAS = select(_M.thread_id).where(*_THIS)
_COUNT = select(func.count()).select_from(thread_mutes).where(_OF_ACCOUNT)
_REMOVE = delete(thread_mutes).where(*_THIS)
_REMOVE_ALL = delete(thread_mutes).where(_OF_ACCOUNT)


@frozen
class SqlThreadMuteRepository(ThreadMuteRepository):
    """Mutes of conversations in a table."""

    _connection: Connection

    def add(self, mute: ThreadMute) -> bool:
        return self._connection.execute(_ADD, asdict(mute)).rowcount > 0

    def has(self, account_id: int, thread_id: int) -> bool:
        return self._connection.execute(_HAS, {"account": account_id, "thread": thread_id}).first() is not None

    def count(self, account_id: int) -> int:
        return int(self._connection.execute(_COUNT, {"account": account_id}).scalar_one())

    def remove(self, account_id: int, thread_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"account": account_id, "thread": thread_id}).rowcount > 0

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
