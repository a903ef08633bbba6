"""Lists of people."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.list import List, ListMember
from microblog.ports.list_repository import ListRepository


@frozen
class MemoryListRepository(ListRepository):
    """Lists in a dictionary, who is on them in another."""

    _tables: Tables

    def add(self, new: List) -> None:
        self._tables.lists[new.id] = new

    def get(self, list_id: int) -> List | None:
        return self._tables.lists.get(list_id)

    def save(self, changed: List) -> None:
        self._tables.lists[changed.id] = changed

    def remove(self, list_id: int) -> None:
        for key in [key for key in self._tables.list_members if key[0] == list_id]:
            del self._tables.list_members[key]
        self._tables.lists.pop(list_id, None)

    def count(self, account_id: int) -> int:
        return sum(one.account_id == account_id for one in self._tables.lists.values())

    def add_member(self, member: ListMember) -> bool:
        key = member.list_id, member.account_id
        if key in self._tables.list_members:
            return False
        self._tables.list_members[key] = member
        return True

    def remove_member(self, list_id: int, account_id: int) -> bool:
        return self._tables.list_members.pop((list_id, account_id), None) is not None

    def count_members(self, list_id: int) -> int:
        return sum(key[0] == list_id for key in self._tables.list_members)

    def remove_from_all(self, owner_id: int, account_id: int) -> None:
        members = self._tables.list_members
        for key in [key for key, one in members.items() if (one.owner_id, one.account_id) == (owner_id, account_id)]:
            del members[key]

    def remove_all(self, account_id: int) -> None:
        members = self._tables.list_members
        for key in [key for key, one in members.items() if account_id in (one.owner_id, one.account_id)]:
            del members[key]
        for list_id in [one.id for one in self._tables.lists.values() if one.account_id == account_id]:
            del self._tables.lists[list_id]
