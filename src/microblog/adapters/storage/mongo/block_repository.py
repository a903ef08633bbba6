"""Who blocks whom."""

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import Block
from microblog.ports.block_repository import BlockRepository


@frozen
class MongoBlockRepository(BlockRepository):
    """Blocks in a collection."""

    _transaction: Transaction

    def add(self, block: Block) -> bool:
        this = {"_id": _key(block.blocker_id, block.blocked_id)}
        new = {**this, "id": block.id, "created_at": block.created_at}
        return self._transaction.write(lambda commands: commands.insert_or_skip("blocks", this, new))

    def remove(self, blocker_id: int, blocked_id: int) -> bool:
        this = {"_id": _key(blocker_id, blocked_id)}
        return self._transaction.write(lambda commands: commands.delete("blocks", this)) > 0

    def between(self, first_id: int, second_id: int) -> bool:
        where = {"_id": {"$in": [_key(first_id, second_id), _key(second_id, first_id)]}}
        return self._transaction.read(lambda commands: commands.find_one("blocks", where)) is not None

    def remove_all(self, account_id: int) -> None:
        def remove(commands: Commands) -> None:
            commands.delete("blocks", keyed_by("blocker", account_id, "blocked"))
            commands.delete("blocks", {"_id.blocked": account_id})

        self._transaction.write(remove)


def _key(blocker_id: int, blocked_id: int) -> Document:
    return {"blocker": blocker_id, "blocked": blocked_id}
