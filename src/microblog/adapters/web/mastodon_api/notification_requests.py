"""Who waits to be let in: https://docs.joinmastodon.org/methods/notifications/#get-requests."""

from collections.abc import Sequence

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entities.formats import timestamp
from microblog.adapters.web.mastodon_api.entities.notification_request import Merged, NotificationRequest
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.model.views import NotificationRequestView
from microblog.domain.use_cases.notifications.answer_requests import (
    AcceptNotificationRequests,
    DismissNotificationRequests,
)
from microblog.domain.use_cases.notifications.read_requests import (
    HasLetAllIn,
    ReadNotificationRequest,
    ReadNotificationRequests,
)

_USUAL = 40


class SeveralRequests(Struct, frozen=True):
    """Which requests to answer; those that are not there are passed over."""

    id: tuple[int, ...]


@frozen
class NotificationRequestEndpoints:
    """The requests that wait for one's answer."""

    entities: EntityMaker
    addresses: Addresses
    read_notification_requests: ReadNotificationRequests
    read_notification_request: ReadNotificationRequest
    accept_notification_requests: AcceptNotificationRequests
    dismiss_notification_requests: DismissNotificationRequests
    has_let_all_in: HasLetAllIn

    def index(self, request: Request) -> Response:
        """All of them, the newest first."""
        me = signed_in(request).account_id
        page = self.read_notification_requests(account_id=me, cursor=read(request, Paging).cursor(_USUAL))
        return listed(request, self.addresses, page, self._made(me, page.items))

    def show(self, request: Request) -> Response:
        """One of them."""
        me = signed_in(request).account_id
        found = self._made(me, [self.read_notification_request(account_id=me, request_id=request.path_id("id"))])
        if not found:
            raise NotFound
        return answer(found[0])

    def accept(self, request: Request) -> Response:
        """Let somebody in."""
        me = signed_in(request).account_id
        if not self.accept_notification_requests(account_id=me, request_ids=[request.path_id("id")]):
            raise NotFound
        return answer({})

    def dismiss(self, request: Request) -> Response:
        """Have done with one, and with what was held back."""
        me = signed_in(request).account_id
        if not self.dismiss_notification_requests(account_id=me, request_ids=[request.path_id("id")]):
            raise NotFound
        return answer({})

    def accept_several(self, request: Request) -> Response:
        """Let several in."""
        me, wanted = signed_in(request).account_id, read(request, SeveralRequests)
        self.accept_notification_requests(account_id=me, request_ids=wanted.id)
        return answer({})

    def dismiss_several(self, request: Request) -> Response:
        """Have done with several."""
        me, wanted = signed_in(request).account_id, read(request, SeveralRequests)
        self.dismiss_notification_requests(account_id=me, request_ids=wanted.id)
        return answer({})

    def merged(self, request: Request) -> Response:
        """Whether what was accepted is there, or still on its way."""
        return answer(Merged(self.has_let_all_in(account_id=signed_in(request).account_id)))

    def _made(self, me: int, views: Sequence[NotificationRequestView]) -> list[NotificationRequest]:
        """Requests, without those of accounts that went away just now."""
        posts = {view.post.id: view.post for view in views if view.post is not None}
        statuses = {status.id: status for status in self.entities.statuses(me, list(posts.values()))}
        accounts = {account.id: account for account in self.entities.accounts(view.sender for view in views)}
        return [
            NotificationRequest(
                id=str(view.id),
                created_at=timestamp(view.created_at),
                updated_at=timestamp(view.updated_at),
                notifications_count=str(view.count),
                account=accounts[str(view.sender.id)],
                last_status=None if view.post is None else statuses.get(str(view.post.id)),
            )
            for view in views
            if str(view.sender.id) in accounts
        ]
