"""Conversations, for writing."""

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, false, or_, select, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import conversations, post_mentions, posts
from microblog.adapters.storage.sql.visibility import found
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.post import Visibility
from microblog.ports.conversation_repository import ConversationRepository

_C, _M = conversations.c, post_mentions.c
_ACCOUNT, _THREAD = bindparam("account", type_=BigInteger()), bindparam("thread", type_=BigInteger())
_POST = bindparam("post", type_=BigInteger())
_OF_ACCOUNT = _C.account_id == _ACCOUNT
_THIS = _OF_ACCOUNT, _C.thread_id == _THREAD
_ADD = insert_or_skip(conversations)
_GO_ON = update(conversations).where(*_THIS, _C.post_id < _POST).values(post_id=_POST, unread=bindparam("is_unread"))
_GET = select(conversations).where(*_THIS)
_MARK_READ = update(conversations).where(*_THIS).values(unread=false())
_REMOVE = delete(conversations).where(*_THIS)
_REMOVE_ALL = delete(conversations).where(_OF_ACCOUNT)
_ENDING = select(_C.account_id, _C.thread_id).where(_C.post_id == _POST).with_for_update()
_END = update(conversations).where(*_THIS).values(post_id=_POST)
_LAST = (
    select(posts.c.id)
    .where(
        posts.c.thread_id == _THREAD,
        posts.c.visibility == Visibility.MENTIONED,
        posts.c.boost_of_id.is_(None),
        posts.c.deleted_at.is_(None),
        or_(
            posts.c.account_id == _ACCOUNT,
            found(_M.post_id, _M.post_id == posts.c.id, _M.account_id == _ACCOUNT),
        ),
    )
    .order_by(posts.c.id.desc())
    .limit(1)
)


@frozen
class SqlConversationRepository(ConversationRepository):
    """Conversations in a table."""

    _connection: Connection

    def put(self, conversation: Conversation) -> None:
        this = {"account": conversation.account_id, "thread": conversation.thread_id}
        going_on = {**this, "post": conversation.post_id, "is_unread": conversation.unread}
        if self._connection.execute(_GO_ON, going_on).rowcount:
            return
        if not self._connection.execute(_ADD, asdict(conversation)).rowcount:
            # It is there, with a newer post, or came while one waited.
            self._connection.execute(_GO_ON, going_on)

    def get(self, account_id: int, thread_id: int) -> Conversation | None:
        row = self._connection.execute(_GET, {"account": account_id, "thread": thread_id}).first()
        return None if row is None else Conversation(*row)

    def mark_read(self, account_id: int, thread_id: int) -> bool:
        return self._connection.execute(_MARK_READ, {"account": account_id, "thread": thread_id}).rowcount > 0

    def remove(self, account_id: int, thread_id: int) -> bool:
        return self._connection.execute(_REMOVE, {"account": account_id, "thread": thread_id}).rowcount > 0

    def settle(self, post_id: int) -> None:
        for account_id, thread_id in self._connection.execute(_ENDING, {"post": post_id}).all():
            this = {"account": account_id, "thread": thread_id}
            last = self._connection.execute(_LAST, this).scalar()
            if last is None:
                self._connection.execute(_REMOVE, this)
            elif last != post_id:
                self._connection.execute(_END, {**this, "post": last})

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
