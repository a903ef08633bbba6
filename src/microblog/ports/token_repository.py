"""One-time tokens."""

from datetime import datetime
from typing import Protocol

from microblog.domain.model.session import Purpose, Token


class TokenRepository(Protocol):
    """Keeps tokens that were handed out in links."""

    def add(self, token: Token) -> None:
        """Store a new token."""
        ...

    def get(self, token_hash: bytes, purpose: Purpose, now: datetime) -> Token | None:
        """The token if it is for that purpose and has not expired."""
        ...

    def consume(self, token_hash: bytes, purpose: Purpose, now: datetime) -> Token | None:
        """The same, and it is used up: of two that try at once, one gets None."""
        ...

    def remove_of_account(self, account_id: int, purpose: Purpose | None = None) -> None:
        """Remove the account's tokens for a purpose, or all of them."""
        ...

    def remove_purpose(self, purpose: Purpose) -> None:
        """Remove all tokens for a purpose."""
        ...

    def remove_expired(self, now: datetime) -> int:
        """Remove what has expired; returns how many."""
        ...
