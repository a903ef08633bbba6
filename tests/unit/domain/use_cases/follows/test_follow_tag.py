import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.model.page import Cursor
from microblog.domain.use_cases.follows.follow_tag import FollowTag, UnfollowTag
from microblog.domain.use_cases.follows.read_followed_tags import ReadFollowedTags, ReadWhichTagsAreFollowed
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_a_hashtag_is_followed_once_however_it_is_written(world: ActionWorld) -> None:
    anna = world.account("anna")
    for name in ("Rye", "rye", "RYE"):
        assert world.do(FollowTag)(account_id=anna.id, name=name) == "rye"
    (followed,) = world.rows.followed_tags.values()
    assert (followed.account_id, followed.name, followed.created_at) == (anna.id, "rye", world.clock())
    assert world.events == []
    for _ in range(2):
        assert world.do(UnfollowTag)(account_id=anna.id, name="rYe") == "rye"
        assert world.rows.followed_tags == {}


def test_what_a_hashtag_brought_stays_when_it_is_unfollowed(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.do(FollowTag)(account_id=ben.id, name="rye")
    first = world.write(anna, "Bread of #Rye")
    assert world.home(ben) == []  # not before the reaction
    world.sweep()
    world.do(UnfollowTag)(account_id=ben.id, name="rye")
    world.write(anna, "More #rye")
    world.sweep()
    assert world.home(ben) == [first.id]


@pytest.mark.parametrize("name", ["", "12", "a b", "#rye", "x" * 5000])
def test_only_what_can_be_a_hashtag(world: ActionWorld, name: str) -> None:
    anna = world.account("anna")
    for act in (world.do(FollowTag), world.do(UnfollowTag)):
        with pytest.raises(NotFound):
            act(account_id=anna.id, name=name)
    assert world.rows.followed_tags == {}


def test_who_is_gone_follows_nothing(world: ActionWorld) -> None:
    anna = world.account("anna", AccountState.DELETED)
    with pytest.raises(Gone):
        world.do(FollowTag)(account_id=anna.id, name="rye")
    assert world.rows.followed_tags == {}


def test_which_hashtags_one_follows(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    for name in ("rye", "oats"):
        world.follow_tag(anna, name)
    page = world.do(ReadFollowedTags)(account_id=anna.id, cursor=Cursor())
    assert [followed.name for followed in page.items] == ["oats", "rye"]
    read = world.do(ReadWhichTagsAreFollowed)
    assert [read(viewer_id=one.id, names=["rye", "tea"]) for one in (anna, ben)] == [{"rye"}, frozenset()]
