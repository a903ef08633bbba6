from datetime import timedelta

import pytest

from microblog.domain.model.errors import NotFound
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from microblog.domain.use_cases.apps.authorized_apps import AuthorizedApp, ListAuthorizedApps, RevokeApp
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.apps.apps import app, code, tokens


def test_each_app_stands_there_once_with_all_that_it_may(world: ActionWorld) -> None:
    anna, client, other = world.account("anna"), app(world), app(world, name="Other")
    began = world.clock()
    first = tokens(world, client, anna, scopes="write:media")
    world.clock.move(timedelta(hours=2))
    tokens(world, other, anna)
    tokens(world, client, anna, scopes="read")
    tokens(world, other, world.account("ben"))
    world.clock.move(timedelta(hours=2))
    world.do(AuthenticateBearer)(secret=first.access_token)
    now = world.clock()
    assert world.do(ListAuthorizedApps)(account_id=anna.id) == [
        AuthorizedApp(client, ("read", "write:media"), began, now, gets_push=False),
        AuthorizedApp(other, ("read",), now - timedelta(hours=2), now - timedelta(hours=2), gets_push=False),
    ]


def test_revoking_ends_all_that_one_allowed_it_and_nothing_else(world: ActionWorld) -> None:
    anna, ben, client, other = world.account("anna"), world.account("ben"), app(world), app(world, name="Other")
    gone = [tokens(world, client, anna).access_token for _ in range(2)]
    kept = [tokens(world, other, anna).access_token, tokens(world, client, ben).access_token]
    code(world, client, anna)
    world.do(RevokeApp)(account_id=anna.id, app_id=client.id)
    assert [world.do(AuthenticateBearer)(secret=token) for token in gone] == [None, None]
    assert all(world.do(AuthenticateBearer)(secret=token) for token in kept)
    assert [one.app for one in world.do(ListAuthorizedApps)(account_id=anna.id)] == [other]
    assert all(one.grant_id is not None for one in world.rows.authorization_codes.values())


def test_what_one_does_not_allow_cannot_be_revoked(world: ActionWorld) -> None:
    anna, ben, client = world.account("anna"), world.account("ben"), app(world)
    tokens(world, client, ben)
    for app_id in (client.id, -1, 2**63):
        with pytest.raises(NotFound):
            world.do(RevokeApp)(account_id=anna.id, app_id=app_id)
    assert len(world.rows.grants) == 1
