import pytest

from microblog.domain.model.errors import NotPermitted
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from microblog.domain.use_cases.apps.issue_token import IssueAppToken
from microblog.domain.use_cases.apps.refresh_tokens import RefreshTokens
from microblog.domain.use_cases.apps.revoke_token import RevokeToken
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.apps.apps import app, tokens


@pytest.mark.parametrize("kind", ["access_token", "refresh_token"])
def test_with_either_token_the_whole_grant_goes_and_no_other(world: ActionWorld, kind: str) -> None:
    anna, client = world.account("anna"), app(world)
    given_back, kept = (tokens(world, client, anna, scopes="read offline_access") for _ in range(2))
    for _ in range(2):
        world.do(RevokeToken)(app=client, token=getattr(given_back, kind))
    assert world.do(AuthenticateBearer)(secret=given_back.access_token) is None
    assert world.do(AuthenticateBearer)(secret=kept.access_token) is not None
    assert len(world.rows.grants) == 1


def test_a_spent_refresh_token_still_stands_for_the_grant(world: ActionWorld) -> None:
    client = app(world)
    first = tokens(world, client, world.account("anna"), scopes="read offline_access")
    assert first.refresh_token is not None
    world.do(RefreshTokens)(app=client, refresh_token=first.refresh_token)
    world.do(RevokeToken)(app=client, token=first.refresh_token)
    assert world.rows.grants == {}


def test_the_apps_own_token_goes_likewise(world: ActionWorld) -> None:
    client = app(world)
    issued = world.do(IssueAppToken)(app=client)
    world.do(RevokeToken)(app=client, token=issued.access_token)
    assert world.rows.grants == {}


def test_another_apps_token_stays(world: ActionWorld) -> None:
    issued = tokens(world, app(world), world.account("anna"))
    other = app(world, name="Other")
    with pytest.raises(NotPermitted):
        world.do(RevokeToken)(app=other, token=issued.access_token)
    world.do(RevokeToken)(app=other, token="no token \0")
    assert world.do(AuthenticateBearer)(secret=issued.access_token) is not None
