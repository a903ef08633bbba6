"""Notification requests, for writing."""

from collections.abc import Collection, Sequence

from attrs import evolve, frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.notification_request import NotificationRequest, RequestState
from microblog.ports.notification_request_repository import NotificationRequestRepository


@frozen
class MemoryNotificationRequestRepository(NotificationRequestRepository):
    """Requests in a dictionary."""

    _tables: Tables

    def open(self, request: NotificationRequest) -> bool:
        there = self.between(request.account_id, request.sender_id)
        if there is not None and there.state is not RequestState.PENDING:
            return False
        if there is not None:
            post_id = there.post_id if request.post_id is None else request.post_id
            request = evolve(there, post_id=post_id, updated_at=request.updated_at)
        self._put(request)
        return True

    def between(self, account_id: int, sender_id: int) -> NotificationRequest | None:
        return self._tables.notification_requests.get((account_id, sender_id))

    def pending(self, account_id: int, request_ids: Collection[int]) -> Sequence[NotificationRequest]:
        return [
            request
            for request in self._tables.notification_requests.values()
            if request.account_id == account_id and request.id in request_ids and request.state is RequestState.PENDING
        ]

    def accept(self, account_id: int, sender_id: int) -> bool:
        return self._go_on(account_id, sender_id, RequestState.PENDING, RequestState.ACCEPTED)

    def merge(self, account_id: int, sender_id: int) -> None:
        self._go_on(account_id, sender_id, RequestState.ACCEPTED, RequestState.MERGED)

    def is_merging(self, account_id: int) -> bool:
        return any(
            request.account_id == account_id and request.state is RequestState.ACCEPTED
            for request in self._tables.notification_requests.values()
        )

    def remove(self, account_id: int, sender_id: int) -> None:
        self._tables.notification_requests.pop((account_id, sender_id), None)

    def remove_all(self, account_id: int) -> None:
        for key in [key for key in self._tables.notification_requests if account_id in key]:
            del self._tables.notification_requests[key]

    def _go_on(self, account_id: int, sender_id: int, before: RequestState, after: RequestState) -> bool:
        there = self.between(account_id, sender_id)
        if there is None or there.state is not before:
            return False
        self._put(evolve(there, state=after))
        return True

    def _put(self, request: NotificationRequest) -> None:
        self._tables.notification_requests[request.account_id, request.sender_id] = request
