"""Who features which hashtags."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import FeaturedTag
from microblog.ports.featured_tag_repository import FeaturedTagRepository


@frozen
class MongoFeaturedTagRepository(FeaturedTagRepository):
    """Featured hashtags in a collection."""

    _transaction: Transaction

    def add(self, featured: FeaturedTag) -> bool:
        this = {"_id": {"account": featured.account_id, "name": featured.name}}
        new = {**this, "id": featured.id, "created_at": featured.created_at}
        return self._transaction.write(lambda commands: commands.insert_or_skip("featured_tags", this, new))

    def remove(self, account_id: int, name: str) -> bool:
        this = {"_id": {"account": account_id, "name": name}}
        return self._transaction.write(lambda commands: commands.delete("featured_tags", this)) > 0

    def of_account(self, account_id: int) -> Sequence[FeaturedTag]:
        return self._transaction.read(lambda commands: featured_by(commands, account_id))

    def remove_all(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("featured_tags", {"_id.account": account_id}))


def featured_by(commands: Commands, account_id: int) -> list[FeaturedTag]:
    """What an account features, the first one first."""
    found = commands.find("featured_tags", {"_id.account": account_id}, order={"id": 1})
    return [_featured_tag(document) for document in found]


def _featured_tag(document: Document) -> FeaturedTag:
    return FeaturedTag(document["id"], document["_id"]["account"], document["_id"]["name"], document["created_at"])
