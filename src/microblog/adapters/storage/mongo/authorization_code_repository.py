"""Authorization codes."""

from datetime import datetime

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.app_repository import hold_app
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.app import AuthorizationCode
from microblog.ports.authorization_code_repository import AuthorizationCodeRepository

_FIELDS = tuple(name for name in AuthorizationCode.__match_args__ if name not in ("code_hash", "scopes"))


@frozen
class MongoAuthorizationCodeRepository(AuthorizationCodeRepository):
    """Codes in a collection."""

    _transaction: Transaction

    def add(self, code: AuthorizationCode) -> None:
        hold_app(self._transaction, code.app_id)
        new = asdict(code)
        new["_id"] = new.pop("code_hash")
        self._transaction.write(lambda commands: commands.insert("authorization_codes", [new]))

    def get(self, code_hash: bytes) -> AuthorizationCode | None:
        where = {"_id": code_hash}
        found = self._transaction.read(lambda commands: commands.find_one("authorization_codes", where))
        if found is None:
            return None
        values = {name: found[name] for name in _FIELDS}
        return AuthorizationCode(code_hash=code_hash, scopes=tuple(found["scopes"]), **values)

    def spend(self, code_hash: bytes, grant_id: int) -> bool:
        where, change = {"_id": code_hash, "grant_id": None}, {"$set": {"grant_id": grant_id}}
        return self._transaction.write(lambda commands: commands.update("authorization_codes", where, change)) > 0

    def remove_expired(self, before: datetime) -> int:
        where = {"expires_at": {"$lt": before}}
        return self._transaction.write(lambda commands: commands.delete("authorization_codes", where))
