import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, ValidationError
from microblog.domain.model.page import Cursor
from microblog.domain.model.relationships import MAX_ENDORSEMENTS
from microblog.domain.use_cases.blocks.block_account import BlockAccount
from microblog.domain.use_cases.endorsements.endorse_account import EndorseAccount, UnendorseAccount
from microblog.domain.use_cases.endorsements.read_endorsements import ReadEndorsements
from microblog.domain.use_cases.follows.follow_account import UnfollowAccount
from microblog.domain.use_cases.follows.remove_follower import RemoveFollower
from tests.unit.domain.use_cases.action_world import ActionWorld


def endorsed(world: ActionWorld, name: str, viewer_id: int | None = None) -> list[str]:
    _, page = world.do(ReadEndorsements)(viewer_id=viewer_id, target=name, cursor=Cursor())
    return [one.account.username for one in page.items]


def test_whom_one_follows_one_may_recommend(world: ActionWorld) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    world.follow(anna, ben)
    world.follow(anna, carla)
    for name in ("ben", "ben", "carla"):
        world.do(EndorseAccount)(account_id=anna.id, target=name)
    assert endorsed(world, "anna") == ["carla", "ben"]
    assert endorsed(world, "ben") == []
    world.block(ben, carla)
    assert endorsed(world, "anna", ben.id) == ["ben"]
    world.do(UnendorseAccount)(account_id=anna.id, target=ben.id)
    assert endorsed(world, "anna") == ["carla"]


def test_whom_one_does_not_follow_one_cannot_recommend(world: ActionWorld) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(anna, ben, accepted=False)
    for target in ("ben", "anna"):
        with pytest.raises(ValidationError, match="account: not_followed"):
            world.do(EndorseAccount)(account_id=anna.id, target=target)
    world.account("gone", AccountState.DELETED)
    with pytest.raises(Gone):
        world.do(EndorseAccount)(account_id=anna.id, target="gone")
    assert world.rows.endorsements == {}


@pytest.mark.parametrize("end", ["unfollow", "remove", "block", "be blocked"])
def test_a_recommendation_ends_with_the_follow(world: ActionWorld, end: str) -> None:
    anna, ben = world.account("anna"), world.account("ben")
    world.follow(anna, ben)
    world.do(EndorseAccount)(account_id=anna.id, target=ben.id)
    match end:
        case "unfollow":
            world.do(UnfollowAccount)(follower_id=anna.id, target=ben.id)
        case "remove":
            world.do(RemoveFollower)(account_id=ben.id, target=anna.id)
        case "block":
            world.do(BlockAccount)(blocker_id=anna.id, target=ben.id)
        case _:
            world.do(BlockAccount)(blocker_id=ben.id, target=anna.id)
    assert world.rows.endorsements == {}


def test_there_is_an_end_to_recommending(world: ActionWorld) -> None:
    anna = world.account("anna")
    people = [world.account(f"p{number}") for number in range(MAX_ENDORSEMENTS + 1)]
    for person in people:
        world.follow(anna, person)
    for person in people[:-1]:
        world.do(EndorseAccount)(account_id=anna.id, target=person.id)
    with pytest.raises(ValidationError, match="account: too_many"):
        world.do(EndorseAccount)(account_id=anna.id, target=people[-1].id)
    assert len(world.rows.endorsements) == MAX_ENDORSEMENTS
