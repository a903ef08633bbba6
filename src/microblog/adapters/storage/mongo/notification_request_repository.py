"""Notification requests, for writing."""

from collections.abc import Collection, Sequence

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.notification_request import NotificationRequest, RequestState
from microblog.ports.notification_request_repository import NotificationRequestRepository

_REQUESTS = "notification_requests"
_PENDING = {"state": RequestState.PENDING.value}
_ACCEPTED = {"state": RequestState.ACCEPTED.value}
_MERGED = {"state": RequestState.MERGED.value}


@frozen
class MongoNotificationRequestRepository(NotificationRequestRepository):
    """Requests in a collection."""

    _transaction: Transaction

    def open(self, request: NotificationRequest) -> bool:
        this = _between(request.account_id, request.sender_id)
        new = stored(asdict(request))
        new["_id"] = new.pop("id")
        news = {name: new[name] for name in ("post_id", "updated_at") if new[name] is not None}

        def open_(commands: Commands) -> bool:
            if commands.insert_or_skip(_REQUESTS, this, new):
                return True
            return commands.update(_REQUESTS, {**this, **_PENDING}, {"$set": news}) > 0

        return self._transaction.write(open_)

    def between(self, account_id: int, sender_id: int) -> NotificationRequest | None:
        this = _between(account_id, sender_id)
        found = self._transaction.read(lambda commands: commands.find_one(_REQUESTS, this))
        return None if found is None else _request_of(found)

    def pending(self, account_id: int, request_ids: Collection[int]) -> Sequence[NotificationRequest]:
        those = {"_id": {"$in": list(request_ids)}, "account_id": account_id, **_PENDING}
        return [_request_of(one) for one in self._transaction.read(lambda commands: commands.find(_REQUESTS, those))]

    def accept(self, account_id: int, sender_id: int) -> bool:
        return self._go_on({**_between(account_id, sender_id), **_PENDING}, _ACCEPTED)

    def merge(self, account_id: int, sender_id: int) -> None:
        self._go_on({**_between(account_id, sender_id), **_ACCEPTED}, _MERGED)

    def is_merging(self, account_id: int) -> bool:
        those = {"account_id": account_id, **_ACCEPTED}
        return self._transaction.read(lambda commands: commands.find_one(_REQUESTS, those)) is not None

    def remove(self, account_id: int, sender_id: int) -> None:
        this = _between(account_id, sender_id)
        self._transaction.write(lambda commands: commands.delete(_REQUESTS, this))

    def remove_all(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete(_REQUESTS, {"account_id": account_id}))
        self._transaction.write(lambda commands: commands.delete(_REQUESTS, {"sender_id": account_id}))

    def _go_on(self, this: Document, state: Document) -> bool:
        return self._transaction.write(lambda commands: commands.update(_REQUESTS, this, {"$set": state})) > 0


def _between(account_id: int, sender_id: int) -> Document:
    return {"account_id": account_id, "sender_id": sender_id}


def _request_of(document: Document) -> NotificationRequest:
    values = {name: document[name] for name in NotificationRequest.__match_args__ if name not in ("id", "state")}
    return NotificationRequest(id=document["_id"], state=RequestState(document["state"]), **values)
