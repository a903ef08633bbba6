import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.timelines.read_timeline import (
    ReadAccountTimeline,
    ReadHashtagTimeline,
    ReadHomeTimeline,
    ReadPublicTimeline,
)
from tests.unit.domain.use_cases.action_world import ActionWorld


def ids(page: Page[PostView]) -> list[int]:
    return [post.id for post in page.items]


def test_the_public_timeline_has_first_posts_for_everybody(world: ActionWorld) -> None:
    anna = world.account("anna")
    first, second = world.write(anna), world.write(anna)
    world.write(anna, in_reply_to_id=first.id)
    world.write_for(Visibility.UNLISTED, anna)
    world.post(anna, boost_of=first)
    assert ids(world.do(ReadPublicTimeline)(viewer_id=None, cursor=Cursor())) == [second.id, first.id]
    assert ids(world.do(ReadPublicTimeline)(viewer_id=None, cursor=Cursor(max_id=second.id))) == [first.id]
    world.block(world.account("ben"), anna)
    assert ids(world.do(ReadPublicTimeline)(viewer_id=world.account("cleo").id, cursor=Cursor())) != []


def test_a_home_timeline_has_what_one_follows_and_may_see(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    post, secret = world.write_for(Visibility.FOLLOWERS, anna), world.write_for(Visibility.MENTIONED, anna)
    world.sweep()
    with world.unit_of_work() as uow:
        uow.home_timelines.add([ben.id], secret.id)  # what stands there wrongly is not shown all the same
        uow.commit()
    assert ids(world.do(ReadHomeTimeline)(viewer_id=ben.id, cursor=Cursor())) == [post.id]
    assert ids(world.do(ReadHomeTimeline)(viewer_id=anna.id, cursor=Cursor())) == [secret.id, post.id]


def test_a_profile_has_posts_and_boosts_and_replies_if_wanted(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    bens = world.write(ben)
    first, reply = world.write(anna), world.write(anna, in_reply_to_id=bens.id)
    world.post(anna, boost_of=bens)
    profile, page = world.do(ReadAccountTimeline)(viewer_id=None, username="ANNA", cursor=Cursor())
    assert (profile.account.id, ids(page)) == (anna.id, [bens.id, first.id])
    _, page = world.do(ReadAccountTimeline)(viewer_id=None, username="anna", cursor=Cursor(), with_replies=True)
    assert ids(page) == [bens.id, reply.id, first.id]


def test_there_must_be_a_profile(world: ActionWorld) -> None:
    world.account("gone", AccountState.DELETED)
    with pytest.raises(Gone):
        world.do(ReadAccountTimeline)(viewer_id=None, username="gone", cursor=Cursor())
    with pytest.raises(NotFound):
        world.do(ReadAccountTimeline)(viewer_id=None, username="nobody", cursor=Cursor())


def test_a_hashtag_is_found_however_it_is_written(world: ActionWorld) -> None:
    anna = world.account("anna")
    post = world.write(anna, "#Tee und #Tea")
    world.write_for(Visibility.UNLISTED, anna, "#tea")
    name, page = world.do(ReadHashtagTimeline)(viewer_id=None, name="TEA", cursor=Cursor())
    assert (name, ids(page)) == ("tea", [post.id])


@pytest.mark.parametrize("name", ["", "1", "a b", "\0", "x" * 101])
def test_what_can_be_no_hashtag(world: ActionWorld, name: str) -> None:
    with pytest.raises(NotFound):
        world.do(ReadHashtagTimeline)(viewer_id=None, name=name, cursor=Cursor())
