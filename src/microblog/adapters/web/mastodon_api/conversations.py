"""What people write to each other alone: https://docs.joinmastodon.org/methods/conversations/."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entities.conversation import Conversation
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.model.views import ConversationView
from microblog.domain.use_cases.conversations.read_conversations import MarkConversationRead, ReadConversations
from microblog.domain.use_cases.conversations.remove_conversation import RemoveConversation


@frozen
class ConversationEndpoints:
    """One's conversations, by the ids of their threads."""

    entities: EntityMaker
    addresses: Addresses
    read_conversations: ReadConversations
    mark_conversation_read: MarkConversationRead
    remove_conversation: RemoveConversation

    def index(self, request: Request) -> Response:
        """All of them, the one with the newest status first; the list pages by the ids of these."""
        me = signed_in(request).account_id
        page = self.read_conversations(account_id=me, cursor=read(request, Paging).cursor())
        return listed(request, self.addresses, page, self._entities(me, page.items))

    def mark_read(self, request: Request) -> Response:
        """Have read one."""
        me = signed_in(request).account_id
        view = self.mark_conversation_read(account_id=me, conversation_id=request.path_id("id"))
        made = self._entities(me, [view])
        if not made:
            raise NotFound
        return answer(made[0])

    def delete(self, request: Request) -> Response:
        """Take one off the list."""
        self.remove_conversation(account_id=signed_in(request).account_id, conversation_id=request.path_id("id"))
        return answer({})

    def _entities(self, me: int, views: Sequence[ConversationView]) -> list[Conversation]:
        """Conversations; one whose last author went away just now is left out."""
        profiles = self.entities.profiles(None, [id_ for view in views for id_ in view.others(me)])
        statuses = {status.id: status for status in self.entities.statuses(me, [view.post for view in views])}
        return [
            Conversation(
                id=str(view.id),
                unread=view.unread,
                accounts=[self.entities.account(profiles[id_]) for id_ in view.others(me) if id_ in profiles],
                last_status=statuses[str(view.post.id)],
            )
            for view in views
            if str(view.post.id) in statuses
        ]
