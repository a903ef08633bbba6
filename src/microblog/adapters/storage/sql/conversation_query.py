"""Conversations, for reading."""

from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, bindparam

from microblog.adapters.storage.sql.dialect import read_by
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.post_views import VISIBLE, entries_in, post_view
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import CONVERSATIONS_IN_ORDER, conversations
from microblog.adapters.storage.sql.visibility import VIEWER
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import ConversationView
from microblog.ports.conversation_query import ConversationQuery

_C = conversations.c
_SHOWN = entries_in(conversations, _C.post_id, _C.thread_id, _C.unread).where(_C.account_id == VIEWER, VISIBLE)
_OF_ACCOUNT = PagedSelect.by(_C.post_id, read_by(_SHOWN, conversations, CONVERSATIONS_IN_ORDER))
_GET = Prepared(_SHOWN.where(_C.thread_id == bindparam("thread", type_=BigInteger())))


@frozen
class SqlConversationQuery(ConversationQuery):
    """Conversations with their last posts in one statement."""

    database: ReadableDatabase

    def of_account(self, account_id: int, cursor: Cursor) -> Page[ConversationView]:
        return _OF_ACCOUNT.page(self.database, cursor, {"viewer": account_id}, _view)

    def get(self, account_id: int, thread_id: int) -> ConversationView | None:
        rows = self.database.rows(_GET, {"viewer": account_id, "thread": thread_id})
        return _view(rows[0]) if rows else None


def _view(row: tuple[Any, ...]) -> ConversationView:
    return ConversationView(row[1], bool(row[2]), post_view(row[3:]))
