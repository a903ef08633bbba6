import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.events import PostLiked
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.posts.like_post import LikePost, UnlikePost
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_liking_twice_is_liking_once(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    for _ in range(2):
        assert world.do(LikePost)(account_id=ben.id, post_id=post.id) == post
    (like,) = world.rows.likes.values()
    assert (like.account_id, like.post_id, like.created_at) == (ben.id, post.id, world.clock())
    assert len(world.queue.nudged) == 1
    assert world.events == [PostLiked(post.id, ben.id)]


def test_one_may_like_ones_own(world: ActionWorld) -> None:
    anna = world.account("anna")
    post = world.post(anna)
    world.do(LikePost)(account_id=anna.id, post_id=post.id)
    assert len(world.rows.likes) == 1


def test_to_like_a_boost_is_to_like_what_it_boosts(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    boost = world.post(ben, boost_of=post)
    assert world.do(LikePost)(account_id=ben.id, post_id=boost.id) == post
    assert world.do(UnlikePost)(account_id=ben.id, post_id=boost.id) == post
    assert world.rows.likes == {}


def test_taking_a_like_back_takes_the_notification_back(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    world.do(LikePost)(account_id=ben.id, post_id=post.id)
    with world.unit_of_work() as uow:
        uow.notifications.add(
            Notification(world.new_id(), anna.id, NotificationKind.LIKE, ben.id, post.id, world.clock())
        )
        uow.commit()
    for _ in range(2):
        assert world.do(UnlikePost)(account_id=ben.id, post_id=post.id) == post
    assert world.rows.likes == {}
    assert world.told(anna) == []


@pytest.mark.parametrize("action", [LikePost, UnlikePost])
def test_what_cannot_be_seen_cannot_be_liked(world: ActionWorld, action: type[LikePost | UnlikePost]) -> None:
    anna, ben, cleo = (world.account(name) for name in ("anna", "ben", "cleo"))
    act = world.do(action)
    secret, open_one, by_blocked = (
        world.post(anna, visibility=Visibility.FOLLOWERS),
        world.post(anna),
        world.post(cleo),
    )
    world.block(ben, cleo)
    for post_id in (secret.id, by_blocked.id, 10**6, -1, 2**63):
        with pytest.raises(NotFound):
            act(account_id=ben.id, post_id=post_id)
    world.bury(secret)
    world.bury(open_one)
    with pytest.raises(NotFound):
        act(account_id=ben.id, post_id=secret.id)
    with pytest.raises(Gone):
        act(account_id=ben.id, post_id=open_one.id)
    hidden = world.post(anna)
    world.change(anna, AccountState.SUSPENDED)
    with pytest.raises(NotFound):
        act(account_id=ben.id, post_id=hidden.id)
