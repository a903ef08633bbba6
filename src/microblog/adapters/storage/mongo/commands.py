"""What is asked of the database."""

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from attrs import frozen

from microblog.adapters.storage.mongo.documents import Document

if TYPE_CHECKING:
    from pymongo.client_session import ClientSession
    from pymongo.database import Database

Filter = Mapping[str, Any]

_AT_ONCE = 100_000  # documents in the first answer, which ends at 16 MiB in any case: so that there is no second one


@frozen
class Commands:
    """The commands of one session. What the driver raises comes through."""

    database: "Database[Document]"
    session: "ClientSession"

    def find_one(self, collection: str, where: Filter) -> Document | None:
        """A document."""
        return self.database[collection].find_one(where, session=self.session)

    def find(
        self,
        collection: str,
        where: Filter,
        *,
        order: Mapping[str, int] | None = None,
        index: Mapping[str, int] | None = None,
        skip: int = 0,
        limit: int = 0,
    ) -> list[Document]:
        """Documents, by that index or by the one that the server chooses; a limit of 0 is none."""
        found = self.database[collection].find(where, session=self.session, skip=skip, limit=limit, batch_size=_AT_ONCE)
        if index is not None:
            found = found.hint(list(index.items()))
        return list(found if order is None else found.sort(list(order.items())))

    def ids(self, collection: str, where: Filter) -> list[Any]:
        """What `_id` is in these documents."""
        found = self.database[collection].find(where, {"_id": True}, session=self.session, batch_size=_AT_ONCE)
        return [document["_id"] for document in found]

    def count(self, collection: str, where: Filter) -> int:
        """How many documents there are."""
        return self.database[collection].count_documents(where, session=self.session)

    def aggregate(
        self,
        collection: str,
        pipeline: Sequence[Filter],
        *,
        index: Mapping[str, int] | None = None,
        longest: int | None = None,
    ) -> list[Document]:
        """What a pipeline makes of a collection; it begins at that index, else at the one that the server chooses.

        `longest` is in milliseconds: what takes the server longer is ended, and told as StorageUnavailable.
        """
        more: dict[str, Any] = {} if index is None else {"hint": dict(index)}
        if longest is not None:
            more["maxTimeMS"] = longest
        return list(self.database[collection].aggregate(pipeline, session=self.session, batchSize=_AT_ONCE, **more))

    def insert(self, collection: str, documents: Sequence[Document]) -> None:
        """Add documents, whose `_id` must be new."""
        self.database[collection].insert_many(documents, session=self.session)

    def insert_or_skip(self, collection: str, key: Filter, document: Document) -> bool:
        """Add a document that contains the key; False, and nothing changes, if one with that key is there."""
        rest = {name: value for name, value in document.items() if name not in key}
        done = self.database[collection].update_one(key, {"$setOnInsert": rest}, upsert=True, session=self.session)
        return done.upserted_id is not None

    def replace(self, collection: str, document: Document) -> None:
        """Put a document in the place of the one with its `_id`, or add it."""
        self.database[collection].replace_one({"_id": document["_id"]}, document, upsert=True, session=self.session)

    def update(self, collection: str, where: Filter, change: Filter) -> int:
        """Change all documents that fit; returns how many there are."""
        return self.database[collection].update_many(where, change, session=self.session).matched_count

    def increment(self, collection: str, key: Any, name: str) -> int | None:
        """Add one to a number of the document with that `_id`; returns what it was, None where there is no document."""
        before = self.database[collection].find_one_and_update({"_id": key}, {"$inc": {name: 1}}, session=self.session)
        return None if before is None else int(before.get(name, 0))

    def delete(self, collection: str, where: Filter) -> int:
        """Remove all documents that fit; returns how many there were."""
        return self.database[collection].delete_many(where, session=self.session).deleted_count
