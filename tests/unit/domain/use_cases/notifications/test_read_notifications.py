from typing import Any

import pytest

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotFound
from microblog.domain.model.marker import MarkedTimeline
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.page import Cursor
from microblog.domain.use_cases.markers.read_markers import ReadMarkers
from microblog.domain.use_cases.markers.save_markers import SaveMarkers
from microblog.domain.use_cases.notifications.read_notification_groups import ReadNotificationGroups
from microblog.domain.use_cases.notifications.read_notifications import (
    CountUnreadNotifications,
    ReadNotification,
    ReadNotifications,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


def read(world: ActionWorld, account: Account, cursor: Cursor | None = None, *, mark: bool = True) -> list[bool]:
    page = world.do(ReadNotificationGroups)(account_id=account.id, cursor=cursor or Cursor(), mark_read=mark)
    return [notification.unread for notification in page.items]


def test_what_is_new_is_marked_once(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.notification(anna, ben, world.post(ben))
    world.notification(anna, ben, world.post(ben))
    assert read(world, anna, mark=False) == [True, True]
    assert read(world, anna) == [True, True]
    assert read(world, anna) == [False, False]
    world.notification(anna, ben, world.post(ben))
    assert read(world, anna) == [True, False, False]


def test_reading_older_pages_does_not_unread_newer_ones(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first, second, third = (world.notification(anna, ben, world.post(ben)) for _ in range(3))
    assert read(world, anna, Cursor(max_id=third.id)) == [True, True]
    assert world.user(anna).last_read_notification_id == second.id
    assert read(world, anna, Cursor(max_id=second.id)) == [False]
    assert read(world, anna) == [True, False, False]
    assert world.user(anna).last_read_notification_id == third.id
    assert first.id < second.id


def test_apps_learn_what_was_read(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first, second = (world.notification(anna, ben, world.post(ben)) for _ in range(2))
    read(world, anna, Cursor(max_id=second.id))
    (marker,) = world.do(ReadMarkers)(account_id=anna.id)
    assert (marker.timeline, marker.last_read_id) == (MarkedTimeline.NOTIFICATIONS, first.id)
    world.do(SaveMarkers)(account_id=anna.id, last_read={MarkedTimeline.NOTIFICATIONS: second.id})
    assert read(world, anna) == [False, False]


def test_others_read_their_own(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.notification(anna, ben, world.post(ben))
    assert read(world, ben) == []
    assert read(world, anna) == [True]


def test_a_person_who_was_forgotten_reads_without_a_trace(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.notification(anna, ben, world.post(ben))
    with world.unit_of_work() as uow:
        uow.users.remove(anna.id)
        uow.commit()
    assert read(world, anna) == [True]
    assert anna.id not in world.rows.users


def test_only_what_is_asked_for_is_read(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    mention = world.notification(anna, ben, world.post(ben))
    of_cleo = world.notification(anna, cleo, world.post(cleo))

    def found(**only: Any) -> list[int]:
        page = world.do(ReadNotifications)(account_id=anna.id, cursor=Cursor(), **only)
        return [one.id for one in page.items]

    assert found(kinds=[NotificationKind.LIKE]) == []
    assert found(kinds={mention.kind, NotificationKind.LIKE}) == [of_cleo.id, mention.id]
    assert found(sender_id=ben.id) == [mention.id]
    assert found(sender_id=-1) == found(sender_id=2**63) == []


def test_one_is_read_alone(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    mention = world.notification(anna, ben, world.post(ben))
    one = world.do(ReadNotification)
    (listed,) = world.do(ReadNotifications)(account_id=anna.id, cursor=Cursor()).items
    assert one(account_id=anna.id, notification_id=mention.id) == listed
    assert world.do(CountUnreadNotifications)(account_id=anna.id) == 1
    for account, notification_id in ((ben, mention.id), (anna, 7), (anna, -1), (anna, 2**63)):
        with pytest.raises(NotFound):
            one(account_id=account.id, notification_id=notification_id)
    read(world, anna)
    assert world.do(CountUnreadNotifications)(account_id=anna.id) == 0
