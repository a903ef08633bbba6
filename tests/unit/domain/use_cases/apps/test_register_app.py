from typing import Any

import pytest

from microblog.domain.model.app import OUT_OF_BAND
from microblog.domain.model.errors import ValidationError
from microblog.domain.use_cases.apps.register_app import RegisterApp
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.apps.apps import CALLBACK


def test_an_app_is_kept_and_its_secret_is_not(world: ActionWorld) -> None:
    registered = world.do(RegisterApp)(
        name=" My app ",
        redirect_uris=[CALLBACK, OUT_OF_BAND, CALLBACK],
        scopes="push read",
        website="https://app.example",
    )
    app = registered.app
    assert world.rows.apps == {app.id: app}
    assert (app.name, app.website, app.created_at) == ("My app", "https://app.example", world.clock())
    assert app.redirect_uris == (CALLBACK, OUT_OF_BAND)
    assert app.scopes == ("read", "push")
    assert app.secret_hash == world.secrets.hash(registered.secret)
    assert registered.secret not in (app.client_id, str(app.secret_hash))
    assert registered.secret not in repr(registered)


def test_without_scopes_or_a_website_it_may_read(world: ActionWorld) -> None:
    app = world.do(RegisterApp)(name="An app", redirect_uris=[OUT_OF_BAND]).app
    assert (app.scopes, app.website) == (("read",), "")


@pytest.mark.parametrize(
    ("what", "refused"),
    [
        ({"name": " "}, "client_name: required"),
        ({"name": "\u200b\u2060\u3164 \u0301"}, "client_name: required"),
        ({"name": "a" * 61}, "client_name: too_long"),
        ({"name": "a\0"}, "client_name: control_character"),
        ({"redirect_uris": []}, "redirect_uris: required"),
        ({"redirect_uris": [CALLBACK, "javascript:x"]}, "redirect_uris: bad_redirect_uri"),
        ({"redirect_uris": [f"https://app.example/{n}" for n in range(11)]}, "redirect_uris: too_many"),
        ({"scopes": "read everything"}, "scopes: unknown_scope"),
        ({"website": "javascript:alert(1)"}, "website: bad_website"),
        ({"website": "https://"}, "website: bad_website"),
        ({"website": "https://a.example/ b"}, "website: bad_website"),
        ({"website": "https://a.example/" + "a" * 2000}, "website: too_long"),
    ],
)
def test_what_cannot_be_an_app_is_refused(world: ActionWorld, what: dict[str, Any], refused: str) -> None:
    with pytest.raises(ValidationError, match=refused):
        world.do(RegisterApp)(**{"name": "An app", "redirect_uris": [CALLBACK]} | what)
    assert world.rows.apps == {}
