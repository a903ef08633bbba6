"""Which digests are decided, kept."""

from collections.abc import Sequence
from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.account import AccountState
from microblog.domain.model.digest import Digest, DigestRhythm
from microblog.ports.digest_repository import DigestRepository


@frozen
class MongoDigestRepository(DigestRepository):
    """Digests in a collection."""

    _transaction: Transaction

    def due(self, rhythm: DigestRhythm, period: int, *, after: int, limit: int) -> Sequence[int]:
        decided = {"$match": {"$expr": {"$eq": ["$_id", {"account": "$$account", "period": period}]}}}
        stages: list[Document] = [
            {"$match": {"digest": rhythm.value, "_id": {"$gt": after}}},
            {"$sort": {"_id": 1}},
            {"$lookup": {"from": "accounts", "localField": "_id", "foreignField": "_id", "as": "account"}},
            {"$match": {"account.state": AccountState.ACTIVE.value}},
            {"$lookup": {"from": "digests", "let": {"account": "$_id"}, "pipeline": [decided], "as": "decided"}},
            {"$match": {"decided": []}},
            {"$limit": limit},
            {"$project": {"_id": True}},
        ]
        found = self._transaction.read(lambda commands: commands.aggregate("users", stages))
        return [document["_id"] for document in found]

    def add(self, digest: Digest) -> bool:
        this = {"_id": {"account": digest.account_id, "period": digest.period}}
        new = {"up_to_id": digest.up_to_id, "created_at": digest.created_at}
        return self._transaction.write(lambda commands: commands.insert_or_skip("digests", this, new))

    def latest(self, account_id: int) -> Digest | None:
        where, order = keyed_by("account", account_id, "period"), {"up_to_id": -1}
        found = self._transaction.read(lambda commands: commands.find("digests", where, order=order, limit=1))
        return _digest_of(found[0]) if found else None

    def remove_before(self, moment: datetime) -> int:
        where = {"created_at": {"$lt": moment}}
        return self._transaction.write(lambda commands: commands.delete("digests", where))

    def remove_all(self, account_id: int) -> None:
        where = keyed_by("account", account_id, "period")
        self._transaction.write(lambda commands: commands.delete("digests", where))


def _digest_of(document: Document) -> Digest:
    key = document["_id"]
    return Digest(key["account"], key["period"], document["up_to_id"], document["created_at"])
