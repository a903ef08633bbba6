"""Who keeps what to find it again."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import Bookmark
from microblog.ports.bookmark_repository import BookmarkRepository


@frozen
class MemoryBookmarkRepository(BookmarkRepository):
    """Bookmarks in a dictionary."""

    _tables: Tables

    def add(self, bookmark: Bookmark) -> bool:
        key = bookmark.account_id, bookmark.post_id
        if key in self._tables.bookmarks:
            return False
        self._tables.bookmarks[key] = bookmark
        return True

    def remove(self, account_id: int, post_id: int) -> bool:
        return self._tables.bookmarks.pop((account_id, post_id), None) is not None

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.bookmarks if key[0] == account_id]:
            del self._tables.bookmarks[key]
