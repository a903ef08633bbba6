"""One-time tokens."""

from collections.abc import Callable
from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.session import Purpose, Token
from microblog.ports.token_repository import TokenRepository


@frozen
class MemoryTokenRepository(TokenRepository):
    """Tokens in a dictionary."""

    _tables: Tables

    def add(self, token: Token) -> None:
        self._tables.tokens[token.token_hash] = token

    def get(self, token_hash: bytes, purpose: Purpose, now: datetime) -> Token | None:
        token = self._tables.tokens.get(token_hash)
        if token is None or token.purpose is not purpose or token.expires_at <= now:
            return None
        return token

    def consume(self, token_hash: bytes, purpose: Purpose, now: datetime) -> Token | None:
        token = self.get(token_hash, purpose, now)
        if token is not None:
            del self._tables.tokens[token_hash]
        return token

    def remove_of_account(self, account_id: int, purpose: Purpose | None = None) -> None:
        self._drop(lambda token: token.account_id == account_id and purpose in (None, token.purpose))

    def remove_purpose(self, purpose: Purpose) -> None:
        self._drop(lambda token: token.purpose is purpose)

    def remove_expired(self, now: datetime) -> int:
        return self._drop(lambda token: token.expires_at <= now)

    def _drop(self, which: Callable[[Token], bool]) -> int:
        gone = [token.token_hash for token in self._tables.tokens.values() if which(token)]
        for token_hash in gone:
            del self._tables.tokens[token_hash]
        return len(gone)
