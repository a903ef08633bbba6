"""What became of the mails."""

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.ports.mail_delivery_repository import MailDeliveryRepository


@frozen
class MongoMailDeliveryRepository(MailDeliveryRepository):
    """Mails in a collection."""

    _transaction: Transaction

    def start(self, delivery: MailDelivery) -> bool:
        new = stored(asdict(delivery))
        this = {"_id": new.pop("key")}
        return self._transaction.write(lambda commands: commands.insert_or_skip("mail_deliveries", this, new))

    def finish(self, key: str, state: MailState) -> None:
        change = {"$set": {"state": state.value}}
        self._transaction.write(lambda commands: commands.update("mail_deliveries", {"_id": key}, change))

    def remove(self, key: str) -> None:
        self._transaction.write(lambda commands: commands.delete("mail_deliveries", {"_id": key}))

    def remove_all(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("mail_deliveries", {"account_id": account_id}))
