import pytest

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import Conflict, NotFound, ValidationError
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from microblog.domain.use_cases.apps.issue_token import IssueAppToken, IssueToken
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.apps.apps import app


def test_an_app_acts_as_nobody(world: ActionWorld) -> None:
    client = app(world)
    issued = world.do(IssueAppToken)(app=client, scopes="write offline_access")
    assert (issued.scopes, issued.refresh_token, issued.expires_at) == (("write",), None, None)
    bearer = world.do(AuthenticateBearer)(secret=issued.access_token)
    assert bearer is not None
    assert (bearer.viewer, bearer.grant.app_id, bearer.grant.account_id) == (None, client.id, None)
    assert world.do(IssueAppToken)(app=client).scopes == ("read",)


@pytest.mark.parametrize(("scopes", "code"), [("push", "not_registered"), ("everything", "unknown_scope")])
def test_but_for_no_more_than_it_registered_for(world: ActionWorld, scopes: str, code: str) -> None:
    with pytest.raises(ValidationError, match=f"scope: {code}"):
        world.do(IssueAppToken)(app=app(world), scopes=scopes)
    assert world.rows.grants == {}


def test_who_signs_up_through_an_app_is_in_as_soon_as_they_are_let_in(world: ActionWorld) -> None:
    client, anna = app(world), world.account("anna", AccountState.UNCONFIRMED)
    issued = world.do(IssueToken)(app_id=client.id, account_id=anna.id, scopes=("read", "write"))
    assert world.do(AuthenticateBearer)(secret=issued.access_token) is None
    world.change_account(anna, state=AccountState.ACTIVE)
    bearer = world.do(AuthenticateBearer)(secret=issued.access_token)
    assert bearer is not None
    assert bearer.viewer is not None
    assert (bearer.viewer.account_id, bearer.grant.scopes) == (anna.id, ("read", "write"))


def test_nobody_and_no_app_get_none(world: ActionWorld) -> None:
    client, gone = app(world), world.account("gone", AccountState.DELETED)
    for account_id in (gone.id, 10**6, -1):
        with pytest.raises(NotFound):
            world.do(IssueToken)(app_id=client.id, account_id=account_id, scopes=("read",))
    with pytest.raises(Conflict):
        world.do(IssueToken)(app_id=10**6, account_id=world.account("anna").id, scopes=("read",))
