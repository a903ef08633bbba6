"""Authorization codes."""

from datetime import datetime

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.app import AuthorizationCode
from microblog.domain.model.errors import Conflict
from microblog.ports.authorization_code_repository import AuthorizationCodeRepository


@frozen
class MemoryAuthorizationCodeRepository(AuthorizationCodeRepository):
    """Codes in a dictionary."""

    _tables: Tables

    def add(self, code: AuthorizationCode) -> None:
        if code.app_id not in self._tables.apps:
            raise Conflict("the app is gone")
        self._tables.authorization_codes[code.code_hash] = code

    def get(self, code_hash: bytes) -> AuthorizationCode | None:
        return self._tables.authorization_codes.get(code_hash)

    def spend(self, code_hash: bytes, grant_id: int) -> bool:
        code = self.get(code_hash)
        if code is None or code.grant_id is not None:
            return False
        self._tables.authorization_codes[code_hash] = evolve(code, grant_id=grant_id)
        return True

    def remove_expired(self, before: datetime) -> int:
        gone = [code.code_hash for code in self._tables.authorization_codes.values() if code.expires_at < before]
        for code_hash in gone:
            del self._tables.authorization_codes[code_hash]
        return len(gone)
