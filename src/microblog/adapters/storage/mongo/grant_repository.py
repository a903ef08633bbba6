"""What people allow apps."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import partial
from typing import Any

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.app_repository import hold_app
from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import app_of, grant_of
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.adapters.storage.mongo.visibility import Stage
from microblog.domain.model.app import App, Grant
from microblog.ports.grant_repository import GrantRepository

_WITH_APPS: list[Stage] = [
    {"$sort": {"used_at": -1, "_id": -1}},
    {"$lookup": {"from": "apps", "localField": "app_id", "foreignField": "_id", "as": "app"}},
    {"$unwind": "$app"},
]
_ONE_TOKEN = {
    "from": "app_tokens",
    "localField": "_id",
    "foreignField": "grant_id",
    "pipeline": [{"$limit": 1}, {"$project": {"_id": 1}}],
    "as": "tokens",
}
_BATCH = 1000


@frozen
class MongoGrantRepository(GrantRepository):
    """Grants in a collection."""

    _transaction: Transaction

    def add(self, grant: Grant) -> None:
        hold_app(self._transaction, grant.app_id)
        new = asdict(grant)
        new["_id"] = new.pop("id")
        self._transaction.write(lambda commands: commands.insert("grants", [new]))

    def get(self, grant_id: int) -> Grant | None:
        found = self._transaction.read(lambda commands: commands.find_one("grants", {"_id": grant_id}))
        return None if found is None else grant_of(found)

    def touch(self, grant_id: int, used_at: datetime) -> None:
        change = {"$set": {"used_at": used_at}}
        self._transaction.write(lambda commands: commands.update("grants", {"_id": grant_id}, change))

    def of_account(self, account_id: int) -> Sequence[tuple[Grant, App]]:
        stages = [{"$match": {"account_id": account_id}}, *_WITH_APPS]
        found = self._transaction.read(lambda commands: commands.aggregate("grants", stages))
        return [(grant_of(document), app_of(document["app"])) for document in found]

    def remove(self, grant_id: int) -> bool:
        return self._remove({"_id": grant_id}) > 0

    def remove_of_app(self, account_id: int, app_id: int) -> int:
        return self._remove_with_codes({"account_id": account_id, "app_id": app_id})

    def remove_all(self, account_id: int) -> int:
        return self._remove_with_codes({"account_id": account_id})

    def remove_idle(self, before: datetime) -> int:
        removed, after = 0, 0
        while ids := self._transaction.read(partial(_idle, before=before, after=after)):
            removed, after = removed + self._remove({"_id": {"$in": ids}}), ids[-1]
        return removed

    def _remove_with_codes(self, where: Mapping[str, Any]) -> int:
        removed = self._remove(where)
        self._transaction.write(lambda commands: commands.delete("authorization_codes", where))
        return removed

    def _remove(self, where: Mapping[str, Any]) -> int:
        def remove(commands: Commands) -> int:
            came_of_these = {"grant_id": {"$in": commands.ids("grants", where)}}
            for collection in ("app_tokens", "push_subscriptions", "authorization_codes"):
                commands.delete(collection, came_of_these)
            return commands.delete("grants", where)

        return self._transaction.write(remove)


def _idle(commands: Commands, *, before: datetime, after: int) -> list[int]:
    unused: Stage = {"account_id": None, "used_at": {"$lt": before}}
    stages: list[Stage] = [
        {"$match": {"_id": {"$gt": after}}},
        {"$sort": {"_id": 1}},
        {"$lookup": _ONE_TOKEN},
        {"$match": {"$or": [{"tokens": []}, unused]}},
        {"$limit": _BATCH},
        {"$project": {"_id": 1}},
    ]
    return [found["_id"] for found in commands.aggregate("grants", stages)]
