"""Those who wait to be let in."""

from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.errors import NotFound, ValidationError
from microblog.domain.model.events import NotificationRequestAccepted, PostPublished
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.notification_policy import NotificationPolicy, Reception
from microblog.domain.model.notification_request import MOST_AT_ONCE, RequestState
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.views import HeldBack
from microblog.domain.use_cases.blocks.block_account import BlockAccount
from microblog.domain.use_cases.notifications.answer_requests import (
    AcceptNotificationRequests,
    DismissNotificationRequests,
)
from microblog.domain.use_cases.notifications.change_policy import ChangeNotificationPolicy, ReadNotificationPolicy
from microblog.domain.use_cases.notifications.dismiss_notification import ClearNotifications, DismissNotification
from microblog.domain.use_cases.notifications.let_notifications_in import BATCH
from microblog.domain.use_cases.notifications.read_notification_groups import (
    ReadGroupSenders,
    ReadNotificationGroup,
    ReadNotificationGroups,
)
from microblog.domain.use_cases.notifications.read_notifications import ReadNotification, ReadNotifications
from microblog.domain.use_cases.notifications.read_requests import (
    CountHeldNotifications,
    HasLetAllIn,
    ReadHeldNotifications,
    ReadNotificationRequest,
    ReadNotificationRequests,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


@pytest.fixture
def anna(world: ActionWorld) -> Account:
    """Somebody who wants to be told of none but whom she follows."""
    anna = world.account("anna")
    world.do(ChangeNotificationPolicy)(account_id=anna.id, for_not_following=Reception.FILTER)
    return anna


def mention(world: ActionWorld, author: Account, account: Account, **rest: Any) -> Post:
    post = world.post(author, account, **rest)
    world.react_twice(PostPublished(post.id))
    return post


def requests(world: ActionWorld, account: Account) -> dict[int, int]:
    """The ids of those who are waiting, by sender."""
    page = world.do(ReadNotificationRequests)(account_id=account.id, cursor=Cursor())
    return {view.sender.id: view.id for view in page.items}


def accept(world: ActionWorld, account: Account, sender: Account) -> None:
    ids = [requests(world, account)[sender.id]]
    assert world.do(AcceptNotificationRequests)(account_id=account.id, request_ids=ids) == 1
    world.react_twice(NotificationRequestAccepted(account.id, sender.id))


def test_whoever_is_let_in_is_told_of_with_what_they_did_and_do(world: ActionWorld, anna: Account) -> None:
    ben, cleo = world.account("ben"), world.account("cleo")
    first = mention(world, ben, anna)
    mention(world, cleo, anna)
    accept(world, anna, ben)
    assert world.told(anna) == [(NotificationKind.MENTION, ben.id, first.id)]
    assert list(requests(world, anna)) == [cleo.id]
    last = mention(world, ben, anna)
    assert [post for _, _, post in world.told(anna)] == [first.id, last.id]
    world.do(ChangeNotificationPolicy)(account_id=anna.id, for_not_following=Reception.DROP)
    mention(world, ben, anna)
    assert len(world.told(anna)) == 3
    assert len(world.held(anna)) == 1


def test_no_mail_comes_of_what_is_let_in(world: ActionWorld, anna: Account) -> None:
    ben = world.account("ben")
    post = mention(world, ben, anna, visibility=Visibility.MENTIONED)
    accept(world, anna, ben)
    assert not world.mailer.sent
    conversation = world.rows.conversations[anna.id, post.thread_id]
    assert (conversation.post_id, conversation.unread) == (post.id, True)


def test_what_is_let_in_comes_in_batches(world: ActionWorld, anna: Account) -> None:
    ben = world.account("ben")
    mention(world, ben, anna)
    with world.unit_of_work() as uow:
        for _ in range(BATCH):
            post = world.new_id()
            one = Notification(world.new_id(), anna.id, NotificationKind.LIKE, ben.id, post, world.clock())
            assert uow.notifications.hold(one)
        uow.commit()
    ids = list(requests(world, anna).values())
    world.do(AcceptNotificationRequests)(account_id=anna.id, request_ids=ids)
    assert not world.do(HasLetAllIn)(account_id=anna.id)
    world.react_twice(NotificationRequestAccepted(anna.id, ben.id))
    assert (len(world.told(anna)), len(world.held(anna))) == (BATCH, 1)
    assert world.rows.notification_requests[anna.id, ben.id].state is RequestState.ACCEPTED
    world.react_twice(NotificationRequestAccepted(anna.id, ben.id))
    assert (len(world.told(anna)), len(world.held(anna))) == (BATCH + 1, 0)
    assert world.do(HasLetAllIn)(account_id=anna.id)
    world.react_twice(NotificationRequestAccepted(anna.id, ben.id))


def test_who_is_dismissed_begins_anew(world: ActionWorld, anna: Account) -> None:
    ben = world.account("ben")
    mention(world, ben, anna)
    (former,) = requests(world, anna).values()
    assert world.do(DismissNotificationRequests)(account_id=anna.id, request_ids=[former]) == 1
    assert (requests(world, anna), world.held(anna), world.told(anna)) == ({}, [], [])
    assert world.do(DismissNotificationRequests)(account_id=anna.id, request_ids=[former]) == 0
    mention(world, ben, anna)
    (request,) = requests(world, anna).values()
    assert request != former


def test_nobody_answers_for_others(world: ActionWorld, anna: Account) -> None:
    ben = world.account("ben")
    mention(world, ben, anna)
    ids = [*requests(world, anna).values(), -1, 2**63]
    for answer in (world.do(AcceptNotificationRequests), world.do(DismissNotificationRequests)):
        assert answer(account_id=ben.id, request_ids=ids) == 0
        assert answer(account_id=anna.id, request_ids=[]) == 0
        with pytest.raises(ValidationError):
            answer(account_id=anna.id, request_ids=range(MOST_AT_ONCE + 1))
    with pytest.raises(NotFound):
        world.do(ReadNotificationRequest)(account_id=ben.id, request_id=ids[0])
    with pytest.raises(NotFound):
        world.do(ReadNotificationRequest)(account_id=anna.id, request_id=2**63)
    assert len(world.held(anna)) == 1


def test_a_request_tells_who_and_how_much(world: ActionWorld, anna: Account) -> None:
    ben, cleo = world.account("ben"), world.account("cleo")
    first, last = mention(world, ben, anna), mention(world, ben, anna)
    mention(world, cleo, anna)
    view = world.do(ReadNotificationRequest)(account_id=anna.id, request_id=requests(world, anna)[ben.id])
    assert view.post is not None
    assert (view.sender.id, view.count, view.post.id) == (ben.id, 2, last.id)
    assert world.do(CountHeldNotifications)(account_id=anna.id) == HeldBack(2, 3)
    page = world.do(ReadHeldNotifications)(account_id=anna.id, sender_id=ben.id, cursor=Cursor())
    assert [one.post.id for one in page.items if one.post] == [last.id, first.id]
    world.change(ben, AccountState.SUSPENDED)
    assert list(requests(world, anna)) == [cleo.id]


def test_without_anything_held_back_nobody_waits(world: ActionWorld, anna: Account) -> None:
    ben = world.account("ben")
    post = mention(world, ben, anna)
    with world.unit_of_work() as uow:
        uow.notifications.remove_about(post.id)
        uow.commit()
    assert requests(world, anna) == {}


def test_what_is_held_back_is_read_by_those_who_ask_for_it(world: ActionWorld, anna: Account) -> None:
    ben, cleo = world.account("ben"), world.account("cleo")
    world.follow(anna, cleo)
    held, told = mention(world, ben, anna), mention(world, cleo, anna)

    def read(**rest: Any) -> list[int]:
        page = world.do(ReadNotifications)(account_id=anna.id, cursor=Cursor(), **rest)
        groups = world.do(ReadNotificationGroups)(account_id=anna.id, cursor=Cursor(), mark_read=False, **rest)
        assert [one.id for one in groups.items] == [one.id for one in page.items]
        return [one.post.id for one in page.items if one.post]

    assert read() == [told.id]
    assert read(include_held=True) == [told.id, held.id]
    assert read(include_held=True, sender_id=ben.id) == [held.id]
    assert read(include_held=True, kinds={NotificationKind.LIKE}) == []
    (one,) = world.rows.held_notifications
    assert not world.do(ReadNotification)(account_id=anna.id, notification_id=one).unread
    assert world.do(ReadNotificationGroup)(account_id=anna.id, group=one).group is None
    (sender,) = world.do(ReadGroupSenders)(account_id=anna.id, group=one, cursor=Cursor()).items
    assert sender.account.id == ben.id
    with pytest.raises(NotFound):
        world.do(ReadNotificationGroup)(account_id=ben.id, group=one)
    with pytest.raises(NotFound):
        world.do(ReadNotification)(account_id=ben.id, notification_id=one)
    world.do(ClearNotifications)(account_id=anna.id)
    assert read(include_held=True) == [held.id]
    world.do(DismissNotification)(account_id=anna.id, notification_id=one)
    assert read(include_held=True) == []


def test_a_block_forgets_who_was_let_in(world: ActionWorld, anna: Account) -> None:
    ben = world.account("ben")
    mention(world, ben, anna)
    accept(world, anna, ben)
    world.do(BlockAccount)(blocker_id=anna.id, target=ben.id)
    assert not world.rows.notification_requests


def test_who_was_let_in_meanwhile_is_not_held_back(world: ActionWorld, anna: Account) -> None:
    ben = world.account("ben")
    mention(world, ben, anna)
    accept(world, anna, ben)
    request = world.rows.notification_requests[anna.id, ben.id]
    with world.unit_of_work() as uow:
        assert not uow.notification_requests.open(evolve(request, id=world.new_id()))
        assert not uow.notification_requests.accept(anna.id, ben.id)


def test_a_policy_is_changed_in_part(world: ActionWorld, anna: Account) -> None:
    read, ben = world.do(ReadNotificationPolicy), world.account("ben")
    policy = NotificationPolicy(anna.id, for_not_following=Reception.FILTER)
    assert read(account_id=anna.id) == policy
    assert read(account_id=ben.id) == NotificationPolicy(ben.id)
    changed = world.do(ChangeNotificationPolicy)(account_id=anna.id, for_new_accounts=Reception.DROP)
    assert changed == evolve(policy, for_new_accounts=Reception.DROP)
    assert read(account_id=anna.id) == changed
