"""Tokens of apps."""

from datetime import datetime

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from microblog.adapters.storage.sql.tables import app_tokens
from microblog.domain.model.app import AppToken, TokenKind
from microblog.ports.app_token_repository import AppTokenRepository

_T = app_tokens.c
_ADD = insert(app_tokens)
_GET = select(app_tokens).where(_T.token_hash == bindparam("hash"))
_SPEND = (
    update(app_tokens)
    .where(_T.token_hash == bindparam("hash"), _T.kind == TokenKind.REFRESH, ~_T.spent)
    .values(spent=True)
)
_REMOVE_EXPIRED = delete(app_tokens).where(_T.expires_at <= bindparam("now"))


@frozen
class SqlAppTokenRepository(AppTokenRepository):
    """Tokens in a table."""

    _connection: Connection

    def add(self, token: AppToken) -> None:
        self._connection.execute(_ADD, asdict(token))

    def get(self, token_hash: bytes) -> AppToken | None:
        row = self._connection.execute(_GET, {"hash": token_hash}).first()
        return None if row is None else AppToken(*row)

    def spend(self, token_hash: bytes) -> bool:
        return self._connection.execute(_SPEND, {"hash": token_hash}).rowcount > 0

    def remove_expired(self, now: datetime) -> int:
        return self._connection.execute(_REMOVE_EXPIRED, {"now": now}).rowcount
