import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Gone, ValidationError
from microblog.domain.model.relationships import MAX_DISMISSED, DismissedSuggestion
from microblog.domain.use_cases.directory.read_directory import LAST_OFFSET, DirectoryOrder, ReadDirectory
from microblog.domain.use_cases.directory.suggest_accounts import DismissSuggestion, ReadSuggestions
from tests.unit.domain.use_cases.action_world import ActionWorld


def names(world: ActionWorld, order: DirectoryOrder, viewer_id: int | None = None, **part: int) -> list[str]:
    found = world.do(ReadDirectory)(viewer_id=viewer_id, order=order, **part)
    return [one.username for one in found]


def suggested(world: ActionWorld, account_id: int, limit: int = 40) -> list[str]:
    return [one.username for one in world.do(ReadSuggestions)(account_id=account_id, limit=limit)]


def test_the_directory_goes_by_what_is_asked_for(world: ActionWorld) -> None:
    anna, ben, carla = world.account("anna"), world.account("ben"), world.account("carla")
    world.write(ben)
    world.write(anna)
    assert names(world, DirectoryOrder.NEW) == ["carla", "ben", "anna"]
    assert names(world, DirectoryOrder.ACTIVE) == ["anna", "ben"]
    assert names(world, DirectoryOrder.NEW, offset=1, limit=1) == ["ben"]
    assert names(world, DirectoryOrder.NEW, limit=-1) == ["carla"]
    assert names(world, DirectoryOrder.NEW, limit=10**9) == ["carla", "ben", "anna"]
    for nowhere in (-1, LAST_OFFSET + 1, 2**70):
        assert names(world, DirectoryOrder.NEW, offset=nowhere) == []
    world.mute(carla, ben)
    assert names(world, DirectoryOrder.ACTIVE, carla.id) == ["anna"]


def test_whom_friends_follow_is_suggested_until_one_does_not_want_it(world: ActionWorld) -> None:
    anna, ben, carla, dora = (world.account(name) for name in ("anna", "ben", "carla", "dora"))
    world.follow(anna, ben)
    world.follow(ben, carla)
    world.follow(ben, dora)
    assert suggested(world, anna.id) == ["dora", "carla"]
    assert suggested(world, anna.id, limit=0) == ["dora"]
    for _ in range(2):
        world.do(DismissSuggestion)(account_id=anna.id, target="dora")
    assert suggested(world, anna.id) == ["carla"]
    assert suggested(world, carla.id) == []


def test_who_cannot_be_dismissed(world: ActionWorld) -> None:
    anna = world.account("anna")
    world.account("ben")
    world.account("gone", AccountState.DELETED)
    with pytest.raises(Gone):
        world.do(DismissSuggestion)(account_id=anna.id, target="gone")
    with world.unit_of_work() as uow:
        for number in range(MAX_DISMISSED):
            uow.suggestions.dismiss(DismissedSuggestion(anna.id, 1000 + number))
        uow.commit()
    with pytest.raises(ValidationError, match="account: too_many"):
        world.do(DismissSuggestion)(account_id=anna.id, target="ben")
    assert len(world.rows.dismissals) == MAX_DISMISSED
