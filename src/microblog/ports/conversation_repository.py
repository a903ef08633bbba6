"""Conversations, for writing."""

from typing import Protocol

from microblog.domain.model.conversation import Conversation


class ConversationRepository(Protocol):
    """Keeps conversations."""

    def put(self, conversation: Conversation) -> None:
        """Add it; where that account has the thread already, that goes on with this post, if it is a newer one."""
        ...

    def get(self, account_id: int, thread_id: int) -> Conversation | None:
        """The conversation."""
        ...

    def mark_read(self, account_id: int, thread_id: int) -> bool:
        """False if there is none."""
        ...

    def remove(self, account_id: int, thread_id: int) -> bool:
        """False if there is none."""
        ...

    def settle(self, post_id: int) -> None:
        """Have conversations that end with a post which was deleted or edited end with what is the last one now.

        Without any that is left for its account a conversation goes.
        """
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove all of this account."""
        ...
