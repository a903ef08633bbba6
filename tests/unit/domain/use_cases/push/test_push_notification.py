from collections.abc import Callable
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import Account, AccountState
from microblog.domain.model.events import AccountFollowed, PostLiked, PostPublished, PushDue
from microblog.domain.model.filter import Filter, FilterAction, FilterContext, FilterKeyword
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.push import PushPolicy, PushSubscription
from microblog.domain.model.task import MAX_ATTEMPTS
from microblog.ports.push_sender import PushGone, PushNotSent, PushRefused
from tests.unit.domain.use_cases.reaction_world import World


def _subscribed(world: World, **what: Any) -> tuple[Account, Account, PushSubscription]:
    anna, ben = world.account("anna"), world.account("ben")
    return anna, ben, world.subscribe(world.let_in(ben), **what)


def _mention(world: World, author: Account, mentioned: Account) -> list[PushDue]:
    """What the mention makes happen to apps."""
    before = len(world.queue.nudged)
    world.react_twice(PostPublished(world.post(author, mentioned).id))
    return [task.event for task in world.queue.nudged[before:] if isinstance(task.event, PushDue)]


def test_every_app_that_wants_it_is_told_once(world: World) -> None:
    anna, ben, first = _subscribed(world)
    second = world.subscribe(world.let_in(ben))
    world.subscribe(world.let_in(ben), kinds=(NotificationKind.FOLLOW,))
    world.subscribe(world.let_in(ben), policy=PushPolicy.NONE)
    world.subscribe(world.let_in(anna))
    (notification,) = (world.rows.notifications[due.notification_id] for due in _mention(world, anna, ben)[:1])
    world.sweep()
    assert world.push_sender.sent == [(one.id, "mention by anna in de") for one in (first, second)]
    assert world.push_sender.topics == [str(notification.id)] * 2


def test_whoever_was_told_is_not_told_again(world: World) -> None:
    anna, ben, _ = _subscribed(world)
    post = world.post(ben)
    world.like(anna, post)
    for _ in range(2):
        world.react_twice(PostLiked(post.id, anna.id))
    assert len([task for task in world.queue.nudged if isinstance(task.event, PushDue)]) == 1


def test_the_language_is_english_where_none_was_chosen(world: World) -> None:
    anna, ben, subscription = _subscribed(world, kinds=(NotificationKind.FOLLOW_REQUEST,))
    with world.unit_of_work() as uow:
        uow.accounts.lock(ben.id)
        user = uow.users.get(ben.id)
        assert user is not None
        uow.users.save(evolve(user, language=None))
        uow.commit()
    world.follow(anna, ben, accepted=False)
    world.react_twice(AccountFollowed(anna.id, ben.id))
    world.sweep()
    assert world.push_sender.sent == [(subscription.id, "follow_request by anna in en")]


CHANGES: dict[str, Callable[[World, Account, Account, PushSubscription], object]] = {
    "unsubscribed": lambda world, _, __, one: world.unsubscribe(one),
    "is suspended": lambda world, _, ben, __: world.change(ben, AccountState.SUSPENDED),
    "the author is gone": lambda world, anna, *_: world.change(anna, AccountState.DELETED),
    "blocked the author": lambda world, anna, ben, _: world.block(ben, anna),
    "muted the author": lambda world, anna, ben, _: world.mute(ben, anna),
    "hides such posts": lambda world, _, ben, __: _hide(world, ben),
    "wants other things": lambda world, _, __, one: world.subscribe_again(one, kinds=(NotificationKind.POLL,)),
    "wants nothing": lambda world, _, __, one: world.subscribe_again(one, policy=PushPolicy.NONE),
}


def _hide(world: World, account: Account) -> None:
    keywords, contexts = (FilterKeyword(1, "hello", True),), (FilterContext.NOTIFICATIONS,)
    with world.unit_of_work() as uow:
        uow.filters.save(
            Filter(7, account.id, "Greetings", contexts, FilterAction.HIDE, keywords, (), world.clock(), None)
        )
        uow.commit()


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES.keys())
def test_what_changed_meanwhile_counts(
    world: World, change: Callable[[World, Account, Account, PushSubscription], object]
) -> None:
    anna, ben, subscription = _subscribed(world)
    (due,) = _mention(world, anna, ben)
    change(world, anna, ben, subscription)
    world.react_twice(due)
    assert world.push_sender.sent == []


@pytest.mark.parametrize(
    ("policy", "follows", "followed", "is_told"),
    [
        (PushPolicy.ALL, False, False, True),
        (PushPolicy.FOLLOWED, True, False, True),
        (PushPolicy.FOLLOWED, False, True, False),
        (PushPolicy.FOLLOWER, False, True, True),
        (PushPolicy.FOLLOWER, True, False, False),
    ],
)
def test_whose_doings_are_told(world: World, policy: PushPolicy, follows: bool, followed: bool, is_told: bool) -> None:
    anna, ben, _ = _subscribed(world, policy=policy)
    world.follow(ben, anna, accepted=follows)
    world.follow(anna, ben, accepted=followed)
    _mention(world, anna, ben)
    world.sweep()
    assert len(world.push_sender.sent) == is_told


def test_a_subscription_that_nobody_knows_any_more_is_removed(world: World) -> None:
    anna, ben, _ = _subscribed(world)
    kept = world.subscribe(world.let_in(ben))
    _mention(world, anna, ben)
    world.push_sender.answers = [PushGone("410")]
    world.sweep()
    assert list(world.rows.push_subscriptions) == [kept.id]
    assert [to for to, _ in world.push_sender.sent] == [kept.id]
    assert [task for task in world.open_tasks if isinstance(task.event, PushDue)] == []


def test_what_is_refused_is_not_tried_again(world: World, caplog: pytest.LogCaptureFixture) -> None:
    anna, ben, subscription = _subscribed(world)
    _mention(world, anna, ben)
    world.push_sender.answers = [PushRefused("push.example: 413")]
    world.sweep()
    assert world.push_sender.sent == []
    assert [task for task in world.open_tasks if isinstance(task.event, PushDue)] == []
    assert list(world.rows.push_subscriptions) == [subscription.id]
    assert "push refused" in caplog.messages


def test_what_is_not_sent_is_tried_again_later_and_given_up_in_the_end(
    world: World, caplog: pytest.LogCaptureFixture
) -> None:
    """Without a dead task: everybody can have one made for each thing that they are told."""
    anna, ben, subscription = _subscribed(world)
    _mention(world, anna, ben)
    world.push_sender.answers = [PushNotSent("push.example: 503")]
    world.sweep()
    (task,) = [task for task in world.open_tasks if isinstance(task.event, PushDue)]
    assert task.due_at > world.clock()
    world.clock.now = task.due_at
    world.sweep()
    assert [to for to, _ in world.push_sender.sent] == [subscription.id]
    _mention(world, anna, ben)
    world.push_sender.answers = [PushNotSent("push.example: 503") for _ in range(MAX_ATTEMPTS)]
    for _ in range(MAX_ATTEMPTS):
        (task,) = [task for task in world.open_tasks if isinstance(task.event, PushDue)]
        world.clock.now = max(world.clock.now, task.due_at)
        world.sweep()
    assert [task for task in world.open_tasks if isinstance(task.event, PushDue)] == []
    assert list(world.rows.push_subscriptions) == [subscription.id]
    assert "push given up" in caplog.messages
