"""Read what happened, what many did alike in one."""

from collections.abc import Collection

from attrs import evolve, frozen

from microblog.domain.model.errors import NotFound
from microblog.domain.model.marker import MarkedTimeline, moved
from microblog.domain.model.notification import GROUPED_KINDS, NotificationGroup, NotificationKind
from microblog.domain.model.page import MAX_ID, Cursor, Page, merged
from microblog.domain.model.views import FollowView, GroupMember, NotificationGroupView, NotificationView
from microblog.domain.use_cases.screen import Screen
from microblog.ports.clock import Clock
from microblog.ports.notification_group_query import NotificationGroupQuery
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory

MOST_UNREAD = 1000


@frozen
class ReadNotificationGroups:
    """Read what one was told, by groups."""

    notification_groups: NotificationGroupQuery
    notifications: NotificationQuery
    screen: Screen
    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(
        self,
        *,
        account_id: int,
        cursor: Cursor,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
        mark_read: bool = True,
        include_held: bool = False,
    ) -> Page[NotificationGroupView]:
        """A page, with what is new marked as such; once read, all up to its newest counts as read, here and in apps.

        Only what is of these kinds or from this sender, where that is said; with what is held back if that is wanted,
        one by one.
        """
        if sender_id is not None and not 0 <= sender_id <= MAX_ID:
            return Page(())
        page = self.notification_groups.of_account(
            account_id, cursor, grouped=grouped, kinds=kinds, sender_id=sender_id
        )
        if mark_read and any(group.unread for group in page.items):
            self._mark_read(account_id, page.items[0].id)
        if include_held:
            held = self.notifications.of_account(account_id, cursor, kinds=kinds, sender_id=sender_id, held=True)
            page = merged(cursor, (page, _each_alone(held)), lambda view: view.id)
        return self.screen.notification_groups(account_id, page)

    def _mark_read(self, account_id: int, newest: int) -> None:
        with self.unit_of_work() as uow:
            uow.accounts.lock(account_id)
            user = uow.users.get(account_id)
            if user is not None and user.last_read_notification_id < newest:
                uow.users.save(evolve(user, last_read_notification_id=newest))
                marker = uow.markers.get(account_id, MarkedTimeline.NOTIFICATIONS)
                if marker is None or marker.last_read_id < newest:
                    uow.markers.save(moved(marker, account_id, MarkedTimeline.NOTIFICATIONS, newest, self.clock()))
                uow.commit()


@frozen
class ReadNotificationGroup:
    """Read one group of what one was told."""

    notification_groups: NotificationGroupQuery
    notifications: NotificationQuery

    def __call__(self, *, account_id: int, group: NotificationGroup | int) -> NotificationGroupView:
        """A group, or the notification with that id by itself, held back or not. What is unread stays so.

        Raises NotFound.
        """
        return _found(self.notification_groups, self.notifications, account_id, group)


@frozen
class ReadGroupSenders:
    """Read who is in a group of what one was told."""

    notification_groups: NotificationGroupQuery
    notifications: NotificationQuery

    def __call__(self, *, account_id: int, group: NotificationGroup | int, cursor: Cursor) -> Page[FollowView]:
        """A page of them, the newest first, which goes by their places in the group. Raises NotFound as above."""
        view = _found(self.notification_groups, self.notifications, account_id, group)
        if isinstance(group, int):
            return Page(tuple(FollowView(member.id, member.sender) for member in view.members))
        return self.notification_groups.senders(account_id, group, cursor)


@frozen
class CountUnreadNotificationGroups:
    """Count what one has not read yet, by groups."""

    notification_groups: NotificationGroupQuery

    def __call__(
        self,
        *,
        account_id: int,
        most: int,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> int:
        """At most `most` are counted, which is brought into 1 to MOST_UNREAD."""
        if sender_id is not None and not 0 <= sender_id <= MAX_ID:
            return 0
        most = max(1, min(most, MOST_UNREAD))
        return self.notification_groups.count_unread(
            account_id, most, grouped=grouped, kinds=kinds, sender_id=sender_id
        )


def _found(
    groups: NotificationGroupQuery, notifications: NotificationQuery, account_id: int, group: NotificationGroup | int
) -> NotificationGroupView:
    if not isinstance(group, int):
        found = groups.get(account_id, group)
    elif (found := groups.alone(account_id, group)) is None:
        held = notifications.get(account_id, group, held=True)
        found = None if held is None else _alone(held)
    if found is None:
        raise NotFound
    return found


def _each_alone(page: Page[NotificationView]) -> Page[NotificationGroupView]:
    return Page(tuple(_alone(view) for view in page.items), page.next_max_id, page.prev_min_id)


def _alone(view: NotificationView) -> NotificationGroupView:
    return NotificationGroupView(
        id=view.id,
        group=None,
        kind=view.kind,
        count=1,
        members=(GroupMember(view.id, view.sender, view.created_at),),
        post=view.post,
        unread=view.unread,
        report_id=view.report_id,
    )
