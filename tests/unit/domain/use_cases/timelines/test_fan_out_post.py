import pytest

from microblog.domain.model.events import PostBoosted, PostLiked, PostPublished, PostPublishedQuietly
from microblog.domain.model.post import Visibility
from tests.unit.domain.use_cases.reaction_world import World


@pytest.mark.parametrize("event", [PostPublished, PostPublishedQuietly])
def test_a_post_comes_to_the_followers_once(
    world: World, event: type[PostPublished] | type[PostPublishedQuietly]
) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    world.follow(ben, anna)
    post = world.post(anna)
    world.react_twice(event(post.id))
    assert world.home(ben) == [post.id]
    assert world.home(carla) == []


@pytest.mark.parametrize("visibility", list(Visibility))
def test_what_is_public_comes_to_those_who_follow_its_hashtag_once(world: World, visibility: Visibility) -> None:
    anna, ben, carla, dora = (world.account(name) for name in ("anna", "ben", "carla", "dora"))
    world.follow(carla, anna)
    for reader in (ben, carla, dora):
        world.follow_tag(reader, "rye")
    world.block(dora, anna)
    post = world.post(anna, visibility=visibility, hashtags=("rye", "oats"))
    world.react_twice(PostPublished(post.id))
    assert world.home(ben) == ([post.id] if visibility is Visibility.PUBLIC else [])
    assert world.home(carla) == ([post.id] if visibility is not Visibility.MENTIONED else [])
    assert world.home(dora) == []


def test_a_boost_comes_to_the_followers_of_who_boosts(world: World) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    world.follow(carla, ben)
    boost = world.post(ben, boost_of=world.post(anna))
    world.react_twice(PostBoosted(boost.id))
    assert world.home(carla) == [boost.id]


def test_a_post_that_is_gone_comes_to_nobody(world: World) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    post = world.post(anna)
    with world.unit_of_work() as uow:
        uow.posts.bury(post.id, world.clock())
        uow.commit()
    world.react_twice(PostPublished(post.id))
    world.react_twice(PostPublished(404))
    assert world.home(ben) == []


def test_an_event_of_another_kind_is_refused(world: World) -> None:
    (task,) = world.happens(PostLiked(1, 2))
    with pytest.raises(TypeError, match="PostLiked"):
        world.reactions["fan_out_post"](task=task)
