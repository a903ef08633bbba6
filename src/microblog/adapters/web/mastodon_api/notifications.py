"""Notifications: https://docs.joinmastodon.org/methods/notifications/."""

from collections.abc import Collection, Iterable, Sequence

from attrs import frozen

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entities.notification import Notification, UnreadCount
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.notification_types import NOTIFICATION_TYPES
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.errors import NotFound
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.views import NotificationView
from microblog.domain.use_cases.notifications.dismiss_notification import ClearNotifications, DismissNotification
from microblog.domain.use_cases.notifications.read_notifications import (
    CountUnreadNotifications,
    ReadNotification,
    ReadNotifications,
)
from microblog.domain.use_cases.reports.read_reports import ReadSeveralReports

_KIND_OF = {word: kind for kind, word in NOTIFICATION_TYPES.items()}
_USUAL = 40


class NotificationParameters(Paging, frozen=True):
    """Which notifications are wanted. Types that this server does not know are types of which there are none."""

    types: tuple[str, ...] = ()
    exclude_types: tuple[str, ...] = ()
    account_id: int | None = None
    include_filtered: bool = False

    def kinds(self) -> set[NotificationKind] | None:
        """The kinds that are wanted; None for all."""
        return wanted_kinds(self.types, self.exclude_types)


def wanted_kinds(types: Collection[str], exclude_types: Collection[str]) -> set[NotificationKind] | None:
    """The kinds that are meant, where any are; None for all."""
    if not types and not exclude_types:
        return None
    return (kinds_of(types) if types else set(NotificationKind)) - kinds_of(exclude_types)


def kinds_of(words: Iterable[str]) -> set[NotificationKind]:
    """The kinds of these types, as far as this server knows them."""
    return {_KIND_OF[word] for word in words if word in _KIND_OF}


@frozen
class NotificationEndpoints:
    """What one was told. Reading it here leaves it unread on the site: apps read far more than people do."""

    entities: EntityMaker
    addresses: Addresses
    read_notifications: ReadNotifications
    read_notification: ReadNotification
    count_unread_notifications: CountUnreadNotifications
    dismiss_notification: DismissNotification
    clear_notifications: ClearNotifications
    read_several_reports: ReadSeveralReports

    def index(self, request: Request) -> Response:
        """All of them, the newest first."""
        me, wanted = signed_in(request).account_id, read(request, NotificationParameters)
        page = self.read_notifications(
            account_id=me,
            cursor=wanted.cursor(_USUAL),
            kinds=wanted.kinds(),
            sender_id=wanted.account_id,
            include_held=wanted.include_filtered,
        )
        return listed(request, self.addresses, page, self._made(me, page.items))

    def show(self, request: Request) -> Response:
        """One of them."""
        me = signed_in(request).account_id
        view = self.read_notification(account_id=me, notification_id=request.path_id("id"))
        found = self._made(me, [view])
        if not found:
            raise NotFound
        return answer(found[0])

    def _made(self, me: int, views: Sequence[NotificationView]) -> list[Notification]:
        reports = self.read_several_reports(report_ids={one.report_id for one in views if one.report_id is not None})
        return self.entities.notifications(me, views, self.entities.reports(reports.values()))

    def unread_count(self, request: Request) -> Response:
        """How many are unread."""
        return answer(UnreadCount(self.count_unread_notifications(account_id=signed_in(request).account_id)))

    def dismiss(self, request: Request) -> Response:
        """Remove one."""
        self.dismiss_notification(account_id=signed_in(request).account_id, notification_id=request.path_id("id"))
        return answer({})

    def clear(self, request: Request) -> Response:
        """Remove all."""
        self.clear_notifications(account_id=signed_in(request).account_id)
        return answer({})
