"""Who follows which hashtags."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import FollowedTag
from microblog.ports.followed_tag_repository import FollowedTagRepository


@frozen
class MemoryFollowedTagRepository(FollowedTagRepository):
    """Followed hashtags in a dictionary."""

    _tables: Tables

    def add(self, followed: FollowedTag) -> bool:
        key = followed.account_id, followed.name
        if key in self._tables.followed_tags:
            return False
        self._tables.followed_tags[key] = followed
        return True

    def remove(self, account_id: int, name: str) -> bool:
        return self._tables.followed_tags.pop((account_id, name), None) is not None

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.followed_tags if key[0] == account_id]:
            del self._tables.followed_tags[key]
