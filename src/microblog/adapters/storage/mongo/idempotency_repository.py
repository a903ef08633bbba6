"""Idempotency keys."""

from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.errors import Conflict
from microblog.ports.idempotency_repository import IdempotencyRepository


@frozen
class MongoIdempotencyRepository(IdempotencyRepository):
    """Keys in a collection. While another transaction adds the same, this one is done again until that has ended."""

    _transaction: Transaction

    def add(self, account_id: int, key: str, post_id: int, at: datetime) -> None:
        this = _this(account_id, key)
        new = {**this, "post_id": post_id, "created_at": at}
        if not self._transaction.write(lambda commands: commands.insert_or_skip("idempotency_keys", this, new)):
            raise Conflict("the key was used already")

    def post_id(self, account_id: int, key: str) -> int | None:
        this = _this(account_id, key)
        found = self._transaction.read(lambda commands: commands.find_one("idempotency_keys", this))
        return None if found is None else found["post_id"]

    def remove_before(self, moment: datetime) -> int:
        where = {"created_at": {"$lt": moment}}
        return self._transaction.write(lambda commands: commands.delete("idempotency_keys", where))

    def remove_all(self, account_id: int) -> None:
        # Whatever the text of the key is: documents are compared field by field.
        where = {"_id": {"$gte": {"account": account_id}, "$lt": {"account": account_id + 1}}}
        self._transaction.write(lambda commands: commands.delete("idempotency_keys", where))


def _this(account_id: int, key: str) -> Document:
    return {"_id": {"account": account_id, "key": key}}
