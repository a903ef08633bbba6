"""Indexes as steps make them."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from attrs import frozen

from microblog.adapters.storage.mongo.documents import Document

if TYPE_CHECKING:
    from pymongo.database import Database


@frozen
class Index:
    """An index of a collection, by fields and their directions."""

    collection: str
    fields: Mapping[str, int]
    unique: bool = False
    where: Mapping[str, Any] | None = None  # only documents that fit are in it

    def create(self, database: "Database[Document]") -> None:
        """Make it; nothing happens where it is there."""
        options: dict[str, Any] = {"unique": True} if self.unique else {}
        if self.where is not None:
            options["partialFilterExpression"] = self.where
        database[self.collection].create_index(list(self.fields.items()), **options)
