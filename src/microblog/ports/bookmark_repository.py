"""Who keeps what to find it again."""

from typing import Protocol

from microblog.domain.model.relationships import Bookmark


class BookmarkRepository(Protocol):
    """Keeps bookmarks. Those of a post go when it is buried."""

    def add(self, bookmark: Bookmark) -> bool:
        """False, and nothing changes, if it is there already."""
        ...

    def remove(self, account_id: int, post_id: int) -> bool:
        """False if there is none."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove all bookmarks of this account."""
        ...
