"""Notification requests, for writing."""

from collections.abc import Collection, Sequence

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, func, select, update

from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.tables import notification_requests
from microblog.domain.model.notification_request import NotificationRequest, RequestState
from microblog.ports.notification_request_repository import NotificationRequestRepository

_R = notification_requests.c
_ACCOUNT, _SENDER = bindparam("account", type_=BigInteger()), bindparam("sender", type_=BigInteger())
_BETWEEN = _R.account_id == _ACCOUNT, _R.sender_id == _SENDER
_IS_PENDING = _R.state == RequestState.PENDING
_ADD = insert_or_skip(notification_requests)
_GO_ON = (
    update(notification_requests)
    .where(*_BETWEEN, _IS_PENDING)
    .values(
        post_id=func.coalesce(bindparam("post", type_=BigInteger()), _R.post_id),
        updated_at=bindparam("moment", type_=_R.updated_at.type),
    )
)
_GET = select(notification_requests).where(*_BETWEEN)
_PENDING = select(notification_requests).where(
    _R.account_id == _ACCOUNT, _IS_PENDING, _R.id.in_(bindparam("ids", expanding=True))
)
_ACCEPT = update(notification_requests).where(*_BETWEEN, _IS_PENDING).values(state=RequestState.ACCEPTED)
_MERGE = (
    update(notification_requests).where(*_BETWEEN, _R.state == RequestState.ACCEPTED).values(state=RequestState.MERGED)
)
_IS_MERGING = select(_R.id).where(_R.account_id == _ACCOUNT, _R.state == RequestState.ACCEPTED).limit(1)
_REMOVE = delete(notification_requests).where(*_BETWEEN)
_REMOVE_THEIRS = delete(notification_requests).where(_R.account_id == _ACCOUNT)
_REMOVE_OF_THEM = delete(notification_requests).where(_R.sender_id == _ACCOUNT)


@frozen
class SqlNotificationRequestRepository(NotificationRequestRepository):
    """Requests in a table."""

    _connection: Connection

    def open(self, request: NotificationRequest) -> bool:
        going_on = {
            **_between(request.account_id, request.sender_id),
            "post": request.post_id,
            "moment": request.updated_at,
        }
        return (
            self._connection.execute(_GO_ON, going_on).rowcount > 0
            or self._connection.execute(_ADD, asdict(request)).rowcount > 0
            # Else it was accepted, or came while one waited.
            or self._connection.execute(_GO_ON, going_on).rowcount > 0
        )

    def between(self, account_id: int, sender_id: int) -> NotificationRequest | None:
        row = self._connection.execute(_GET, _between(account_id, sender_id)).first()
        return None if row is None else NotificationRequest(*row)

    def pending(self, account_id: int, request_ids: Collection[int]) -> Sequence[NotificationRequest]:
        rows = self._connection.execute(_PENDING, {"account": account_id, "ids": list(request_ids)})
        return [NotificationRequest(*row) for row in rows]

    def accept(self, account_id: int, sender_id: int) -> bool:
        return self._connection.execute(_ACCEPT, _between(account_id, sender_id)).rowcount > 0

    def merge(self, account_id: int, sender_id: int) -> None:
        self._connection.execute(_MERGE, _between(account_id, sender_id))

    def is_merging(self, account_id: int) -> bool:
        return self._connection.execute(_IS_MERGING, {"account": account_id}).first() is not None

    def remove(self, account_id: int, sender_id: int) -> None:
        self._connection.execute(_REMOVE, _between(account_id, sender_id))

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_THEIRS, {"account": account_id})
        self._connection.execute(_REMOVE_OF_THEM, {"account": account_id})


def _between(account_id: int, sender_id: int) -> dict[str, int]:
    return {"account": account_id, "sender": sender_id}
