"""Read conversations."""

from attrs import frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.page import MAX_ID, Cursor, Page
from microblog.domain.model.views import ConversationView
from microblog.domain.use_cases.screen import Screen
from microblog.ports.conversation_query import ConversationQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadConversations:
    """Read which conversations one has."""

    conversations: ConversationQuery
    screen: Screen

    def __call__(self, *, account_id: int, cursor: Cursor) -> Page[ConversationView]:
        """A page of them, the one with the newest post first."""
        return self.screen.conversations(account_id, self.conversations.of_account(account_id, cursor))


@frozen
class MarkConversationRead:
    """Have read a conversation, up to its last post."""

    unit_of_work: UnitOfWorkFactory
    conversations: ConversationQuery
    screen: Screen

    def __call__(self, *, account_id: int, conversation_id: int) -> ConversationView:
        """The conversation as it is then. Raises NotFound if one has none with that id or may not see its end."""
        if not 0 <= conversation_id <= MAX_ID:
            raise NotFound
        with self.unit_of_work() as uow:
            if not uow.conversations.mark_read(account_id, conversation_id):
                raise NotFound
            uow.commit()
        found = self.conversations.get(account_id, conversation_id)
        if found is None:
            raise NotFound
        return self.screen.conversations(account_id, Page((found,))).items[0]
