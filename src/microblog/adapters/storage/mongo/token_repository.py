"""One-time tokens."""

from datetime import datetime
from typing import Any

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.session import Purpose, Token
from microblog.ports.token_repository import TokenRepository


@frozen
class MongoTokenRepository(TokenRepository):
    """Tokens in a collection."""

    _transaction: Transaction

    def add(self, token: Token) -> None:
        new = stored(asdict(token))
        new["_id"] = new.pop("token_hash")
        self._transaction.write(lambda commands: commands.insert("tokens", [new]))

    def get(self, token_hash: bytes, purpose: Purpose, now: datetime) -> Token | None:
        where = {"_id": token_hash, "purpose": purpose.value, "expires_at": {"$gt": now}}
        found = self._transaction.read(lambda commands: commands.find_one("tokens", where))
        if found is None:
            return None
        return Token(token_hash, purpose, found["account_id"], found["created_at"], found["expires_at"])

    def consume(self, token_hash: bytes, purpose: Purpose, now: datetime) -> Token | None:
        token = self.get(token_hash, purpose, now)
        return token if token is not None and self._remove({"_id": token_hash}) else None

    def remove_of_account(self, account_id: int, purpose: Purpose | None = None) -> None:
        self._remove({"account_id": account_id} | ({} if purpose is None else {"purpose": purpose.value}))

    def remove_purpose(self, purpose: Purpose) -> None:
        self._remove({"purpose": purpose.value})

    def remove_expired(self, now: datetime) -> int:
        return self._remove({"expires_at": {"$lte": now}})

    def _remove(self, where: dict[str, Any]) -> int:
        return self._transaction.write(lambda commands: commands.delete("tokens", where))
