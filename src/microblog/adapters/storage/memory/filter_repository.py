"""What people do not want to read, kept."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.filter import Filter
from microblog.ports.filter_repository import FilterRepository


@frozen
class MemoryFilterRepository(FilterRepository):
    """Filters in a dictionary."""

    _tables: Tables

    def save(self, one: Filter) -> None:
        self._tables.filters[one.id] = one

    def of_account(self, account_id: int) -> Sequence[Filter]:
        filters = self._tables.filters
        return [filters[filter_id] for filter_id in sorted(filters) if filters[filter_id].account_id == account_id]

    def remove(self, filter_id: int) -> bool:
        return self._tables.filters.pop(filter_id, None) is not None

    def remove_all(self, account_id: int) -> None:
        for one in self.of_account(account_id):
            del self._tables.filters[one.id]
