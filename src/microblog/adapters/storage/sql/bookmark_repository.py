"""Who keeps what to find it again."""

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import bookmarks
from microblog.domain.model.relationships import Bookmark
from microblog.ports.bookmark_repository import BookmarkRepository

_ACCOUNT = bindparam("account", type_=bookmarks.c.account_id.type)
_ADD = insert_or_skip(bookmarks)
_REMOVE_ALL = delete(bookmarks).where(bookmarks.c.account_id == _ACCOUNT)
_REMOVE = _REMOVE_ALL.where(bookmarks.c.post_id == bindparam("post"))


@frozen
class SqlBookmarkRepository(BookmarkRepository):
    """Bookmarks in a table."""

    _connection: Connection

    def add(self, bookmark: Bookmark) -> bool:
        return self._connection.execute(_ADD, asdict(bookmark)).rowcount > 0

    def remove(self, account_id: int, post_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"account": account_id, "post": post_id}).rowcount > 0

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
