"""Conversations, for reading."""

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import entry_from, post_view, with_marks, with_post
from microblog.adapters.storage.mongo.visibility import Stage, only_visible
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import ConversationView
from microblog.ports.conversation_query import ConversationQuery


@frozen
class MongoConversationQuery(ConversationQuery):
    """Conversations with their last posts in one command."""

    database: Database

    def of_account(self, account_id: int, cursor: Cursor) -> Page[ConversationView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "conversations",
                cursor,
                where={"_id.account": account_id},
                index=["_id.account", "post_id"],
                stages=_shown(account_id),
                shape=with_marks(account_id, "unread"),
                view=_view,
            )

    def get(self, account_id: int, thread_id: int) -> ConversationView | None:
        this = {"$match": {"_id": {"account": account_id, "thread": thread_id}}}
        with self.database.read() as commands:
            found = commands.aggregate("conversations", [this, *_shown(account_id), *with_marks(account_id, "unread")])
        return _view(found[0]) if found else None


def _shown(account_id: int) -> list[Stage]:
    return [*entry_from("post_id"), *with_post(), *only_visible(account_id)]


def _view(document: Document) -> ConversationView:
    return ConversationView(document["_id"]["thread"], document["unread"], post_view(document))
