"""Notifications by groups, for reading."""

from collections.abc import Collection, Iterator

from attrs import frozen

from microblog.adapters.storage.memory.notification_query import group_of, is_about_visible, is_told, last_read
from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.post_views import account_view, post_view
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.notification import GROUPED_KINDS, Notification, NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import MOST_COUNTED, MOST_MEMBERS, FollowView, GroupMember, NotificationGroupView
from microblog.ports.notification_group_query import NotificationGroupQuery


@frozen
class MemoryNotificationGroupQuery(NotificationGroupQuery):
    """Looks at every notification there is."""

    storage: MemoryStorage

    def of_account(
        self,
        account_id: int,
        cursor: Cursor,
        *,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> Page[NotificationGroupView]:
        tables = self.storage.committed
        listed = _listed(tables, account_id, grouped, kinds, sender_id)
        views = [_view(tables, one, alone=sender_id is not None or one.kind not in grouped) for one in listed]
        return page_of([view for view in views if view is not None], lambda view: view.id, cursor)

    def get(self, account_id: int, group: NotificationGroup) -> NotificationGroupView | None:
        tables = self.storage.committed
        members = _members(tables, account_id, group)
        return _view(tables, members[0], alone=False) if members else None

    def alone(self, account_id: int, notification_id: int) -> NotificationGroupView | None:
        tables = self.storage.committed
        notification = tables.notifications.get(notification_id)
        if notification is None or notification.account_id != account_id:
            return None
        return _view(tables, notification, alone=True)

    def senders(self, account_id: int, group: NotificationGroup, cursor: Cursor) -> Page[FollowView]:
        tables = self.storage.committed
        views = [
            FollowView(one.group_place, account_view(tables.accounts[one.sender_id]))
            for one in _members(tables, account_id, group)
            if is_told(tables, one)
        ]
        return page_of(views, lambda view: view.id, cursor)

    def count_unread(
        self,
        account_id: int,
        most: int,
        *,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> int:
        tables = self.storage.committed
        if account_id not in tables.users:
            return 0
        read = last_read(tables, account_id)
        return min(sum(one.id > read for one in _listed(tables, account_id, grouped, kinds, sender_id)), most)


def _listed(
    tables: Tables,
    account_id: int,
    grouped: Collection[NotificationKind],
    kinds: Collection[NotificationKind] | None,
    sender_id: int | None,
) -> Iterator[Notification]:
    """What leads a group of which any is told, and what stands by itself."""
    for one in tables.notifications.values():
        if one.account_id != account_id or (kinds is not None and one.kind not in kinds):
            continue
        if sender_id is not None or one.kind not in grouped:
            if sender_id in (None, one.sender_id) and is_told(tables, one):
                yield one
        elif one.leads and _told_in(tables, one, MOST_MEMBERS):
            yield one


def _members(tables: Tables, account_id: int, group: NotificationGroup) -> list[Notification]:
    found = [one for one in tables.notifications.values() if one.account_id == account_id and group_of(one) == group]
    return sorted(found, key=lambda one: -one.group_place)


def _told_in(tables: Tables, newest: Notification, places: int) -> list[Notification]:
    """Those that are told of what has one of a group's newest places."""
    members = _members(tables, newest.account_id, group_of(newest))
    return [one for one in members if one.group_place > newest.group_place - places and is_told(tables, one)]


def _view(tables: Tables, newest: Notification, *, alone: bool) -> NotificationGroupView | None:
    itself = [newest] if is_told(tables, newest) else []
    members = itself if alone else _told_in(tables, newest, MOST_MEMBERS)
    if not members or not is_about_visible(tables, newest):
        return None
    post_id, place = newest.post_id, newest.group_place
    return NotificationGroupView(
        id=newest.id,
        group=None if alone else group_of(newest),
        kind=newest.kind,
        count=1 if alone else len(_told_in(tables, newest, place)) if place <= MOST_COUNTED else place,
        members=tuple(
            GroupMember(one.id, account_view(tables.accounts[one.sender_id]), one.created_at) for one in members
        ),
        post=None if post_id is None else post_view(tables, newest.account_id, tables.posts[post_id]),
        unread=newest.id > last_read(tables, newest.account_id),
        report_id=newest.report_id,
    )
