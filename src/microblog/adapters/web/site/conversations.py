"""Messages: what people write to each other alone."""

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.site.asked import cursor
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.use_cases.conversations.read_conversations import MarkConversationRead, ReadConversations
from microblog.domain.use_cases.conversations.remove_conversation import RemoveConversation

_PATH = "/messages"


@frozen
class ConversationViews:
    """One's own conversations; those of others are not there."""

    pages: Pages
    read_conversations: ReadConversations
    mark_conversation_read: MarkConversationRead
    remove_conversation: RemoveConversation

    def index(self, request: Request) -> Response:
        """A page of them."""
        page = self.read_conversations(account_id=signed_in(request).account_id, cursor=cursor(request))
        return self.pages.show(request, "messages.html", page=page)

    def show(self, request: Request) -> Response:
        """Lead to the last post of one, in its thread; to look at it is to have read it."""
        post = self.mark_conversation_read(account_id=signed_in(request).account_id, conversation_id=_id(request)).post
        return self.pages.go(f"/@{post.author.username}/{post.id}")

    def remove(self, request: Request) -> Response:
        """Take one off the list."""
        self.remove_conversation(account_id=signed_in(request).account_id, conversation_id=_id(request))
        return self.pages.go(_PATH, "conversation_removed")


def _id(request: Request) -> int:
    return request.path_id("thread_id")
