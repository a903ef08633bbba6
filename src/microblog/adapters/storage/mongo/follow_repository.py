"""Who follows whom."""

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import Follow
from microblog.ports.follow_repository import FollowRepository


@frozen
class MongoFollowRepository(FollowRepository):
    """Follows in a collection, counted at both accounts once they are accepted."""

    _transaction: Transaction

    def add(self, follow: Follow) -> bool:
        this = _this(follow.follower_id, follow.followee_id)
        new = {**this, "id": follow.id, "accepted": follow.accepted, "created_at": follow.created_at}
        if not self._transaction.write(lambda commands: commands.insert_or_skip("follows", this, new)):
            return False
        if follow.accepted:
            self._count(follow.follower_id, follow.followee_id, 1)
        return True

    def get(self, follower_id: int, followee_id: int) -> Follow | None:
        this = _this(follower_id, followee_id)
        found = self._transaction.read(lambda commands: commands.find_one("follows", this))
        if found is None:
            return None
        return Follow(found["id"], follower_id, followee_id, found["accepted"], found["created_at"])

    def accept(self, follower_id: int, followee_id: int) -> bool:
        where, change = {**_this(follower_id, followee_id), "accepted": False}, {"$set": {"accepted": True}}
        if not self._transaction.write(lambda commands: commands.update("follows", where, change)):
            return False
        self._count(follower_id, followee_id, 1)
        return True

    def remove(self, follower_id: int, followee_id: int) -> bool:
        this = _this(follower_id, followee_id)
        follow = self.get(follower_id, followee_id)
        if not self._transaction.write(lambda commands: commands.delete("follows", this)):
            return False
        if follow is not None and follow.accepted:
            self._count(follower_id, followee_id, -1)
        return True

    def remove_all(self, account_id: int) -> None:
        self._transaction.write(lambda commands: _remove_all(commands, account_id))

    def _count(self, follower_id: int, followee_id: int, by: int) -> None:
        def count(commands: Commands) -> None:
            commands.update("accounts", {"_id": follower_id}, {"$inc": {"following_count": by}})
            commands.update("accounts", {"_id": followee_id}, {"$inc": {"followers_count": by}})

        self._transaction.write(count)


def _this(follower_id: int, followee_id: int) -> Document:
    return {"_id": {"follower": follower_id, "followee": followee_id}}


def _remove_all(commands: Commands, account_id: int) -> None:
    follows = keyed_by("follower", account_id, "followee")
    followed = [key["followee"] for key in commands.ids("follows", {**follows, "accepted": True})]
    followers = [key["follower"] for key in commands.ids("follows", {"_id.followee": account_id, "accepted": True})]
    commands.update("accounts", {"_id": {"$in": followed}}, {"$inc": {"followers_count": -1}})
    commands.update("accounts", {"_id": {"$in": followers}}, {"$inc": {"following_count": -1}})
    commands.update("accounts", {"_id": account_id}, {"$set": {"followers_count": 0, "following_count": 0}})
    commands.delete("follows", follows)
    commands.delete("follows", {"_id.followee": account_id})
