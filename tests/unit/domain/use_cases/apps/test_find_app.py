import pytest

from microblog.domain.model.errors import NotFound
from microblog.domain.use_cases.apps.find_app import AuthenticateApp, FindApp, ReadApp
from microblog.domain.use_cases.apps.register_app import RegisterApp
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.apps.apps import CALLBACK


def test_an_app_is_known_by_its_name_and_its_secret(world: ActionWorld) -> None:
    registered, other = (world.do(RegisterApp)(name=name, redirect_uris=[CALLBACK]) for name in ("One", "Other"))
    app = registered.app
    assert world.do(FindApp)(client_id=app.client_id) == app
    assert world.do(ReadApp)(app_id=app.id) == app
    assert world.do(AuthenticateApp)(client_id=app.client_id, secret=registered.secret) == app
    for wrong in (other.secret, "", registered.secret.upper(), registered.secret + " ", "\0"):
        assert world.do(AuthenticateApp)(client_id=app.client_id, secret=wrong) is None


@pytest.mark.parametrize("client_id", ["", "nobody", "\0", "\ufffe", "a" * 201])
def test_nobody_is_no_app(world: ActionWorld, client_id: str) -> None:
    assert world.do(FindApp)(client_id=client_id) is None
    assert world.do(AuthenticateApp)(client_id=client_id, secret="") is None


def test_an_app_that_was_removed_cannot_be_read(world: ActionWorld) -> None:
    with pytest.raises(NotFound):
        world.do(ReadApp)(app_id=1)
