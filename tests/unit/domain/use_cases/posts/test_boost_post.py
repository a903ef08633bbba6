import pytest

from microblog.domain.model.errors import Gone, NotFound, NotPermitted
from microblog.domain.model.events import PostBoosted
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.posts.boost_post import BoostPost, UnboostPost
from tests.unit.domain.use_cases.action_world import ActionWorld


@pytest.mark.parametrize("visibility", [Visibility.PUBLIC, Visibility.UNLISTED])
def test_boosting_twice_is_boosting_once(world: ActionWorld, visibility: Visibility) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna, visibility=visibility)
    boost = world.do(BoostPost)(account_id=ben.id, post_id=post.id)
    assert world.do(BoostPost)(account_id=ben.id, post_id=post.id) == boost
    assert (boost.account_id, boost.boost_of_id, boost.visibility, boost.text) == (ben.id, post.id, visibility, "")
    assert (boost.thread_id, boost.in_reply_to_id, boost.created_at) == (boost.id, None, world.clock())
    assert boost.url == f"https://example.org/@ben/{boost.id}"
    assert world.home(ben) == [boost.id]
    assert world.events == [PostBoosted(boost.id)]
    assert len(world.rows.posts) == 2


@pytest.mark.parametrize("visibility", [Visibility.FOLLOWERS, Visibility.MENTIONED])
def test_what_is_not_for_everybody_is_not_carried_on_not_even_by_its_author(
    world: ActionWorld, visibility: Visibility
) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    post = world.post(anna, ben, visibility=visibility)
    for account in (anna, ben):
        with pytest.raises(NotPermitted, match="not_boostable"):
            world.do(BoostPost)(account_id=account.id, post_id=post.id)
    assert len(world.rows.posts) == 1


def test_to_boost_a_boost_is_to_boost_what_it_boosts(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    first = world.do(BoostPost)(account_id=ben.id, post_id=post.id)
    assert world.do(BoostPost)(account_id=anna.id, post_id=first.id).boost_of_id == post.id


def test_a_boost_that_is_not_seen_leads_to_nothing(world: ActionWorld) -> None:
    anna, ben, eve = world.account("anna"), world.account("ben"), world.account("eve")
    boost = world.do(BoostPost)(account_id=ben.id, post_id=world.post(anna).id)
    world.block(ben, eve)
    with pytest.raises(NotFound):
        world.do(BoostPost)(account_id=eve.id, post_id=boost.id)


def test_taking_a_boost_back_leaves_no_trace(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.post(anna)
    boost = world.do(BoostPost)(account_id=ben.id, post_id=post.id)
    with world.unit_of_work() as uow:
        uow.home_timelines.add([anna.id], boost.id)
        uow.notifications.add(
            Notification(world.new_id(), anna.id, NotificationKind.BOOST, ben.id, post.id, world.clock())
        )
        uow.commit()
    for _ in range(2):
        assert world.do(UnboostPost)(account_id=ben.id, post_id=post.id) == post
    assert world.rows.posts == {post.id: post}
    assert (world.home(anna), world.home(ben), world.told(anna)) == ([], [], [])


@pytest.mark.parametrize("action", [BoostPost, UnboostPost])
def test_what_cannot_be_seen_cannot_be_boosted(world: ActionWorld, action: type[BoostPost | UnboostPost]) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    act = world.do(action)
    secret, buried, blocked = world.post(anna, visibility=Visibility.MENTIONED), world.post(anna), world.post(anna)
    world.bury(buried)
    with pytest.raises(Gone):
        act(account_id=ben.id, post_id=buried.id)
    world.block(anna, ben)
    for post_id in (secret.id, blocked.id, 10**6, -1, 2**63):
        with pytest.raises(NotFound):
            act(account_id=ben.id, post_id=post_id)
