import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.post import Visibility
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.endorsements.endorse_account import EndorseAccount
from microblog.domain.use_cases.featured_tags.feature_tag import FeatureTag
from microblog.domain.use_cases.timelines.read_timeline import (
    ReadAccountTimeline,
    ReadBookmarkedPosts,
    ReadHashtagPage,
    ReadHashtagTimeline,
    ReadHomeTimeline,
    ReadLikedPosts,
    ReadPinnedPosts,
    ReadProfilePage,
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
    profile, page = world.do(ReadAccountTimeline)(viewer_id=None, target=anna.id, cursor=Cursor())
    assert (profile.account.id, ids(page)) == (anna.id, [bens.id, first.id])
    _, page = world.do(ReadAccountTimeline)(viewer_id=None, target="anna", cursor=Cursor(), with_replies=True)
    assert ids(page) == [bens.id, reply.id, first.id]
    _, page = world.do(ReadAccountTimeline)(viewer_id=None, target="ANNA", cursor=Cursor(), with_boosts=False)
    assert ids(page) == [first.id]


def test_a_profile_has_what_is_written_about_something(world: ActionWorld) -> None:
    anna = world.account("anna")
    post, _ = world.write(anna, "#Tea"), world.write(anna, "#Coffee")
    read = world.do(ReadAccountTimeline)
    assert ids(read(viewer_id=None, target="anna", cursor=Cursor(), hashtag="TEA")[1]) == [post.id]
    profile, page = read(viewer_id=None, target="anna", cursor=Cursor(), hashtag="#!")
    assert (profile.account.id, page.items) == (anna.id, ())


def test_a_profile_has_what_is_pinned_on_top_of_its_first_page(world: ActionWorld) -> None:
    anna = world.account("anna")
    posts = [world.write(anna) for _ in range(3)]
    for post in posts[:2]:
        world.pin(post)
    read = world.do(ReadProfilePage)
    ben = world.account("ben")
    world.follow(anna, ben)
    world.do(EndorseAccount)(account_id=anna.id, target=ben.id)
    world.do(FeatureTag)(account_id=anna.id, name="tea")
    first = read(viewer_id=None, target="anna", cursor=Cursor(limit=2))
    assert first.featured_tags == ("tea",)
    assert first.profile.account.id == anna.id
    assert [post.id for post in first.pinned] == [posts[1].id, posts[0].id]
    assert [one.account.id for one in first.endorsed.items] == [ben.id]
    assert ids(first.page) == [posts[2].id, posts[1].id]
    second = read(viewer_id=None, target="anna", cursor=Cursor(limit=2, max_id=first.page.next_max_id))
    assert (second.pinned, second.featured_tags, second.endorsed.items) == ((), (), ())
    assert ids(second.page) == [posts[0].id]
    profile, pinned = world.do(ReadPinnedPosts)(viewer_id=None, target=anna.id)
    assert (profile.account.id, [post.id for post in pinned]) == (anna.id, [posts[1].id, posts[0].id])


def test_what_one_likes_and_what_one_keeps(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    first, second = world.write(anna), world.write(anna)
    world.like(ben, second)
    world.like(ben, first)
    world.bookmark(ben, second)
    assert ids(world.do(ReadLikedPosts)(viewer_id=ben.id, cursor=Cursor())) == [first.id, second.id]
    assert ids(world.do(ReadBookmarkedPosts)(viewer_id=ben.id, cursor=Cursor())) == [second.id]
    assert ids(world.do(ReadBookmarkedPosts)(viewer_id=anna.id, cursor=Cursor())) == []


def test_there_must_be_a_profile(world: ActionWorld) -> None:
    world.account("gone", AccountState.DELETED)
    for read in (world.do(ReadAccountTimeline), world.do(ReadProfilePage)):
        with pytest.raises(Gone):
            read(viewer_id=None, target="gone", cursor=Cursor())
        with pytest.raises(NotFound):
            read(viewer_id=None, target="nobody", cursor=Cursor())
    with pytest.raises(Gone):
        world.do(ReadPinnedPosts)(viewer_id=None, target="gone")


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


def test_the_page_of_a_hashtag_says_whether_one_follows_it(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    post = world.write(anna, "#Rye")
    world.follow_tag(anna, "rye")
    read = world.do(ReadHashtagPage)
    for viewer_id, followed in ((anna.id, True), (ben.id, False), (None, False)):
        name, is_followed, page = read(viewer_id=viewer_id, name="RYE", cursor=Cursor())
        assert (name, is_followed, ids(page)) == ("rye", followed, [post.id])
    with pytest.raises(NotFound):
        read(viewer_id=None, name="1", cursor=Cursor())
