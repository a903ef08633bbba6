"""Conversations, for writing."""

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.post import Visibility
from microblog.ports.conversation_repository import ConversationRepository


@frozen
class MongoConversationRepository(ConversationRepository):
    """Conversations in a collection."""

    _transaction: Transaction

    def put(self, conversation: Conversation) -> None:
        this = _this(conversation.account_id, conversation.thread_id)
        state = {"post_id": conversation.post_id, "unread": conversation.unread}

        def put(commands: Commands) -> None:
            if not commands.insert_or_skip("conversations", this, {**this, **state}):
                older = {**this, "post_id": {"$lt": conversation.post_id}}
                commands.update("conversations", older, {"$set": state})

        self._transaction.write(put)

    def get(self, account_id: int, thread_id: int) -> Conversation | None:
        this = _this(account_id, thread_id)
        found = self._transaction.read(lambda commands: commands.find_one("conversations", this))
        return None if found is None else Conversation(account_id, thread_id, found["post_id"], found["unread"])

    def mark_read(self, account_id: int, thread_id: int) -> bool:
        this, read = _this(account_id, thread_id), {"$set": {"unread": False}}
        return self._transaction.write(lambda commands: commands.update("conversations", this, read)) > 0

    def remove(self, account_id: int, thread_id: int) -> bool:
        this = _this(account_id, thread_id)
        return self._transaction.write(lambda commands: commands.delete("conversations", this)) > 0

    def settle(self, post_id: int) -> None:
        def settle(commands: Commands) -> None:
            for ending in commands.find("conversations", {"post_id": post_id}):
                key = ending["_id"]
                last = _last(commands, key["account"], key["thread"])
                if last is None:
                    commands.delete("conversations", {"_id": key})
                else:
                    commands.update("conversations", {"_id": key}, {"$set": {"post_id": last}})

        self._transaction.write(settle)

    def remove_all(self, account_id: int) -> None:
        theirs = keyed_by("account", account_id, "thread")
        self._transaction.write(lambda commands: commands.delete("conversations", theirs))


def _last(commands: Commands, account_id: int, thread_id: int) -> int | None:
    theirs = {
        "thread_id": thread_id,
        "visibility": Visibility.MENTIONED.value,
        "boost_of_id": None,
        "deleted_at": None,
        "$or": [{"account_id": account_id}, {"mentions.account_id": account_id}],
    }
    by_thread = {"thread_id": 1, "_id": 1}
    found = commands.find("posts", theirs, order={"_id": -1}, index=by_thread, limit=1)
    return int(found[0]["_id"]) if found else None


def _this(account_id: int, thread_id: int) -> Document:
    return {"_id": {"account": account_id, "thread": thread_id}}
