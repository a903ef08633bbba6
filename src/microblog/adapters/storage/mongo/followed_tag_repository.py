"""Who follows which hashtags."""

from attrs import frozen

from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import FollowedTag
from microblog.ports.followed_tag_repository import FollowedTagRepository


@frozen
class MongoFollowedTagRepository(FollowedTagRepository):
    """Followed hashtags in a collection."""

    _transaction: Transaction

    def add(self, followed: FollowedTag) -> bool:
        this = {"_id": {"account": followed.account_id, "name": followed.name}}
        new = {**this, "id": followed.id, "created_at": followed.created_at}
        return self._transaction.write(lambda commands: commands.insert_or_skip("followed_tags", this, new))

    def remove(self, account_id: int, name: str) -> bool:
        this = {"_id": {"account": account_id, "name": name}}
        return self._transaction.write(lambda commands: commands.delete("followed_tags", this)) > 0

    def remove_all(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("followed_tags", {"_id.account": account_id}))
