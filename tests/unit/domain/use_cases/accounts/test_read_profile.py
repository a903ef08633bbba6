import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.use_cases.accounts.read_profile import ReadProfile, ReadProfiles
from tests.unit.domain.use_cases.action_world import ActionWorld


def test_anybody_reads_a_profile(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.write(anna)
    for target in ("ANNA", anna.id):
        profile = world.do(ReadProfile)(viewer_id=None, target=target)
        assert (profile.account.id, profile.posts_count) == (anna.id, 1)


def test_a_profile_says_what_lies_between_the_two(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(ben, anna)
    profile = world.do(ReadProfile)(viewer_id=ben.id, target="anna")
    assert (profile.follows, profile.followed_by, profile.followers_count) == (True, False, 1)


@pytest.mark.parametrize(
    "target", ["", "nobody", "waiting", "an na", "ann\u00e4", "\0", "\u212aate", "a" * 31, 0, -1, 2**63]
)
def test_there_is_no_such_profile(world: ActionWorld, target: int | str) -> None:
    waiting = world.account("waiting", AccountState.WAITING)
    world.account("kate")
    for each in (target, waiting.id):
        with pytest.raises(NotFound):
            world.do(ReadProfile)(viewer_id=None, target=each)


def test_a_deleted_account_is_gone(world: ActionWorld) -> None:
    anna = world.account("anna", AccountState.DELETED)
    for target in ("Anna", anna.id):
        with pytest.raises(Gone):
            world.do(ReadProfile)(viewer_id=None, target=target)


def test_several_profiles_come_by_id(world: ActionWorld) -> None:
    anna, ben, gone = world.account("anna"), world.account("ben"), world.account("gone", AccountState.DELETED)
    world.follow(ben, anna)
    profiles = world.do(ReadProfiles)(viewer_id=ben.id, account_ids=[anna.id, ben.id, gone.id, 7, -1, 2**63])
    assert profiles == {one.id: world.do(ReadProfile)(viewer_id=ben.id, target=one.id) for one in (anna, ben)}
    assert profiles[anna.id].follows


def test_profiles_come_eighty_at_once(world: ActionWorld) -> None:
    read = world.do(ReadProfiles)
    assert read(viewer_id=None, account_ids=[*range(80), 0, -1]) == {}
    with pytest.raises(ValidationError) as caught:
        read(viewer_id=None, account_ids=range(81))
    assert (caught.value.code, caught.value.params) == ("too_many", {"limit": 80})
