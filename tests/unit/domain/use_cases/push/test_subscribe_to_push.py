from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import Account
from microblog.domain.model.app import Grant
from microblog.domain.model.errors import AuthenticationRequired, NotFound, ValidationError
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.push import MAX_SUBSCRIPTIONS, PushPolicy, PushSubscription
from microblog.domain.use_cases.accounts.delete_account import DeleteAccount
from microblog.domain.use_cases.apps.authorized_apps import ListAuthorizedApps, RevokeApp
from microblog.domain.use_cases.push.stop_push import StopPush
from microblog.domain.use_cases.push.subscribe_to_push import (
    ChangePushSubscription,
    ReadPushSubscription,
    SubscribeToPush,
    UnsubscribeFromPush,
)
from tests.unit.domain.model.test_push import POINT, SECRET
from tests.unit.domain.use_cases.action_world import PASSWORD, ActionWorld

MENTION, LIKE, POLL = NotificationKind.MENTION, NotificationKind.LIKE, NotificationKind.POLL


def _subscribe(world: ActionWorld, grant: Grant, **what: Any) -> PushSubscription:
    assert grant.account_id is not None
    given: dict[str, Any] = {
        "endpoint": "https://push.example/1",
        "public_key": POINT,
        "auth_secret": SECRET,
        "standard": True,
        "kinds": {LIKE, MENTION},
        "policy": PushPolicy.FOLLOWED,
    }
    return world.do(SubscribeToPush)(grant=grant, account_id=grant.account_id, **given | what)


def _with_grant(world: ActionWorld) -> tuple[Account, Grant]:
    anna = world.account("anna")
    return anna, world.let_in(anna)


def test_an_app_subscribes_and_another_time_takes_the_place_of_the_first(world: ActionWorld) -> None:
    anna, grant = _with_grant(world)
    other = world.let_in(anna)
    first = _subscribe(world, grant)
    assert first.kinds == (MENTION, LIKE)
    assert world.do(ReadPushSubscription)(grant=grant) == first
    theirs = _subscribe(world, other)
    second = _subscribe(world, grant, endpoint="https://push.example/2", kinds=(), policy=PushPolicy.NONE)
    assert second.id != first.id
    assert world.do(ReadPushSubscription)(grant=grant) == second
    assert set(world.rows.push_subscriptions) == {second.id, theirs.id}


def test_nobody_has_what_they_are_told_sent_everywhere(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    theirs = _subscribe(world, world.let_in(ben))
    first, *rest = (_subscribe(world, world.let_in(anna)) for _ in range(MAX_SUBSCRIPTIONS))
    kept = _subscribe(world, world.rows.grants[rest[0].grant_id])  # in the place of another
    newest = _subscribe(world, world.let_in(anna))
    assert set(world.rows.push_subscriptions) == {theirs.id, kept.id, newest.id, *(one.id for one in rest[1:])}
    assert first.id not in world.rows.push_subscriptions


@pytest.mark.parametrize("wrong", [{"endpoint": "http://x"}, {"public_key": SECRET}, {"auth_secret": ""}])
def test_what_cannot_be_pushed_to_is_refused(world: ActionWorld, wrong: dict[str, str]) -> None:
    _, grant = _with_grant(world)
    with pytest.raises(ValidationError):
        _subscribe(world, grant, **wrong)
    assert world.rows.push_subscriptions == {}


def test_a_grant_that_was_revoked_meanwhile_gets_nothing(world: ActionWorld) -> None:
    _, grant = _with_grant(world)
    with pytest.raises(AuthenticationRequired):
        _subscribe(world, evolve(grant, id=99))
    assert world.rows.push_subscriptions == {}


def test_what_is_pushed_can_be_changed_and_the_rest_stays(world: ActionWorld) -> None:
    anna, grant = _with_grant(world)
    change = world.do(ChangePushSubscription)
    with pytest.raises(NotFound):
        change(grant=grant, account_id=anna.id, kinds=None, policy=None)
    first = _subscribe(world, grant)
    changed = change(grant=grant, account_id=anna.id, kinds=[POLL], policy=None)
    assert changed == evolve(first, kinds=(POLL,))
    changed = change(grant=grant, account_id=anna.id, kinds=None, policy=PushPolicy.ALL)
    assert changed == evolve(first, kinds=(POLL,), policy=PushPolicy.ALL)
    assert world.do(ReadPushSubscription)(grant=grant) == changed


def test_an_app_unsubscribes_as_often_as_it_likes(world: ActionWorld) -> None:
    anna, grant = _with_grant(world)
    other = _subscribe(world, world.let_in(anna))
    _subscribe(world, grant)
    for _ in range(2):
        world.do(UnsubscribeFromPush)(grant=grant, account_id=anna.id)
        assert set(world.rows.push_subscriptions) == {other.id}
    with pytest.raises(NotFound):
        world.do(ReadPushSubscription)(grant=grant)


def test_people_see_which_app_is_told_and_stop_it(world: ActionWorld) -> None:
    anna, grant = _with_grant(world)
    other, stranger = world.let_in(anna), world.let_in(world.account("ben"))
    for each in (grant, other, stranger):
        _subscribe(world, each)
    world.do(StopPush)(account_id=anna.id, app_id=grant.app_id)
    listed = {one.app.id: one.gets_push for one in world.do(ListAuthorizedApps)(account_id=anna.id)}
    assert listed == {grant.app_id: False, other.app_id: True}
    for app_id in (grant.app_id, stranger.app_id, -1, 2**63):
        with pytest.raises(NotFound):
            world.do(StopPush)(account_id=anna.id, app_id=app_id)
    assert {one.grant_id for one in world.rows.push_subscriptions.values()} == {other.id, stranger.id}


def test_it_goes_with_what_the_app_was_allowed(world: ActionWorld) -> None:
    anna, grant = _with_grant(world)
    _subscribe(world, grant)
    kept = _subscribe(world, world.let_in(anna))
    world.do(RevokeApp)(account_id=anna.id, app_id=grant.app_id)
    assert list(world.rows.push_subscriptions) == [kept.id]
    world.do(DeleteAccount)(account_id=anna.id, password=PASSWORD)
    assert world.rows.push_subscriptions == {}
