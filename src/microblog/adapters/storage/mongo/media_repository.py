"""Uploaded pictures, for writing."""

from collections.abc import Collection, Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import media_of, stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.media import Media, MediaPurpose, MediaState
from microblog.ports.media_repository import MediaRepository

_FOR_GOOD = ("id", "account_id", "purpose", "key", "created_at")


@frozen
class MongoMediaRepository(MediaRepository):
    """Pictures in a collection."""

    _transaction: Transaction

    def add(self, media: Media) -> None:
        new = stored(asdict(media))
        new["_id"] = new.pop("id")
        self._transaction.write(lambda commands: commands.insert("media", [new]))

    def save(self, media: Media) -> None:
        changed = {name: value for name, value in stored(asdict(media)).items() if name not in _FOR_GOOD}
        self._transaction.write(lambda commands: commands.update("media", {"_id": media.id}, {"$set": changed}))

    def get(self, media_id: int) -> Media | None:
        found = self._transaction.read(lambda commands: commands.find_one("media", {"_id": media_id}))
        return None if found is None else media_of(found)

    def several(self, media_ids: Collection[int]) -> Sequence[Media]:
        return self._find({"_id": {"$in": list(media_ids)}})

    def of_post(self, post_id: int) -> Sequence[Media]:
        return sorted(self._find({"post_id": post_id}), key=lambda media: media.id)

    def of_account(self, account_id: int, limit: int) -> Sequence[Media]:
        return self._find({"account_id": account_id}, limit=limit)

    def shown_as(self, account_id: int, purpose: MediaPurpose) -> Sequence[Media]:
        return self._find({"account_id": account_id, "purpose": purpose.value, "unused_since": None})

    def count_preparing(self, account_id: int) -> int:
        where = {"account_id": account_id, "state": MediaState.PREPARING.value}
        return self._transaction.read(lambda commands: commands.count("media", where))

    def unused(self, before: datetime, limit: int) -> Sequence[Media]:
        return self._find({"unused_since": {"$lt": before}}, order={"unused_since": 1}, limit=limit)

    def remove(self, media_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("media", {"_id": media_id}))

    def _find(self, where: Mapping[str, Any], **how: Any) -> Sequence[Media]:
        found = self._transaction.read(lambda commands: commands.find("media", where, **how))
        return [media_of(document) for document in found]
