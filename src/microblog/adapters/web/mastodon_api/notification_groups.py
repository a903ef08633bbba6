"""Grouped notifications: https://docs.joinmastodon.org/methods/grouped_notifications/."""

from collections.abc import Collection, Mapping, Sequence
from typing import Literal

from attrs import frozen
from msgspec import UNSET, Struct

from microblog.adapters.web.mastodon_api.answers import answer, listed
from microblog.adapters.web.mastodon_api.entities.account import Account
from microblog.adapters.web.mastodon_api.entities.formats import timestamp
from microblog.adapters.web.mastodon_api.entities.notification import (
    GroupedNotificationsResults,
    NotificationGroup,
    PartialAccountWithAvatar,
    UnreadCount,
)
from microblog.adapters.web.mastodon_api.entities.report import Report
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.notification_types import NOTIFICATION_TYPES, group_of, key_of
from microblog.adapters.web.mastodon_api.notifications import NotificationParameters, kinds_of, wanted_kinds
from microblog.adapters.web.mastodon_api.reading import Paging, read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.notification import GROUPED_KINDS, NotificationKind
from microblog.domain.model.views import NotificationGroupView
from microblog.domain.use_cases.notifications.dismiss_notification import DismissNotification, DismissNotificationGroup
from microblog.domain.use_cases.notifications.read_notification_groups import (
    CountUnreadNotificationGroups,
    ReadGroupSenders,
    ReadNotificationGroup,
    ReadNotificationGroups,
)
from microblog.domain.use_cases.reports.read_reports import ReadSeveralReports

_USUAL = 40
_USUALLY_COUNTED = 100


class GroupParameters(NotificationParameters, frozen=True):
    """Which notifications are wanted, and which of them may be grouped; without a word all that can be."""

    grouped_types: tuple[str, ...] | None = None
    expand_accounts: Literal["full", "partial_avatars"] = "full"


class CountParameters(Struct, frozen=True):
    """What is to be counted, and how far."""

    limit: int | None = None
    types: tuple[str, ...] = ()
    exclude_types: tuple[str, ...] = ()
    account_id: int | None = None
    grouped_types: tuple[str, ...] | None = None


def _grouped(words: tuple[str, ...] | None) -> set[NotificationKind]:
    return set(GROUPED_KINDS) if words is None else kinds_of(words)


@frozen
class NotificationGroupEndpoints:
    """What one was told, what many did alike in one. Reading it here leaves it unread on the site."""

    entities: EntityMaker
    addresses: Addresses
    read_notification_groups: ReadNotificationGroups
    read_notification_group: ReadNotificationGroup
    read_group_senders: ReadGroupSenders
    count_unread_notification_groups: CountUnreadNotificationGroups
    dismiss_notification: DismissNotification
    dismiss_notification_group: DismissNotificationGroup
    read_several_reports: ReadSeveralReports

    def index(self, request: Request) -> Response:
        """All groups, the one with the newest first."""
        me, wanted = signed_in(request).account_id, read(request, GroupParameters)
        page = self.read_notification_groups(
            account_id=me,
            cursor=wanted.cursor(_USUAL),
            grouped=_grouped(wanted.grouped_types),
            kinds=wanted.kinds(),
            sender_id=wanted.account_id,
            mark_read=False,
            include_held=wanted.include_filtered,
        )
        lowest = page.items[-1].id if page.items else 0
        found = self._results(me, page.items, lowest=lowest, partial=wanted.expand_accounts == "partial_avatars")
        return listed(request, self.addresses, page, found)

    def show(self, request: Request) -> Response:
        """One group."""
        me = signed_in(request).account_id
        view = self.read_notification_group(account_id=me, group=group_of(request.path_text("group_key")))
        return answer(self._results(me, [view]))

    def accounts(self, request: Request) -> Response:
        """Who is in a group."""
        page = self.read_group_senders(
            account_id=signed_in(request).account_id,
            group=group_of(request.path_text("group_key")),
            cursor=read(request, Paging).cursor(_USUAL),
        )
        return listed(request, self.addresses, page, self.entities.accounts(view.account for view in page.items))

    def dismiss(self, request: Request) -> Response:
        """Remove a group."""
        me, group = signed_in(request).account_id, group_of(request.path_text("group_key"))
        if isinstance(group, int):
            self.dismiss_notification(account_id=me, notification_id=group)
        else:
            self.dismiss_notification_group(account_id=me, group=group)
        return answer({})

    def unread_count(self, request: Request) -> Response:
        """How many groups have something unread."""
        wanted = read(request, CountParameters)
        count = self.count_unread_notification_groups(
            account_id=signed_in(request).account_id,
            most=_USUALLY_COUNTED if wanted.limit is None else wanted.limit,
            grouped=_grouped(wanted.grouped_types),
            kinds=wanted_kinds(wanted.types, wanted.exclude_types),
            sender_id=wanted.account_id,
        )
        return answer(UnreadCount(count))

    def _results(
        self, me: int, views: Sequence[NotificationGroupView], *, lowest: int | None = None, partial: bool = False
    ) -> GroupedNotificationsResults:
        """The groups with whom and what they are about; with `lowest`, on a page that begins with that id."""
        members = [member.sender for view in views for member in (view.members[:1] if partial else view.members)]
        accounts = self.entities.accounts({sender.id: sender for sender in members}.values())
        posts = {view.post.id: view.post for view in views if view.post is not None}
        there = {account.id for account in accounts}
        rest = {member.sender.id: member.sender for view in views for member in view.members} if partial else {}
        others = self.entities.accounts(sender for id_, sender in rest.items() if str(id_) not in there)
        there |= {account.id for account in others}
        statuses = self.entities.statuses(me, list(posts.values()))
        known = {status.id for status in statuses}
        told = self.read_several_reports(report_ids={view.report_id for view in views if view.report_id is not None})
        reports = self.entities.reports(told.values())
        return GroupedNotificationsResults(
            accounts=accounts,
            statuses=statuses,
            notification_groups=[
                _group(view, there, lowest, reports)
                for view in views
                if view.post is None or str(view.post.id) in known
                if any(str(member.sender.id) in there for member in view.members)
            ],
            partial_accounts=[_partial(account) for account in others] if partial else UNSET,
        )


def _group(
    view: NotificationGroupView, there: Collection[str], lowest: int | None, reports: Mapping[int, Report]
) -> NotificationGroup:
    newest, is_paged = view.members[0], lowest is not None
    # Apps go on below the lowest of these; where the newest of a group is not shown the page still goes by it.
    on_page = [member.id for member in view.members if lowest is not None and member.id >= lowest] or [view.id]
    return NotificationGroup(
        group_key=key_of(view.group, view.id),
        notifications_count=view.count,
        type=NOTIFICATION_TYPES[view.kind],
        most_recent_notification_id=newest.id,
        sample_account_ids=[str(member.sender.id) for member in view.members if str(member.sender.id) in there],
        page_min_id=str(min(on_page)) if is_paged else UNSET,
        page_max_id=str(max(on_page)) if is_paged else UNSET,
        latest_page_notification_at=timestamp(newest.created_at) if is_paged else UNSET,
        report=UNSET if view.report_id is None else reports.get(view.report_id, UNSET),
        status_id=UNSET if view.post is None else str(view.post.id),
    )


def _partial(account: Account) -> PartialAccountWithAvatar:
    return PartialAccountWithAvatar(
        id=account.id,
        acct=account.acct,
        url=account.url,
        avatar=account.avatar,
        avatar_static=account.avatar_static,
        locked=account.locked,
        bot=account.bot,
    )
