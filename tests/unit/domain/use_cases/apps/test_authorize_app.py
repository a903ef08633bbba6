from datetime import timedelta
from typing import Any

import pytest

from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.app import OUT_OF_BAND
from microblog.domain.model.errors import Gone, NotFound, ValidationError
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.apps.authorize_app import AuthorizeApp
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.apps.apps import CALLBACK, CHALLENGE, app, code


def test_consent_is_kept_under_the_hash_of_a_code(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world)
    secret = code(world, client, anna, scopes="write:statuses read", challenge=CHALLENGE)
    kept = world.rows.authorization_codes[world.secrets.hash(secret)]
    assert (kept.app_id, kept.account_id, kept.redirect_uri) == (client.id, anna.id, CALLBACK)
    assert (kept.scopes, kept.challenge, kept.grant_id) == (("read", "write:statuses"), CHALLENGE, None)
    assert kept.expires_at == world.clock() + timedelta(minutes=10)
    assert world.rows.grants == {}


def test_without_scopes_it_is_about_reading(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world, redirect_uris=[CALLBACK, OUT_OF_BAND])
    code(world, client, anna, redirect_uri=OUT_OF_BAND, scopes="")
    (kept,) = world.rows.authorization_codes.values()
    assert (kept.scopes, kept.redirect_uri, kept.challenge) == (("read",), OUT_OF_BAND, "")


@pytest.mark.parametrize(
    ("what", "refused"),
    [
        ({"client_id": "nobody"}, "client_id: unknown"),
        ({"redirect_uri": CALLBACK + "/"}, "redirect_uri: not_registered"),
        ({"redirect_uri": ""}, "redirect_uri: not_registered"),
        ({"scopes": "read follow"}, "scope: not_registered"),
        ({"scopes": "admin:read"}, "scope: not_registered"),
        ({"scopes": "everything"}, "scope: unknown_scope"),
        ({"challenge": CHALLENGE + "A"}, "code_challenge: invalid"),
    ],
)
def test_an_app_gets_no_more_than_it_registered_for(world: ActionWorld, what: dict[str, Any], refused: str) -> None:
    anna, client = world.account("anna"), app(world)
    asked = {"client_id": client.client_id, "redirect_uri": CALLBACK, "scopes": "read"} | what
    with pytest.raises(ValidationError, match=refused):
        world.do(AuthorizeApp)(account_id=anna.id, **asked)
    assert world.rows.authorization_codes == {}


@pytest.mark.parametrize(("role", "granted"), [(Role.USER, ("read",)), (Role.MODERATOR, ("read", "admin:read"))])
def test_only_who_runs_the_server_lets_an_app_run_it(world: ActionWorld, role: Role, granted: tuple[str, ...]) -> None:
    anna, client = world.account("anna"), app(world, scopes="read admin:read")
    world.do(ChangeRole)(target=anna.id, role=role)
    code(world, client, anna, scopes="admin:read read")
    (kept,) = world.rows.authorization_codes.values()
    assert kept.scopes == granted


def test_an_app_that_wants_nothing_else_is_let_do_nothing(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world, scopes="admin:read")
    with pytest.raises(ValidationError, match="scope: not_granted"):
        code(world, client, anna, scopes="admin:read")
    assert world.rows.authorization_codes == {}


@pytest.mark.parametrize(("state", "error"), [(AccountState.SUSPENDED, NotFound), (AccountState.DELETED, Gone)])
def test_who_is_not_active_lets_nobody_in(world: ActionWorld, state: AccountState, error: type[Exception]) -> None:
    anna, client = world.account("anna", state), app(world)
    with pytest.raises(error):
        code(world, client, anna)
    assert world.rows.authorization_codes == {}
