"""Lists of people, for reading."""

from collections.abc import Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, bindparam, select

from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.dialect import joined_as_written
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.post_query import follow_view
from microblog.adapters.storage.sql.post_views import account_columns
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import accounts, list_members, lists
from microblog.adapters.storage.sql.visibility import found, is_shown
from microblog.domain.model.list import List, RepliesPolicy
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import FollowView
from microblog.ports.list_query import ListQuery

_LIST = bindparam("list", type_=BigInteger())
_ACCOUNT = bindparam("account", type_=BigInteger())
_M = list_members.c
_LISTS = select(
    lists.c.id, lists.c.account_id, lists.c.title, lists.c.replies_policy, lists.c.exclusive, lists.c.created_at
).where(lists.c.account_id == bindparam("owner", type_=BigInteger()))
_GET = Prepared(_LISTS.where(lists.c.id == _LIST))
_OF_ACCOUNT = Prepared(_LISTS.order_by(lists.c.id))
_CONTAINING = Prepared(
    _LISTS.where(found(_M.list_id, _M.list_id == lists.c.id, _M.account_id == _ACCOUNT)).order_by(lists.c.id)
)
_MEMBERS = PagedSelect.by(
    _M.account_id,
    joined_as_written(
        select(_M.account_id, *account_columns(accounts))
        .join_from(list_members, accounts, accounts.c.id == _M.account_id)
        .where(_M.list_id == _LIST, is_shown(accounts))
    ),
)


@frozen
class SqlListQuery(ListQuery):
    """Each in one statement."""

    database: ReadableDatabase

    def get(self, owner_id: int, list_id: int) -> List | None:
        rows = self.database.rows(_GET, {"owner": owner_id, "list": list_id})
        return _list(rows[0]) if rows else None

    def of_account(self, owner_id: int) -> Sequence[List]:
        return [_list(row) for row in self.database.rows(_OF_ACCOUNT, {"owner": owner_id})]

    def containing(self, owner_id: int, account_id: int) -> Sequence[List]:
        return [_list(row) for row in self.database.rows(_CONTAINING, {"owner": owner_id, "account": account_id})]

    def members(self, viewer_id: int, list_id: int, cursor: Cursor) -> Page[FollowView]:
        return _MEMBERS.page(self.database, cursor, {"viewer": viewer_id, "list": list_id}, follow_view)


def _list(row: tuple[Any, ...]) -> List:
    list_id, account_id, title, policy, exclusive, created_at = row
    return List(list_id, account_id, title, RepliesPolicy(policy), bool(exclusive), from_milliseconds(created_at))
