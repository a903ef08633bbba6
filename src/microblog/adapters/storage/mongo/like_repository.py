"""Who likes what."""

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import Like
from microblog.ports.like_repository import LikeRepository


@frozen
class MongoLikeRepository(LikeRepository):
    """Likes in a collection, counted at the post."""

    _transaction: Transaction

    def add(self, like: Like) -> bool:
        this = _this(like.account_id, like.post_id)
        new = {**this, "id": like.id, "created_at": like.created_at}
        if not self._transaction.write(lambda commands: commands.insert_or_skip("likes", this, new)):
            return False
        self._count(like.post_id, 1)
        return True

    def get(self, account_id: int, post_id: int) -> Like | None:
        this = _this(account_id, post_id)
        found = self._transaction.read(lambda commands: commands.find_one("likes", this))
        return None if found is None else Like(found["id"], account_id, post_id, found["created_at"])

    def remove(self, account_id: int, post_id: int) -> bool:
        this = _this(account_id, post_id)
        if not self._transaction.write(lambda commands: commands.delete("likes", this)):
            return False
        self._count(post_id, -1)
        return True

    def remove_all(self, account_id: int) -> None:
        likes = keyed_by("account", account_id, "post")

        def remove(commands: Commands) -> None:
            liked = [key["post"] for key in commands.ids("likes", likes)]
            commands.update("posts", {"_id": {"$in": liked}}, {"$inc": {"likes_count": -1}})
            commands.delete("likes", likes)

        self._transaction.write(remove)

    def _count(self, post_id: int, by: int) -> None:
        change = {"$inc": {"likes_count": by}}
        self._transaction.write(lambda commands: commands.update("posts", {"_id": post_id}, change))


def _this(account_id: int, post_id: int) -> Document:
    return {"_id": {"account": account_id, "post": post_id}}
