import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound
from microblog.domain.use_cases.accounts.read_profile import ReadProfile
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_anybody_reads_a_profile(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.write(anna)
    profile = world.do(ReadProfile)(viewer_id=None, username="ANNA")
    assert (profile.account.id, profile.posts_count) == (anna.id, 1)


def test_a_profile_says_what_lies_between_the_two(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    profile = world.do(ReadProfile)(viewer_id=ben.id, username="anna")
    assert (profile.follows, profile.followed_by, profile.followers_count) == (True, False, 1)


@pytest.mark.parametrize("username", ["", "nobody", "waiting", "an na", "ann\u00e4", "\0", "\u212aate", "a" * 31])
def test_there_is_no_such_profile(world: ActionWorld, username: str) -> None:
    world.account("waiting", AccountState.WAITING)
    world.account("kate")
    with pytest.raises(NotFound):
        world.do(ReadProfile)(viewer_id=None, username=username)


def test_a_deleted_account_is_gone(world: ActionWorld) -> None:
    world.account("anna", AccountState.DELETED)
    with pytest.raises(Gone):
        world.do(ReadProfile)(viewer_id=None, username="Anna")
