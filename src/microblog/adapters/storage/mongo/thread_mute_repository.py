"""Who wants to hear no more of which conversation."""

from attrs import frozen

from microblog.adapters.storage.mongo.documents import Document, keyed_by
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.relationships import ThreadMute
from microblog.ports.thread_mute_repository import ThreadMuteRepository


@frozen
class MongoThreadMuteRepository(ThreadMuteRepository):
    """Mutes of conversations in a collection."""

    _transaction: Transaction

    def add(self, mute: ThreadMute) -> bool:
        this = _this(mute.account_id, mute.thread_id)
        new = {**this, "created_at": mute.created_at}
        return self._transaction.write(lambda commands: commands.insert_or_skip("thread_mutes", this, new))

    def has(self, account_id: int, thread_id: int) -> bool:
        this = _this(account_id, thread_id)
        return self._transaction.read(lambda commands: commands.find_one("thread_mutes", this)) is not None

    def count(self, account_id: int) -> int:
        theirs = keyed_by("account", account_id, "thread")
        return self._transaction.read(lambda commands: commands.count("thread_mutes", theirs))

    def remove(self, account_id: int, thread_id: int) -> bool:
        this = _this(account_id, thread_id)
        return self._transaction.write(lambda commands: commands.delete("thread_mutes", this)) > 0

    def remove_all(self, account_id: int) -> None:
        theirs = keyed_by("account", account_id, "thread")
        self._transaction.write(lambda commands: commands.delete("thread_mutes", theirs))


def _this(account_id: int, thread_id: int) -> Document:
    return {"_id": {"account": account_id, "thread": thread_id}}
