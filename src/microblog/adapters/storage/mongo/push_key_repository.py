"""The key by which push services know this server, kept."""

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.push import PushKey
from microblog.ports.push_key_repository import PushKeyRepository

_KEYS = "push_keys"
_ONLY = {"_id": "push"}


@frozen
class MongoPushKeyRepository(PushKeyRepository):
    """The key in a collection of one document."""

    _transaction: Transaction

    def get(self) -> PushKey | None:
        found = self._transaction.read(lambda commands: commands.find_one(_KEYS, _ONLY))
        return None if found is None else push_key_of(found)

    def add(self, key: PushKey) -> None:
        self._transaction.write(lambda commands: commands.insert_or_skip(_KEYS, _ONLY, push_key_document(key)))


def push_key_document(key: PushKey) -> Document:
    """The document of the key, which is the only one."""
    return {**_ONLY, **asdict(key)}


def push_key_of(document: Document) -> PushKey:
    """The key in a document."""
    return PushKey(document["public_key"], document["private_key"], document["created_at"])
