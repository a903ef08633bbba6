"""Sessions."""

from collections.abc import Sequence
from datetime import datetime

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import session_of
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.session import Session
from microblog.ports.session_repository import SessionRepository


@frozen
class MongoSessionRepository(SessionRepository):
    """Sessions in a collection."""

    _transaction: Transaction

    def add(self, session: Session) -> None:
        new = asdict(session)
        new["_id"] = new.pop("id")
        self._transaction.write(lambda commands: commands.insert("sessions", [new]))

    def by_hash(self, token_hash: bytes) -> Session | None:
        found = self._transaction.read(lambda commands: commands.find_one("sessions", {"token_hash": token_hash}))
        return None if found is None else session_of(found)

    def touch(self, session_id: int, used_at: datetime, expires_at: datetime) -> None:
        change = {"$set": {"used_at": used_at, "expires_at": expires_at}}
        self._transaction.write(lambda commands: commands.update("sessions", {"_id": session_id}, change))

    def of_account(self, account_id: int) -> Sequence[Session]:
        where, order = {"account_id": account_id}, {"used_at": -1, "_id": -1}
        found = self._transaction.read(lambda commands: commands.find("sessions", where, order=order))
        return [session_of(document) for document in found]

    def remove(self, account_id: int, session_id: int) -> bool:
        where = {"_id": session_id, "account_id": account_id}
        return self._transaction.write(lambda commands: commands.delete("sessions", where)) > 0

    def remove_all(self, account_id: int, but: int | None = None) -> int:
        where = {"account_id": account_id, "_id": {"$ne": but}}
        return self._transaction.write(lambda commands: commands.delete("sessions", where))

    def remove_expired(self, now: datetime) -> int:
        return self._transaction.write(lambda commands: commands.delete("sessions", {"expires_at": {"$lte": now}}))
