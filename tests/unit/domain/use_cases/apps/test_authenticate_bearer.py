from datetime import timedelta

from microblog.domain.model.account import AccountState
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.apps.apps import app, tokens


def test_what_is_no_token_or_of_nobody_active_leads_nowhere(world: ActionWorld) -> None:
    anna = world.account("anna")
    issued = tokens(world, app(world), anna)
    for wrong in ("", "forged", "\0\ufffd", issued.access_token + " "):
        assert world.do(AuthenticateBearer)(secret=wrong) is None
    world.change_account(anna, state=AccountState.SUSPENDED)
    assert world.do(AuthenticateBearer)(secret=issued.access_token) is None
    world.change_account(anna, state=AccountState.ACTIVE)
    bearer = world.do(AuthenticateBearer)(secret=issued.access_token)
    assert bearer is not None
    assert bearer.viewer is not None
    assert (bearer.viewer.username, bearer.viewer.session_id) == ("anna", 0)


def test_use_is_noted_once_an_hour(world: ActionWorld) -> None:
    issued = tokens(world, app(world), world.account("anna"))
    began = world.clock()
    (grant_id,) = world.rows.grants
    world.clock.move(timedelta(hours=1))
    world.do(AuthenticateBearer)(secret=issued.access_token)
    assert world.rows.grants[grant_id].used_at == began
    world.clock.move(timedelta(seconds=1))
    world.do(AuthenticateBearer)(secret=issued.access_token)
    assert world.rows.grants[grant_id].used_at == world.clock()
