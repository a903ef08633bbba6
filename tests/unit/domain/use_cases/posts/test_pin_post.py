import pytest

from microblog.domain.model.errors import Gone, NotFound, NotPermitted, ValidationError
from microblog.domain.model.post import Visibility
from microblog.domain.model.relationships import MAX_PINS
from microblog.domain.use_cases.posts.pin_post import PinPost, UnpinPost
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_to_pin_twice_is_to_pin_once(world: ActionWorld) -> None:
    anna = world.account("anna")
    post = world.post(anna)
    for _ in range(2):
        assert world.do(PinPost)(account_id=anna.id, post_id=post.id) == post
    (pin,) = world.rows.pins.values()
    assert (pin.account_id, pin.post_id, pin.created_at) == (anna.id, post.id, world.clock())
    for _ in range(2):
        assert world.do(UnpinPost)(account_id=anna.id, post_id=post.id) == post
        assert world.rows.pins == {}


def test_there_is_room_for_five(world: ActionWorld) -> None:
    anna = world.account("anna")
    posts = [world.post(anna) for _ in range(MAX_PINS + 1)]
    pin = world.do(PinPost)
    for post in posts[:MAX_PINS]:
        pin(account_id=anna.id, post_id=post.id)
    with pytest.raises(ValidationError) as caught:
        pin(account_id=anna.id, post_id=posts[-1].id)
    assert (caught.value.field, caught.value.code, caught.value.params) == ("post", "too_many", {"limit": 5})
    assert pin(account_id=anna.id, post_id=posts[0].id) == posts[0]  # it is there already
    assert {post_id for _, post_id in world.rows.pins} == {post.id for post in posts[:MAX_PINS]}
    world.do(UnpinPost)(account_id=anna.id, post_id=posts[0].id)
    pin(account_id=anna.id, post_id=posts[-1].id)
    assert len(world.rows.pins) == MAX_PINS


@pytest.mark.parametrize("visibility", list(Visibility))
def test_what_is_for_mentioned_people_alone_is_not_pinned(world: ActionWorld, visibility: Visibility) -> None:
    anna = world.account("anna")
    post = world.post(anna, visibility=visibility)
    if visibility is Visibility.MENTIONED:
        with pytest.raises(NotPermitted, match="not_pinnable"):
            world.do(PinPost)(account_id=anna.id, post_id=post.id)
    else:
        world.do(PinPost)(account_id=anna.id, post_id=post.id)
    assert len(world.rows.pins) == (visibility is not Visibility.MENTIONED)


@pytest.mark.parametrize("action", [PinPost, UnpinPost])
def test_only_posts_of_ones_own_are_pinned(world: ActionWorld, action: type[PinPost | UnpinPost]) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post, buried = world.post(anna), world.post(ben)
    boost = world.post(ben, boost_of=post)
    world.bury(buried)
    for post_id in (post.id, boost.id, 10**6, -1, 2**63):
        with pytest.raises(NotFound):
            world.do(action)(account_id=ben.id, post_id=post_id)
    with pytest.raises(Gone):
        world.do(action)(account_id=ben.id, post_id=buried.id)
    assert world.rows.pins == {}
