"""What people wrote down about others."""

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, func, insert, or_, select

from microblog.adapters.storage.sql.tables import account_notes
from microblog.domain.model.relationships import AccountNote
from microblog.ports.account_note_repository import AccountNoteRepository

_N = account_notes.c
_ACCOUNT = bindparam("account", type_=BigInteger())
_ADD = insert(account_notes)
_REMOVE = delete(account_notes).where(
    _N.account_id == _ACCOUNT, _N.target_id == bindparam("target", type_=BigInteger())
)
_COUNT = select(func.count()).select_from(account_notes).where(_N.account_id == _ACCOUNT)
_REMOVE_ALL = delete(account_notes).where(or_(_N.account_id == _ACCOUNT, _N.target_id == _ACCOUNT))


@frozen
class SqlAccountNoteRepository(AccountNoteRepository):
    """Notes in a table."""

    _connection: Connection

    def save(self, note: AccountNote) -> None:
        self.remove(note.account_id, note.target_id)
        self._connection.execute(_ADD, asdict(note))

    def remove(self, account_id: int, target_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"account": account_id, "target": target_id}).rowcount > 0

    def count(self, account_id: int) -> int:
        return self._connection.execute(_COUNT, {"account": account_id}).scalar_one()

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
