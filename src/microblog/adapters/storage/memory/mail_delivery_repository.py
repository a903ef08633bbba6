"""What became of the mails."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence

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

    def abandon(self, key: str) -> None:
        if self._is_sending(key):
            self.finish(key, MailState.UNKNOWN)

    def remove(self, key: str) -> None:
        if self._is_sending(key):
            del self._tables.mail_deliveries[key]

    def latest(self, states: Collection[MailState], limit: int) -> Sequence[MailDelivery]:
        found = [one for one in self._tables.mail_deliveries.values() if one.state in states]
        return sorted(found, key=lambda one: (one.created_at, one.key), reverse=True)[:limit]

    def counts(self) -> Mapping[MailState, int]:
        return Counter(one.state for one in self._tables.mail_deliveries.values())

    def _is_sending(self, key: str) -> bool:
        delivery = self._tables.mail_deliveries.get(key)
        return delivery is not None and delivery.state is MailState.SENDING

    def remove_all(self, account_id: int) -> None:
        deliveries = self._tables.mail_deliveries
        for key in [key for key, delivery in deliveries.items() if delivery.account_id == account_id]:
            del deliveries[key]
