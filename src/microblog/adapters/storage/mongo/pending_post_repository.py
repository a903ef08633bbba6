"""Posts that are not out yet."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.mongo.documents import pending_document, pending_of
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.pending_post import PendingPost
from microblog.ports.pending_post_repository import PendingPostRepository

_FIXED = ("_id", "account_id", "created_at", "idempotency_key", "app_id")


@frozen
class MongoPendingPostRepository(PendingPostRepository):
    """Scheduled posts and drafts in a collection. While another transaction removes one, this one is done again."""

    _transaction: Transaction

    def add(self, pending: PendingPost) -> None:
        new = pending_document(pending)
        self._transaction.write(lambda commands: commands.insert("pending_posts", [new]))

    def save(self, pending: PendingPost) -> None:
        values = {name: value for name, value in pending_document(pending).items() if name not in _FIXED}
        this = {"_id": pending.id}
        self._transaction.write(lambda commands: commands.update("pending_posts", this, {"$set": values}))

    def get(self, pending_id: int) -> PendingPost | None:
        found = self._transaction.read(lambda commands: commands.find_one("pending_posts", {"_id": pending_id}))
        return None if found is None else pending_of(found)

    def remove(self, pending_id: int) -> bool:
        return self._transaction.write(lambda commands: commands.delete("pending_posts", {"_id": pending_id})) > 0

    def of_account(self, account_id: int) -> Sequence[PendingPost]:
        where = {"account_id": account_id}
        found = self._transaction.read(lambda commands: commands.find("pending_posts", where, order={"_id": -1}))
        return [pending_of(document) for document in found]

    def moments(self, account_id: int) -> Mapping[int, datetime | None]:
        return {each.id: each.scheduled_at for each in self.of_account(account_id)}

    def due(self, now: datetime, limit: int) -> Collection[int]:
        where, order = {"scheduled_at": {"$lte": now}}, {"scheduled_at": 1, "_id": 1}
        found = self._transaction.read(lambda commands: commands.find("pending_posts", where, order=order, limit=limit))
        return [document["_id"] for document in found]

    def remove_all(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("pending_posts", {"account_id": account_id}))
