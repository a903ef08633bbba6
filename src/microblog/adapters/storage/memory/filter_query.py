"""What people do not want to read, for reading."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.memory.filter_repository import MemoryFilterRepository
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.filter import Filter
from microblog.ports.filter_query import FilterQuery


@frozen
class MemoryFilterQuery(FilterQuery):
    """Looks at every filter there is."""

    storage: MemoryStorage

    def of_account(self, account_id: int) -> Sequence[Filter]:
        return MemoryFilterRepository(self.storage.committed).of_account(account_id)
