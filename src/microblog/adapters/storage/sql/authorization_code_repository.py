"""Authorization codes."""

from datetime import datetime

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, insert, select, update

from microblog.adapters.storage.sql.app_repository import hold_app
from microblog.adapters.storage.sql.tables import authorization_codes
from microblog.domain.model.app import AuthorizationCode
from microblog.ports.authorization_code_repository import AuthorizationCodeRepository

_C = authorization_codes.c
_ADD = insert(authorization_codes)
_GET = select(authorization_codes).where(_C.code_hash == bindparam("hash"))
_SPEND = update(authorization_codes).where(_C.code_hash == bindparam("hash"), _C.grant_id.is_(None))
_REMOVE_EXPIRED = delete(authorization_codes).where(_C.expires_at < bindparam("before"))


@frozen
class SqlAuthorizationCodeRepository(AuthorizationCodeRepository):
    """Codes in a table."""

    _connection: Connection

    def add(self, code: AuthorizationCode) -> None:
        hold_app(self._connection, code.app_id)
        self._connection.execute(_ADD, asdict(code))

    def get(self, code_hash: bytes) -> AuthorizationCode | None:
        row = self._connection.execute(_GET, {"hash": code_hash}).first()
        return None if row is None else AuthorizationCode(*row)

    def spend(self, code_hash: bytes, grant_id: int) -> bool:
        return self._connection.execute(_SPEND, {"hash": code_hash, "grant_id": grant_id}).rowcount > 0

    def remove_expired(self, before: datetime) -> int:
        return self._connection.execute(_REMOVE_EXPIRED, {"before": before}).rowcount
