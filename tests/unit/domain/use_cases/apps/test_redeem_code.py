from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState
from microblog.domain.model.app import TokenKind
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from microblog.domain.use_cases.apps.authorized_apps import RevokeApp
from microblog.domain.use_cases.apps.redeem_code import RedeemCode
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.apps.apps import CALLBACK, CHALLENGE, VERIFIER, app, code, tokens


def test_a_code_becomes_a_token_that_lives_until_it_is_revoked(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world)
    issued = tokens(world, client, anna, scopes="read write:media")
    (grant,) = world.rows.grants.values()
    assert (grant.app_id, grant.account_id, grant.scopes) == (client.id, anna.id, ("read", "write:media"))
    assert (issued.scopes, issued.refresh_token, issued.expires_at) == (grant.scopes, None, None)
    (kept,) = world.rows.app_tokens.values()
    assert (kept.token_hash, kept.kind) == (world.secrets.hash(issued.access_token), TokenKind.ACCESS)
    assert (kept.grant_id, kept.expires_at) == (grant.id, None)
    world.clock.move(timedelta(days=3650))
    bearer = world.do(AuthenticateBearer)(secret=issued.access_token)
    assert bearer is not None
    assert bearer.viewer is not None
    assert (bearer.viewer.account_id, bearer.grant.scopes) == (anna.id, grant.scopes)


def test_who_asks_for_offline_access_gets_short_tokens_to_refresh(world: ActionWorld) -> None:
    issued = tokens(world, app(world), world.account("anna"), scopes="read offline_access")
    assert issued.expires_at == world.clock() + timedelta(hours=2)
    assert issued.refresh_token is not None
    lives = {token.kind: token.expires_at for token in world.rows.app_tokens.values()}
    now = world.clock()
    assert lives == {TokenKind.ACCESS: now + timedelta(hours=2), TokenKind.REFRESH: now + timedelta(days=60)}
    assert issued.refresh_token not in repr(issued)
    assert issued.access_token not in repr(issued)
    world.clock.move(timedelta(hours=2))
    assert world.do(AuthenticateBearer)(secret=issued.access_token) is None
    assert world.do(AuthenticateBearer)(secret=issued.refresh_token) is None


def test_a_second_use_is_refused_and_revokes_what_came_of_the_first(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world)
    secret = code(world, client, anna)
    redeem = world.do(RedeemCode)
    issued = redeem(app=client, code=secret, redirect_uri=CALLBACK)
    kept = tokens(world, client, anna)
    world.clock.move(timedelta(days=1))  # it does not matter whether the code would work any more
    for _ in range(2):
        with pytest.raises(ValidationError, match="code: invalid"):
            redeem(app=client, code=secret, redirect_uri=CALLBACK)
    assert world.do(AuthenticateBearer)(secret=issued.access_token) is None
    assert world.do(AuthenticateBearer)(secret=kept.access_token) is not None


def test_another_app_can_neither_use_a_code_nor_revoke_by_it(world: ActionWorld) -> None:
    anna, client, thief = world.account("anna"), app(world), app(world, name="Thief")
    secret = code(world, client, anna)
    redeem = world.do(RedeemCode)
    with pytest.raises(ValidationError, match="code: invalid"):
        redeem(app=thief, code=secret, redirect_uri=CALLBACK)
    issued = redeem(app=client, code=secret, redirect_uri=CALLBACK)
    with pytest.raises(ValidationError, match="code: invalid"):
        redeem(app=thief, code=secret, redirect_uri=CALLBACK)
    assert world.do(AuthenticateBearer)(secret=issued.access_token) is not None


@pytest.mark.parametrize(
    ("challenge", "what"),
    [
        ("", {"code": "nothing"}),
        ("", {"code": "\0\ufffd"}),
        ("", {"redirect_uri": CALLBACK + "/"}),
        ("", {"redirect_uri": ""}),
        ("", {"verifier": VERIFIER}),  # somebody took the challenge away
        (CHALLENGE, {}),
        (CHALLENGE, {"verifier": ""}),
        (CHALLENGE, {"verifier": CHALLENGE}),  # as the method `plain` would have it
        (CHALLENGE, {"verifier": "w" * 43}),
    ],
)
def test_what_does_not_fit_gets_nothing_and_spends_nothing(
    world: ActionWorld, challenge: str, what: dict[str, Any]
) -> None:
    anna, client = world.account("anna"), app(world)
    secret = code(world, client, anna, challenge=challenge)
    with pytest.raises(ValidationError, match="code: invalid"):
        world.do(RedeemCode)(app=client, **{"code": secret, "redirect_uri": CALLBACK} | what)
    assert (world.rows.grants, world.rows.app_tokens) == ({}, {})
    verifier = VERIFIER if challenge else ""
    assert world.do(RedeemCode)(app=client, code=secret, redirect_uri=CALLBACK, verifier=verifier).scopes == ("read",)


def test_it_works_for_ten_minutes(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world)
    early, late = code(world, client, anna), code(world, client, anna)
    world.clock.move(timedelta(minutes=10) - timedelta(seconds=1))
    assert world.do(RedeemCode)(app=client, code=early, redirect_uri=CALLBACK)
    world.clock.move(timedelta(seconds=1))
    with pytest.raises(ValidationError, match="code: invalid"):
        world.do(RedeemCode)(app=client, code=late, redirect_uri=CALLBACK)


def test_what_was_revoked_meanwhile_stays_so(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world)
    tokens(world, client, anna)
    secret = code(world, client, anna)
    world.do(RevokeApp)(account_id=anna.id, app_id=client.id)
    with pytest.raises(ValidationError, match="code: invalid"):
        world.do(RedeemCode)(app=client, code=secret, redirect_uri=CALLBACK)


def test_a_code_of_somebody_suspended_waits_in_vain(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world)
    secret = code(world, client, anna)
    world.change_account(anna, state=AccountState.SUSPENDED)
    with pytest.raises(ValidationError, match="code: invalid"):
        world.do(RedeemCode)(app=client, code=secret, redirect_uri=CALLBACK)
    assert world.rows.grants == {}


def test_of_eight_at_once_one_gets_tokens(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world)
    secret = code(world, client, anna)

    def redeem(_: int) -> bool:
        try:
            world.do(RedeemCode)(app=client, code=secret, redirect_uri=CALLBACK)
        except ValidationError:
            return False
        return True

    with ThreadPoolExecutor(8) as threads:
        assert sum(threads.map(redeem, range(8))) == 1
    assert (world.rows.grants, world.rows.app_tokens) == ({}, {})  # the other seven were a second use


def test_a_spent_code_is_known_by_its_grant(world: ActionWorld) -> None:
    anna, client = world.account("anna"), app(world)
    secret = code(world, client, anna)
    before = world.rows.authorization_codes[world.secrets.hash(secret)]
    world.do(RedeemCode)(app=client, code=secret, redirect_uri=CALLBACK)
    (grant,) = world.rows.grants.values()
    assert world.rows.authorization_codes[world.secrets.hash(secret)] == evolve(before, grant_id=grant.id)
