"""Sessions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Protocol

from microblog.domain.model.session import Session


class SessionRepository(Protocol):
    """Keeps who is signed in where."""

    def add(self, session: Session) -> None:
        """Store a new session."""
        ...

    def by_hash(self, token_hash: bytes) -> Session | None:
        """The session, expired or not."""
        ...

    def touch(self, session_id: int, used_at: datetime, expires_at: datetime) -> None:
        """Note that a session was used and how long it lives now; nothing happens if it was ended."""
        ...

    def of_account(self, account_id: int) -> Sequence[Session]:
        """All sessions of an account, the latest used first."""
        ...

    def remove(self, account_id: int, session_id: int) -> bool:
        """End one of the account's own sessions; False if there is none with that id."""
        ...

    def remove_all(self, account_id: int, but: int | None = None) -> int:
        """End the account's sessions, except one; returns how many were ended."""
        ...

    def remove_expired(self, now: datetime) -> int:
        """Remove what has expired; returns how many."""
        ...
