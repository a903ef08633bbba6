"""Who likes what."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import Like
from microblog.ports.like_repository import LikeRepository


@frozen
class MemoryLikeRepository(LikeRepository):
    """Likes in a dictionary."""

    _tables: Tables

    def add(self, like: Like) -> bool:
        key = like.account_id, like.post_id
        if key in self._tables.likes:
            return False
        self._tables.likes[key] = like
        return True

    def get(self, account_id: int, post_id: int) -> Like | None:
        return self._tables.likes.get((account_id, post_id))

    def remove(self, account_id: int, post_id: int) -> bool:
        return self._tables.likes.pop((account_id, post_id), None) is not None

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.likes if key[0] == account_id]:
            del self._tables.likes[key]
