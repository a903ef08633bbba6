import pytest

from microblog.domain.model.account import Account
from microblog.domain.model.errors import NotFound
from microblog.domain.model.notification import Notification, NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Post
from microblog.domain.use_cases.notifications.dismiss_notification import DismissNotificationGroup
from microblog.domain.use_cases.notifications.read_notification_groups import (
    CountUnreadNotificationGroups,
    ReadGroupSenders,
    ReadNotificationGroup,
    ReadNotificationGroups,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


def like(world: ActionWorld, account: Account, sender: Account, post: Post) -> Notification:
    one = Notification(world.new_id(), account.id, NotificationKind.LIKE, sender.id, post.id, world.clock())
    with world.unit_of_work() as uow:
        uow.notifications.add(one)
        uow.commit()
    return one


def test_a_group_is_read_with_those_who_are_in_it(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    post = world.post(anna)
    first, second = like(world, anna, ben, post), like(world, anna, cleo, post)
    group = NotificationGroup(NotificationKind.LIKE, post.id, first.id)
    (listed,) = world.do(ReadNotificationGroups)(account_id=anna.id, cursor=Cursor(), mark_read=False).items
    assert (listed.id, listed.group, listed.count) == (second.id, group, 2)
    read, senders = world.do(ReadNotificationGroup), world.do(ReadGroupSenders)
    assert read(account_id=anna.id, group=group) == listed
    assert [one.account.id for one in senders(account_id=anna.id, group=group, cursor=Cursor()).items] == [
        cleo.id,
        ben.id,
    ]
    assert read(account_id=anna.id, group=first.id).count == 1
    assert [one.account.id for one in senders(account_id=anna.id, group=first.id, cursor=Cursor()).items] == [ben.id]
    for whose, which in ((ben, group), (ben, first.id), (anna, NotificationGroup(NotificationKind.LIKE, post.id, 7))):
        with pytest.raises(NotFound):
            read(account_id=whose.id, group=which)
        with pytest.raises(NotFound):
            senders(account_id=whose.id, group=which, cursor=Cursor())


def test_groups_with_something_unread_are_counted(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    post = world.post(anna)
    like(world, anna, ben, post)
    count = world.do(CountUnreadNotificationGroups)
    world.do(ReadNotificationGroups)(account_id=anna.id, cursor=Cursor())
    assert count(account_id=anna.id, most=10) == 0
    like(world, anna, cleo, post)
    world.notification(anna, ben, world.post(ben))
    assert count(account_id=anna.id, most=10) == 2
    assert count(account_id=anna.id, most=-1) == 1
    assert count(account_id=anna.id, most=10, sender_id=cleo.id) == 1
    assert count(account_id=anna.id, most=10, sender_id=2**63) == 0


def test_a_group_is_dismissed_once(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    first = like(world, anna, ben, post)
    dismiss = world.do(DismissNotificationGroup)
    group = NotificationGroup(NotificationKind.LIKE, post.id, first.id)
    with pytest.raises(NotFound):
        dismiss(account_id=ben.id, group=group)
    dismiss(account_id=anna.id, group=group)
    assert world.rows.notifications == {}
    with pytest.raises(NotFound):
        dismiss(account_id=anna.id, group=group)
