"""Tokens of apps."""

from datetime import datetime
from typing import Protocol

from microblog.domain.model.app import AppToken


class AppTokenRepository(Protocol):
    """Keeps the tokens that apps hold."""

    def add(self, token: AppToken) -> None:
        """Store a new token."""
        ...

    def get(self, token_hash: bytes) -> AppToken | None:
        """The token, of either kind, spent, expired or not."""
        ...

    def spend(self, token_hash: bytes) -> bool:
        """Use up a refresh token. Of any number that try, also at the same moment, one gets True."""
        ...

    def remove_expired(self, now: datetime) -> int:
        """Remove what has expired; returns how many."""
        ...
