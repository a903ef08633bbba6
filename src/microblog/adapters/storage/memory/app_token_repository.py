"""Tokens of apps."""

from datetime import datetime

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.app import AppToken, TokenKind
from microblog.ports.app_token_repository import AppTokenRepository


@frozen
class MemoryAppTokenRepository(AppTokenRepository):
    """Tokens in a dictionary."""

    _tables: Tables

    def add(self, token: AppToken) -> None:
        self._tables.app_tokens[token.token_hash] = token

    def get(self, token_hash: bytes) -> AppToken | None:
        return self._tables.app_tokens.get(token_hash)

    def spend(self, token_hash: bytes) -> bool:
        token = self.get(token_hash)
        if token is None or token.kind is not TokenKind.REFRESH or token.spent:
            return False
        self._tables.app_tokens[token_hash] = evolve(token, spent=True)
        return True

    def remove_expired(self, now: datetime) -> int:
        tokens = self._tables.app_tokens.values()
        gone = [token.token_hash for token in tokens if token.expires_at is not None and token.expires_at <= now]
        for token_hash in gone:
            del self._tables.app_tokens[token_hash]
        return len(gone)
