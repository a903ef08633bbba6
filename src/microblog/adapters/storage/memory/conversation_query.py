"""Conversations, for reading."""

from attrs import frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import post_view, visible
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import ConversationView
from microblog.ports.conversation_query import ConversationQuery


@frozen
class MemoryConversationQuery(ConversationQuery):
    """Looks at every conversation there is."""

    storage: MemoryStorage

    def of_account(self, account_id: int, cursor: Cursor) -> Page[ConversationView]:
        theirs = [key for key in self.storage.committed.conversations if key[0] == account_id]
        found = [view for key in theirs if (view := self.get(*key)) is not None]
        return page_of(found, lambda view: view.post.id, cursor)

    def get(self, account_id: int, thread_id: int) -> ConversationView | None:
        tables = self.storage.committed
        found = tables.conversations.get((account_id, thread_id))
        post = None if found is None else tables.posts[found.post_id]
        if found is None or post is None or not visible(tables, account_id, post):
            return None
        return ConversationView(thread_id, found.unread, post_view(tables, account_id, post))
