"""Who keeps what to find it again."""

from attrs import frozen

from microblog.adapters.storage.mongo.documents import keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import Bookmark
from microblog.ports.bookmark_repository import BookmarkRepository


@frozen
class MongoBookmarkRepository(BookmarkRepository):
    """Bookmarks in a collection."""

    _transaction: Transaction

    def add(self, bookmark: Bookmark) -> bool:
        this = {"_id": {"account": bookmark.account_id, "post": bookmark.post_id}}
        new = {**this, "id": bookmark.id, "created_at": bookmark.created_at}
        return self._transaction.write(lambda commands: commands.insert_or_skip("bookmarks", this, new))

    def remove(self, account_id: int, post_id: int) -> bool:
        this = {"_id": {"account": account_id, "post": post_id}}
        return self._transaction.write(lambda commands: commands.delete("bookmarks", this)) > 0

    def remove_all(self, account_id: int) -> None:
        bookmarks = keyed_by("account", account_id, "post")
        self._transaction.write(lambda commands: commands.delete("bookmarks", bookmarks))
