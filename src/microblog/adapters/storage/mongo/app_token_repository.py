"""Tokens of apps."""

from datetime import datetime

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.app import AppToken, TokenKind
from microblog.ports.app_token_repository import AppTokenRepository


@frozen
class MongoAppTokenRepository(AppTokenRepository):
    """Tokens in a collection."""

    _transaction: Transaction

    def add(self, token: AppToken) -> None:
        new = stored(asdict(token))
        new["_id"] = new.pop("token_hash")
        self._transaction.write(lambda commands: commands.insert("app_tokens", [new]))

    def get(self, token_hash: bytes) -> AppToken | None:
        found = self._transaction.read(lambda commands: commands.find_one("app_tokens", {"_id": token_hash}))
        if found is None:
            return None
        return AppToken(
            token_hash,
            TokenKind(found["kind"]),
            found["grant_id"],
            found["created_at"],
            found["expires_at"],
            found["spent"],
        )

    def spend(self, token_hash: bytes) -> bool:
        where = {"_id": token_hash, "kind": TokenKind.REFRESH.value, "spent": False}
        change = {"$set": {"spent": True}}
        return self._transaction.write(lambda commands: commands.update("app_tokens", where, change)) > 0

    def remove_expired(self, now: datetime) -> int:
        where = {"expires_at": {"$lte": now}}
        return self._transaction.write(lambda commands: commands.delete("app_tokens", where))
