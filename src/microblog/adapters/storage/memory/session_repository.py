"""Sessions."""

from collections.abc import Callable, Sequence
from datetime import datetime

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.session import Session
from microblog.ports.session_repository import SessionRepository


@frozen
class MemorySessionRepository(SessionRepository):
    """Sessions in a dictionary."""

    _tables: Tables

    def add(self, session: Session) -> None:
        self._tables.sessions[session.id] = session

    def by_hash(self, token_hash: bytes) -> Session | None:
        for session in self._tables.sessions.values():
            if session.token_hash == token_hash:
                return session
        return None

    def touch(self, session_id: int, used_at: datetime, expires_at: datetime) -> None:
        session = self._tables.sessions.get(session_id)
        if session is not None:
            self._tables.sessions[session_id] = evolve(session, used_at=used_at, expires_at=expires_at)

    def of_account(self, account_id: int) -> Sequence[Session]:
        sessions = [session for session in self._tables.sessions.values() if session.account_id == account_id]
        return sorted(sessions, key=lambda session: (session.used_at, session.id), reverse=True)

    def remove(self, account_id: int, session_id: int) -> bool:
        return self._drop(lambda session: (session.account_id, session.id) == (account_id, session_id)) > 0

    def remove_all(self, account_id: int, but: int | None = None) -> int:
        return self._drop(lambda session: session.account_id == account_id and session.id != but)

    def remove_expired(self, now: datetime) -> int:
        return self._drop(lambda session: session.expires_at <= now)

    def _drop(self, which: Callable[[Session], bool]) -> int:
        gone = [session.id for session in self._tables.sessions.values() if which(session)]
        for session_id in gone:
            del self._tables.sessions[session_id]
        return len(gone)
