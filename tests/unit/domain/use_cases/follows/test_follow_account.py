import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound, NotPermitted
from microblog.domain.model.events import AccountFollowed
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.follows.follow_account import BACKFILL, FollowAccount, UnfollowAccount
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_following_twice_is_following_once(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    for _ in range(2):
        assert world.do(FollowAccount)(follower_id=ben.id, target="Anna") == (anna, True)
    (follow,) = world.rows.follows.values()
    assert (follow.follower_id, follow.followee_id, follow.accepted) == (ben.id, anna.id, True)
    assert len(world.queue.nudged) == 1
    assert world.events == [AccountFollowed(ben.id, anna.id)]


def test_the_newest_posts_come_onto_the_home_timeline(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    to_ben = world.write(anna, in_reply_to_id=world.write(ben).id)
    posts = [world.post(anna).id for _ in range(BACKFILL + 1)]
    world.do(FollowAccount)(follower_id=ben.id, target=anna.id)
    assert to_ben.id not in world.home(ben)
    assert world.home(ben)[-BACKFILL:] == posts[1:]
    assert posts[0] not in world.home(ben)


def test_where_followers_are_approved_one_asks(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    anna = world.change_account(anna, locked=True)
    world.post(anna, visibility=Visibility.FOLLOWERS)
    for _ in range(2):
        assert world.do(FollowAccount)(follower_id=ben.id, target=anna.id) == (anna, False)
    (follow,) = world.rows.follows.values()
    assert not follow.accepted
    assert world.home(ben) == []
    assert world.events == [AccountFollowed(ben.id, anna.id)]


def test_a_request_stays_one_and_a_follow_stays_one_when_the_lock_changes(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    world.do(FollowAccount)(follower_id=ben.id, target=anna.id)
    world.change_account(anna, locked=True)
    assert world.do(FollowAccount)(follower_id=ben.id, target=anna.id)[1]
    world.do(FollowAccount)(follower_id=cleo.id, target=anna.id)
    world.change_account(anna, locked=False)
    assert not world.do(FollowAccount)(follower_id=cleo.id, target=anna.id)[1]


def test_nobody_follows_themselves_or_across_a_block(world: ActionWorld) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    world.block(anna, ben)
    with pytest.raises(NotPermitted, match="own_account"):
        world.do(FollowAccount)(follower_id=cleo.id, target="cleo")
    for one, other in ((anna, ben), (ben, anna)):
        with pytest.raises(NotPermitted, match="blocked"):
            world.do(FollowAccount)(follower_id=one.id, target=other.id)
    assert world.rows.follows == {}


@pytest.mark.parametrize("action", [FollowAccount, UnfollowAccount])
def test_only_active_accounts_are_followed(world: ActionWorld, action: type[FollowAccount | UnfollowAccount]) -> None:
    ben = world.account("ben")
    world.account("gone", AccountState.DELETED)
    world.account("waiting", AccountState.WAITING)
    act = world.do(action)
    with pytest.raises(Gone):
        act(follower_id=ben.id, target="gone")
    for target in ("waiting", "nobody", "\0", "", -1, 2**63):
        with pytest.raises(NotFound):
            act(follower_id=ben.id, target=target)


def test_unfollowing_takes_all_back(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.post(anna)
    own = world.write(ben)
    world.do(FollowAccount)(follower_id=ben.id, target=anna.id)
    with world.unit_of_work() as uow:
        for kind in (NotificationKind.FOLLOW, NotificationKind.FOLLOW_REQUEST, NotificationKind.LIKE):
            uow.notifications.add(Notification(world.new_id(), anna.id, kind, ben.id, None, world.clock()))
        uow.commit()
    for _ in range(2):
        assert world.do(UnfollowAccount)(follower_id=ben.id, target="anna") == anna
    assert world.rows.follows == {}
    assert world.home(ben) == [own.id]
    assert world.told(anna) == [(NotificationKind.LIKE, ben.id, None)]
