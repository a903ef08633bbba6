"""The words that posts and accounts are found by, in their own documents and in MongoDB's text index.

Repositories write them with the document; `catch_up` finds what was written past this code.
"""

import logging
from collections.abc import Callable
from functools import partial

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, account_search, post_search
from microblog.ports.search_index import SearchIndex

logger = logging.getLogger(__name__)

_BATCH = 500

POSTS_ARE_TRUE = {"$eq": ["$search.of", "$edited_at"]}
ACCOUNTS_ARE_TRUE = {"$eq": ["$search.of", "$display_name"]}

_POSTS_TO_DO = {
    "boost_of_id": None,
    "$or": [
        {"deleted_at": None, "$expr": {"$not": POSTS_ARE_TRUE}},
        {"deleted_at": {"$ne": None}, "search.words.0": {"$exists": True}},
    ],
}
_ACCOUNTS_TO_DO = {"$expr": {"$not": ACCOUNTS_ARE_TRUE}}


@frozen
class MongoSearchIndex(SearchIndex):
    """A field of posts and of accounts."""

    database: Database

    def catch_up(self) -> int:
        return catch_up(self.database)

    def forget_removed(self) -> None:
        """The words lie in what they are found by, and go with them."""


def catch_up(database: Database) -> int:
    """See `SearchIndex`."""
    done = _catch_up(database, "posts", _POSTS_TO_DO, ("text", "content_warning", "edited_at"), post_search)
    done += _catch_up(database, "accounts", _ACCOUNTS_TO_DO, ("username", "domain", "display_name"), account_search)
    if done:
        logger.info("indexed for search", extra={"things": done})
    return done


def _catch_up(
    database: Database, collection: str, to_do: Document, sources: tuple[str, ...], search: Callable[..., Document]
) -> int:
    done, after = 0, -1
    while True:
        with database.read() as commands:
            found = commands.find(collection, {**to_do, "_id": {"$gt": after}}, order={"_id": 1}, limit=_BATCH)
        if not found:
            return done
        with database.write() as transaction:
            for document in found:
                source = {name: document[name] for name in sources}
                transaction.write(
                    partial(_note, collection, {"_id": document["_id"], **source}, search(*source.values()))
                )
            transaction.commit()
        done, after = done + len(found), found[-1]["_id"]


def _note(collection: str, as_read: Document, search: Document, commands: Commands) -> int:
    return commands.update(collection, as_read, {"$set": search})  # unless it is another meanwhile
