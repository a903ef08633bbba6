"""Who follows whom."""

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import Follow
from microblog.ports.follow_repository import FollowRepository


@frozen
class MemoryFollowRepository(FollowRepository):
    """Follows in a dictionary."""

    _tables: Tables

    def add(self, follow: Follow) -> bool:
        key = follow.follower_id, follow.followee_id
        if key in self._tables.follows:
            return False
        self._tables.follows[key] = follow
        return True

    def get(self, follower_id: int, followee_id: int) -> Follow | None:
        return self._tables.follows.get((follower_id, followee_id))

    def accept(self, follower_id: int, followee_id: int) -> bool:
        follow = self.get(follower_id, followee_id)
        if follow is None or follow.accepted:
            return False
        self._tables.follows[follower_id, followee_id] = evolve(follow, accepted=True)
        return True

    def remove(self, follower_id: int, followee_id: int) -> bool:
        return self._tables.follows.pop((follower_id, followee_id), None) is not None

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.follows if account_id in key]:
            del self._tables.follows[key]
