"""Authorization codes."""

from datetime import datetime
from typing import Protocol

from microblog.domain.model.app import AuthorizationCode


class AuthorizationCodeRepository(Protocol):
    """Keeps codes, also those that are spent, until they are removed."""

    def add(self, code: AuthorizationCode) -> None:
        """Store a new code. Raises Conflict if the app was removed meanwhile."""
        ...

    def get(self, code_hash: bytes) -> AuthorizationCode | None:
        """The code, spent, expired or not."""
        ...

    def spend(self, code_hash: bytes, grant_id: int) -> bool:
        """Note what came of it. Of any number that try, also at the same moment, one gets True."""
        ...

    def remove_expired(self, before: datetime) -> int:
        """Remove what expired before then; returns how many."""
        ...
