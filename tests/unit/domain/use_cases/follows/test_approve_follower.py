import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.events import AccountFollowed
from microblog.domain.model.notification import NotificationKind
from microblog.domain.use_cases.follows.approve_follower import ApproveFollower, RejectFollower
from microblog.domain.use_cases.follows.follow_account import FollowAccount
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_whoever_asked_follows(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    world.follow(ben, anna, accepted=False)
    assert world.do(ApproveFollower)(account_id=anna.id, target="ben") == ben
    assert world.rows.follows[ben.id, anna.id].accepted
    assert world.home(ben) == [post.id]
    assert world.events == [AccountFollowed(ben.id, anna.id)]


@pytest.mark.parametrize("late", [False, True])
def test_the_followed_is_told_of_the_follow_whenever_the_tasks_run(world: ActionWorld, late: bool) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.change_account(anna, locked=True)
    world.do(FollowAccount)(follower_id=ben.id, target=anna.id)
    if not late:
        world.sweep()
        assert world.told(anna) == [(NotificationKind.FOLLOW_REQUEST, ben.id, None)]
    world.do(ApproveFollower)(account_id=anna.id, target=ben.id)
    world.sweep()
    assert world.told(anna) == [(NotificationKind.FOLLOW, ben.id, None)]


def test_a_request_is_turned_down(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.change_account(anna, locked=True)
    world.do(FollowAccount)(follower_id=ben.id, target=anna.id)
    world.sweep()
    assert world.do(RejectFollower)(account_id=anna.id, target="ben") == ben
    assert world.rows.follows == {}
    assert world.told(anna) == []


@pytest.mark.parametrize("action", [ApproveFollower, RejectFollower])
def test_who_did_not_ask(world: ActionWorld, action: type[ApproveFollower | RejectFollower]) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    gone = world.account("gone", AccountState.DELETED)
    act = world.do(action)
    world.follow(ben, anna)
    world.follow(anna, cleo, accepted=False)
    world.follow(gone, anna, accepted=False)
    for target in ("ben", "cleo", "nobody", anna.id):
        with pytest.raises(NotFound):
            act(account_id=anna.id, target=target)
    with pytest.raises(Gone):
        act(account_id=anna.id, target="gone")
    assert len(world.rows.follows) == 3
