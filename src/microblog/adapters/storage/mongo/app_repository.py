"""Registered apps."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import app_of
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.adapters.storage.mongo.visibility import Stage
from microblog.domain.model.app import App
from microblog.domain.model.errors import Conflict
from microblog.ports.app_repository import AppRepository


def _without_any(collection: str) -> list[Stage]:
    one = [{"$limit": 1}, {"$project": {"_id": 1}}]
    lookup = {"from": collection, "localField": "_id", "foreignField": "app_id", "pipeline": one, "as": collection}
    return [{"$lookup": lookup}, {"$match": {collection: []}}]


_UNUSED = [*_without_any("grants"), *_without_any("authorization_codes"), {"$project": {"_id": 1}}]


def hold_app(transaction: Transaction, app_id: int) -> None:
    """Keep the app from being removed until the transaction ends. Raises Conflict where it is gone.

    Who would remove it changes the same document, and begins anew.
    """
    if not transaction.write(lambda commands: commands.increment("apps", app_id, "locks") is not None):
        raise Conflict("the app is gone")


@frozen
class MongoAppRepository(AppRepository):
    """Apps in a collection."""

    _transaction: Transaction

    def add(self, app: App) -> None:
        new = asdict(app)
        new["_id"] = new.pop("id")
        self._transaction.write(lambda commands: commands.insert("apps", [new]))

    def get(self, app_id: int) -> App | None:
        return self._find({"_id": app_id})

    def by_client_id(self, client_id: str) -> App | None:
        return self._find({"client_id": client_id})

    def remove_unused(self, before: datetime) -> int:
        old: Stage = {"$match": {"created_at": {"$lt": before}}}

        def remove(commands: Commands) -> int:
            unused = [found["_id"] for found in commands.aggregate("apps", [old, *_UNUSED])]
            return commands.delete("apps", {"_id": {"$in": unused}})

        return self._transaction.write(remove)

    def _find(self, where: Mapping[str, Any]) -> App | None:
        found = self._transaction.read(lambda commands: commands.find_one("apps", where))
        return None if found is None else app_of(found)
