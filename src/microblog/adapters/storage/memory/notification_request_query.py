"""Notification requests, for reading."""

from attrs import frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import account_view, post_view, tells, visible
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.account import AccountState
from microblog.domain.model.notification_request import NotificationRequest, RequestState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import MOST_COUNTED, MOST_HELD_COUNTED, HeldBack, NotificationRequestView
from microblog.ports.notification_request_query import NotificationRequestQuery


@frozen
class MemoryNotificationRequestQuery(NotificationRequestQuery):
    """Looks at every request there is."""

    storage: MemoryStorage

    def of_account(self, account_id: int, cursor: Cursor) -> Page[NotificationRequestView]:
        return page_of(self._all(account_id), lambda view: view.id, cursor)

    def get(self, account_id: int, request_id: int) -> NotificationRequestView | None:
        return next((view for view in self._all(account_id) if view.id == request_id), None)

    def held_back(self, account_id: int) -> HeldBack:
        held = self.storage.committed.held_notifications.values()
        notifications = sum(one.account_id == account_id for one in held)
        return HeldBack(min(len(self._all(account_id)), MOST_COUNTED), min(notifications, MOST_HELD_COUNTED))

    def _all(self, account_id: int) -> list[NotificationRequestView]:
        tables = self.storage.committed
        theirs = [one for one in tables.notification_requests.values() if one.account_id == account_id]
        return [view for one in theirs if (view := _view(tables, one)) is not None]


def _view(tables: Tables, request: NotificationRequest) -> NotificationRequestView | None:
    person, sender = request.account_id, tables.accounts[request.sender_id]
    held = tables.held_notifications.values()
    count = sum((one.account_id, one.sender_id) == (person, sender.id) for one in held)
    if request.state is not RequestState.PENDING or not count:
        return None
    if sender.state is not AccountState.ACTIVE or not tells(tables, person, sender.id):
        return None
    post = None if request.post_id is None else tables.posts.get(request.post_id)
    return NotificationRequestView(
        id=request.id,
        sender=account_view(sender),
        count=min(count, MOST_COUNTED),
        post=post_view(tables, person, post) if post is not None and visible(tables, person, post) else None,
        created_at=request.created_at,
        updated_at=request.updated_at,
    )
