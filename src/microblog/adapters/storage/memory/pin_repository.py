"""Who has what stand on top of their profile."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.relationships import Pin
from microblog.ports.pin_repository import PinRepository


@frozen
class MemoryPinRepository(PinRepository):
    """Pins in a dictionary."""

    _tables: Tables

    def add(self, pin: Pin) -> bool:
        key = pin.account_id, pin.post_id
        if key in self._tables.pins:
            return False
        self._tables.pins[key] = pin
        return True

    def remove(self, account_id: int, post_id: int) -> bool:
        return self._tables.pins.pop((account_id, post_id), None) is not None

    def count(self, account_id: int) -> int:
        return sum(owner_id == account_id for owner_id, _ in self._tables.pins)
