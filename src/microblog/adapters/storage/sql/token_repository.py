"""One-time tokens."""

from datetime import datetime

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, insert, select

from microblog.adapters.storage.sql.tables import tokens
from microblog.domain.model.session import Purpose, Token
from microblog.ports.token_repository import TokenRepository

_T = tokens.c
_ADD = insert(tokens)
_GET = select(tokens).where(
    _T.token_hash == bindparam("hash"), _T.purpose == bindparam("purpose"), _T.expires_at > bindparam("now")
)
_REMOVE = delete(tokens).where(_T.token_hash == bindparam("hash"))
_REMOVE_OF_ACCOUNT = delete(tokens).where(_T.account_id == bindparam("account"))
_REMOVE_OF_ACCOUNT_FOR = _REMOVE_OF_ACCOUNT.where(_T.purpose == bindparam("purpose"))
_REMOVE_PURPOSE = delete(tokens).where(_T.purpose == bindparam("purpose"))
_REMOVE_EXPIRED = delete(tokens).where(_T.expires_at <= bindparam("now"))


@frozen
class SqlTokenRepository(TokenRepository):
    """Tokens in a table."""

    _connection: Connection

    def add(self, token: Token) -> None:
        self._connection.execute(_ADD, asdict(token))

    def get(self, token_hash: bytes, purpose: Purpose, now: datetime) -> Token | None:
        row = self._connection.execute(_GET, {"hash": token_hash, "purpose": purpose, "now": now}).first()
        return None if row is None else Token(*row)

    def consume(self, token_hash: bytes, purpose: Purpose, now: datetime) -> Token | None:
        token = self.get(token_hash, purpose, now)
        if token is None or self._connection.execute(_REMOVE, {"hash": token_hash}).rowcount == 0:
            return None
        return token

    def remove_of_account(self, account_id: int, purpose: Purpose | None = None) -> None:
        if purpose is None:
            self._connection.execute(_REMOVE_OF_ACCOUNT, {"account": account_id})
        else:
            self._connection.execute(_REMOVE_OF_ACCOUNT_FOR, {"account": account_id, "purpose": purpose})

    def remove_purpose(self, purpose: Purpose) -> None:
        self._connection.execute(_REMOVE_PURPOSE, {"purpose": purpose})

    def remove_expired(self, now: datetime) -> int:
        return self._connection.execute(_REMOVE_EXPIRED, {"now": now}).rowcount
