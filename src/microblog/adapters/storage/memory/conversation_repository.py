"""Conversations, for writing."""

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.post import Visibility
from microblog.ports.conversation_repository import ConversationRepository


@frozen
class MemoryConversationRepository(ConversationRepository):
    """Conversations in a dictionary."""

    _tables: Tables

    def put(self, conversation: Conversation) -> None:
        key = conversation.account_id, conversation.thread_id
        there = self._tables.conversations.get(key)
        if there is None or there.post_id < conversation.post_id:
            self._tables.conversations[key] = conversation

    def get(self, account_id: int, thread_id: int) -> Conversation | None:
        return self._tables.conversations.get((account_id, thread_id))

    def mark_read(self, account_id: int, thread_id: int) -> bool:
        found = self.get(account_id, thread_id)
        if found is None:
            return False
        self._tables.conversations[account_id, thread_id] = evolve(found, unread=False)
        return True

    def remove(self, account_id: int, thread_id: int) -> bool:
        return self._tables.conversations.pop((account_id, thread_id), None) is not None

    def settle(self, post_id: int) -> None:
        for key, one in list(self._tables.conversations.items()):
            if one.post_id != post_id:
                continue
            last = self._last(one)
            if last is None:
                del self._tables.conversations[key]
            else:
                self._tables.conversations[key] = evolve(one, post_id=last)

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.conversations if key[0] == account_id]:
            del self._tables.conversations[key]

    def _last(self, conversation: Conversation) -> int | None:
        theirs = (
            post.id
            for post in self._tables.posts.values()
            if post.thread_id == conversation.thread_id
            and post.visibility is Visibility.MENTIONED
            and post.boost_of_id is None
            and post.deleted_at is None
            and conversation.account_id in (post.account_id, *(each.account_id for each in post.mentions))
        )
        return max(theirs, default=None)
