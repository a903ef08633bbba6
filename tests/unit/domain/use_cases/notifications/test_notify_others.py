"""Likes, boosts and follows."""

from microblog.domain.model.account import AccountState
from microblog.domain.model.events import AccountFollowed, PostBoosted, PostLiked
from microblog.domain.model.notification import NotificationKind
from tests.unit.domain.use_cases.reaction_world import World


def test_a_like_is_told_once(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    world.like(ben, post)
    world.react_twice(PostLiked(post.id, ben.id))
    world.react_twice(PostLiked(post.id, ben.id))
    assert world.told(anna) == [(NotificationKind.LIKE, ben.id, post.id)]


def test_likes_that_are_not_told(world: World) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    post = world.post(anna)
    world.like(anna, post)
    world.like(carla, post)
    world.block(anna, carla)
    for account in (anna, ben, carla):  # one's own, taken back, blocked
        world.react_twice(PostLiked(post.id, account.id))
    world.react_twice(PostLiked(404, ben.id))
    assert world.told(anna) == []


def test_a_like_by_or_of_the_inactive_is_not_told(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    mine, theirs = world.post(anna), world.post(ben)
    world.like(ben, mine)
    world.like(anna, theirs)
    world.change(ben, AccountState.SUSPENDED)
    world.react_twice(PostLiked(mine.id, ben.id))
    world.react_twice(PostLiked(theirs.id, anna.id))
    assert not world.rows.notifications


def test_a_boost_is_told_once_and_is_about_the_boosted(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    boost = world.post(ben, boost_of=post)
    world.react_twice(PostBoosted(boost.id))
    world.react_twice(PostBoosted(boost.id))
    assert world.told(anna) == [(NotificationKind.BOOST, ben.id, post.id)]


def test_boosts_that_are_not_told(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post, other = world.post(anna), world.post(anna)
    own, back = world.post(anna, boost_of=post), world.post(ben, boost_of=post)
    of_gone = world.post(ben, boost_of=other)
    with world.unit_of_work() as uow:
        uow.posts.remove_boost(back)
        uow.posts.bury(other.id, world.clock())
        uow.commit()
    for boost_id in (own.id, back.id, of_gone.id, post.id):
        world.react_twice(PostBoosted(boost_id))
    assert world.told(anna) == []


def test_a_follow_and_a_request_are_told_once(world: World) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    world.follow(ben, anna)
    world.follow(carla, anna, accepted=False)
    for follower in (ben, carla):
        world.react_twice(AccountFollowed(follower.id, anna.id))
    assert world.told(anna) == [
        (NotificationKind.FOLLOW, ben.id, None),
        (NotificationKind.FOLLOW_REQUEST, carla.id, None),
    ]


def test_a_follow_that_was_taken_back_is_not_told(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.react_twice(AccountFollowed(ben.id, anna.id))
    assert world.told(anna) == []


def test_of_the_muted_nothing_is_told_where_that_is_wanted(world: World) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    post = world.post(anna)
    world.mute(anna, ben)
    world.mute(anna, carla, notifications=False)
    world.mute(ben, anna)
    for account in (ben, carla):
        world.like(account, post)
        world.follow(account, anna)
        boost = world.post(account, boost_of=post)
        for event in (
            PostLiked(post.id, account.id),
            AccountFollowed(account.id, anna.id),
            PostBoosted(boost.id),
        ):
            world.react_twice(event)
    assert {sender_id for _, sender_id, _ in world.told(anna)} == {carla.id}
    assert len(world.told(anna)) == 3
