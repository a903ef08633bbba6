"""Lists of people, for reading."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import account_view, is_shown
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.list import List
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView
from microblog.ports.list_query import ListQuery


@frozen
class MemoryListQuery(ListQuery):
    """Looks at every list there is."""

    storage: MemoryStorage

    def get(self, owner_id: int, list_id: int) -> List | None:
        found = self.storage.committed.lists.get(list_id)
        return found if found is not None and found.account_id == owner_id else None

    def of_account(self, owner_id: int) -> Sequence[List]:
        lists = self.storage.committed.lists
        return [lists[list_id] for list_id in sorted(lists) if lists[list_id].account_id == owner_id]

    def containing(self, owner_id: int, account_id: int) -> Sequence[List]:
        members = self.storage.committed.list_members
        return [one for one in self.of_account(owner_id) if (one.id, account_id) in members]

    def members(self, viewer_id: int, list_id: int, cursor: Cursor) -> Page[FollowView]:
        tables = self.storage.committed
        accounts = [tables.accounts[account_id] for one, account_id in tables.list_members if one == list_id]
        views = [FollowView(each.id, account_view(each)) for each in accounts if is_shown(tables, viewer_id, each)]
        return page_of(views, lambda view: view.id, cursor)
