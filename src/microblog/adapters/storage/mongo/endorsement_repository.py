"""Who recommends whom."""

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import Endorsement
from microblog.ports.endorsement_repository import EndorsementRepository


@frozen
class MongoEndorsementRepository(EndorsementRepository):
    """Endorsements in a collection."""

    _transaction: Transaction

    def add(self, endorsement: Endorsement) -> bool:
        this = _this(endorsement.account_id, endorsement.target_id)
        new = {**this, "id": endorsement.id, "created_at": endorsement.created_at}
        return self._transaction.write(lambda commands: commands.insert_or_skip("endorsements", this, new))

    def remove(self, account_id: int, target_id: int) -> bool:
        this = _this(account_id, target_id)
        return self._transaction.write(lambda commands: commands.delete("endorsements", this)) > 0

    def count(self, account_id: int) -> int:
        given = keyed_by("account", account_id, "target")
        return self._transaction.read(lambda commands: commands.count("endorsements", given))

    def remove_all(self, account_id: int) -> None:
        def remove(commands: Commands) -> None:
            commands.delete("endorsements", keyed_by("account", account_id, "target"))
            commands.delete("endorsements", {"_id.target": account_id})

        self._transaction.write(remove)


def _this(account_id: int, target_id: int) -> Document:
    return {"_id": {"account": account_id, "target": target_id}}
