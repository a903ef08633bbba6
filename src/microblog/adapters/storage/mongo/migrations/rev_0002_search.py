"""Search: MongoDB's text index over the words of posts and of accounts.

The words are there already as they are to be compared: no language, whose stop words and stems would count otherwise,
and none that a document's own `language` names.
"""

from typing import TYPE_CHECKING

from microblog.adapters.storage.mongo.documents import Document

if TYPE_CHECKING:
    from pymongo.database import Database


def upgrade(database: "Database[Document]") -> None:
    """Make what is missing."""
    for collection in ("posts", "accounts"):
        database[collection].create_index(
            [("search.words", "text")], default_language="none", language_override="no language"
        )
