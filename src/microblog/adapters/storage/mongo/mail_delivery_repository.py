"""What became of the mails."""

from collections.abc import Collection, Mapping, Sequence

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import Document, stored
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

    def abandon(self, key: str) -> None:
        where, change = _sending(key), {"$set": {"state": MailState.UNKNOWN.value}}
        self._transaction.write(lambda commands: commands.update("mail_deliveries", where, change))

    def remove(self, key: str) -> None:
        self._transaction.write(lambda commands: commands.delete("mail_deliveries", _sending(key)))

    def latest(self, states: Collection[MailState], limit: int) -> Sequence[MailDelivery]:
        where, order = {"state": {"$in": [state.value for state in states]}}, {"created_at": -1, "_id": -1}
        found = self._transaction.read(
            lambda commands: commands.find("mail_deliveries", where, order=order, limit=limit)
        )
        return [
            MailDelivery(each["_id"], each["account_id"], MailState(each["state"]), each["created_at"])
            for each in found
        ]

    def counts(self) -> Mapping[MailState, int]:
        stages = [{"$group": {"_id": "$state", "count": {"$sum": 1}}}]
        found = self._transaction.read(lambda commands: commands.aggregate("mail_deliveries", stages))
        return {MailState(each["_id"]): each["count"] for each in found}

    def remove_all(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("mail_deliveries", {"account_id": account_id}))


def _sending(key: str) -> Document:
    return {"_id": key, "state": MailState.SENDING.value}
