"""What became of the mails."""

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.ports.mail_delivery_repository import MailDeliveryRepository


@frozen
class MemoryMailDeliveryRepository(MailDeliveryRepository):
    """Mails in a dictionary."""

    _tables: Tables

    def start(self, delivery: MailDelivery) -> bool:
        if delivery.key in self._tables.mail_deliveries:
            return False
        self._tables.mail_deliveries[delivery.key] = delivery
        return True

    def finish(self, key: str, state: MailState) -> None:
        delivery = self._tables.mail_deliveries.get(key)
        if delivery is not None:
            self._tables.mail_deliveries[key] = evolve(delivery, state=state)

    def remove(self, key: str) -> None:
        self._tables.mail_deliveries.pop(key, None)

    def remove_all(self, account_id: int) -> None:
        deliveries = self._tables.mail_deliveries
        for key in [key for key, delivery in deliveries.items() if delivery.account_id == account_id]:
            del deliveries[key]
