import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.notification import NotificationKind
from microblog.domain.use_cases.follows.follow_account import FollowAccount
from microblog.domain.use_cases.follows.remove_follower import RemoveFollower
from tests.unit.domain.use_cases.action_world import ActionWorld


@pytest.mark.parametrize("locked", [False, True])
def test_a_follow_or_a_request_ends_and_may_come_again(world: ActionWorld, locked: bool) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.change_account(anna, locked=locked)
    world.write(anna)
    world.follow(anna, ben)
    world.do(FollowAccount)(follower_id=ben.id, target=anna.id)
    world.sweep()
    assert world.told(anna) == [(NotificationKind.FOLLOW_REQUEST if locked else NotificationKind.FOLLOW, ben.id, None)]
    for _ in range(2):
        assert world.do(RemoveFollower)(account_id=anna.id, target="ben") == ben
        assert list(world.rows.follows) == [(anna.id, ben.id)]
        assert world.home(ben) == []
        assert world.told(anna) == []
    assert world.do(FollowAccount)(follower_id=ben.id, target=anna.id)[1] is not locked


def test_whoever_is_gone_follows_nobody(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.account("gone", AccountState.DELETED)
    with pytest.raises(Gone):
        world.do(RemoveFollower)(account_id=anna.id, target="gone")
    with pytest.raises(NotFound):
        world.do(RemoveFollower)(account_id=anna.id, target="nobody")
