from datetime import timedelta

import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from microblog.domain.use_cases.apps.refresh_tokens import RefreshTokens
from microblog.domain.use_cases.apps.token_issuer import IssuedTokens
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.apps.apps import app, tokens

OFFLINE = "read write offline_access"


def refresh_of(issued: IssuedTokens) -> str:
    assert issued.refresh_token is not None
    return issued.refresh_token


def test_old_tokens_become_new_ones_for_as_long_as_they_are_used(world: ActionWorld) -> None:
    client = app(world)
    first = tokens(world, client, world.account("anna"), scopes=OFFLINE)
    world.clock.move(timedelta(days=59))
    second = world.do(RefreshTokens)(app=client, refresh_token=refresh_of(first))
    world.clock.move(timedelta(days=59))
    third = world.do(RefreshTokens)(app=client, refresh_token=refresh_of(second), scopes="read")
    assert first.scopes == second.scopes == third.scopes
    assert len({one.access_token for one in (first, second, third)}) == 3
    assert world.do(AuthenticateBearer)(secret=first.access_token) is None
    assert world.do(AuthenticateBearer)(secret=third.access_token) is not None
    assert len(world.rows.grants) == 1
    world.clock.move(timedelta(days=60))
    with pytest.raises(ValidationError, match="refresh_token: invalid"):
        world.do(RefreshTokens)(app=client, refresh_token=refresh_of(third))


def test_a_second_use_revokes_all_that_came_of_the_first(world: ActionWorld) -> None:
    client = app(world)
    first = tokens(world, client, world.account("anna"), scopes=OFFLINE)
    second = world.do(RefreshTokens)(app=client, refresh_token=refresh_of(first))
    for _ in range(2):
        with pytest.raises(ValidationError, match="refresh_token: invalid"):
            world.do(RefreshTokens)(app=client, refresh_token=refresh_of(first))
    assert world.do(AuthenticateBearer)(secret=second.access_token) is None
    with pytest.raises(ValidationError, match="refresh_token: invalid"):
        world.do(RefreshTokens)(app=client, refresh_token=refresh_of(second))
    assert world.rows.grants == {}


def test_another_app_can_neither_use_it_nor_revoke_by_it(world: ActionWorld) -> None:
    client, thief = app(world), app(world, name="Thief")
    first = tokens(world, client, world.account("anna"), scopes=OFFLINE)
    second = world.do(RefreshTokens)(app=client, refresh_token=refresh_of(first))
    for stolen in (first, second):
        with pytest.raises(ValidationError, match="refresh_token: invalid"):
            world.do(RefreshTokens)(app=thief, refresh_token=refresh_of(stolen))
    assert world.do(AuthenticateBearer)(secret=second.access_token) is not None


def test_an_access_token_refreshes_nothing(world: ActionWorld) -> None:
    client = app(world)
    issued = tokens(world, client, world.account("anna"), scopes=OFFLINE)
    for wrong in (issued.access_token, "", "\0"):
        with pytest.raises(ValidationError, match="refresh_token: invalid"):
            world.do(RefreshTokens)(app=client, refresh_token=wrong)


@pytest.mark.parametrize(
    ("scopes", "refused"), [("read push", "scope: not_granted"), ("everything", "scope: unknown_scope")]
)
def test_one_cannot_get_more_than_was_granted(world: ActionWorld, scopes: str, refused: str) -> None:
    client = app(world, scopes=OFFLINE + " push")
    issued = tokens(world, client, world.account("anna"), scopes=OFFLINE)
    with pytest.raises(ValidationError, match=refused):
        world.do(RefreshTokens)(app=client, refresh_token=refresh_of(issued), scopes=scopes)
    assert world.do(RefreshTokens)(app=client, refresh_token=refresh_of(issued)).scopes == issued.scopes


def test_somebody_suspended_gets_none_until_they_are_back(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world)
    issued = tokens(world, client, anna, scopes=OFFLINE)
    world.change_account(anna, state=AccountState.SUSPENDED)
    with pytest.raises(ValidationError, match="refresh_token: invalid"):
        world.do(RefreshTokens)(app=client, refresh_token=refresh_of(issued))
    world.change_account(anna, state=AccountState.ACTIVE)
    assert world.do(RefreshTokens)(app=client, refresh_token=refresh_of(issued)).expires_at is not None
