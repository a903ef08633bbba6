"""Conversations, for reading."""

from typing import Protocol

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import ConversationView


class ConversationQuery(Protocol):
    """Reads conversations. Left out is one whose last post the person may not see."""

    def of_account(self, account_id: int, cursor: Cursor) -> Page[ConversationView]:
        """The person's conversations, the one with the newest post first. The list pages by the ids of these posts."""
        ...

    def get(self, account_id: int, thread_id: int) -> ConversationView | None:
        """One of them."""
        ...
