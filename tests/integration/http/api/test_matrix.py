"""Every route of the API by every kind of token, made of the route table: nothing is reachable by oversight."""

import re
from collections.abc import Callable, Iterator

from microblog.adapters.web.access import Access
from microblog.adapters.web.route import Family, Route
from microblog.domain.model.account import Role
from microblog.domain.model.scopes import SCOPES, allows
from microblog.ports.unit_of_work import UnitOfWorkFactory
from tests.integration.http.api.apps import ApiApp
from tests.integration.http.site.whole_site import WholeSite, whole_site

ROUTES = [route for route in whole_site().application.routes if route.family is Family.API and route.answer is not None]
NO_SUCH_ID = "404404404"


def path_of(route: Route) -> str:
    return re.sub(r"<[a-z:_]+>", lambda match: NO_SUCH_ID if "int:" in match[0] else "nothing", route.path)


def ask(app: ApiApp, route: Route) -> int:
    return app.send(route.method, path_of(route)).status


def test_without_a_token_only_what_is_for_anybody_is_answered(stranger: ApiApp) -> None:
    for route in ROUTES:
        answer = stranger.send(route.method, path_of(route))
        assert (answer.status == 401) is (route.access is not Access.ANYONE), route.name
        assert answer.header("WWW-Authenticate") == ("Bearer" if answer.status == 401 else None), route.name


def test_a_token_that_is_none_is_told_so_everywhere(stranger: ApiApp) -> None:
    stranger.token = "nobody-ever-issued-this"
    untold = set()
    for route in ROUTES:
        answer = stranger.send(route.method, path_of(route))
        if not route.takes_token:
            untold.add(route.path)
            assert answer.json() != {"error": "The access token is invalid"}, route.name
            continue
        assert answer.status == 401, route.name
        assert answer.json() == {"error": "The access token is invalid"}, route.name
        assert answer.header("WWW-Authenticate") == 'Bearer error="invalid_token"', route.name
    # Where an app comes by its secret, often with a token that it has kept too long.
    assert untold == {"/api/v1/apps", "/oauth/token", "/oauth/revoke", "/.well-known/oauth-authorization-server"}


def test_an_app_that_acts_for_nobody_does_nothing_for_somebody(nobody: ApiApp) -> None:
    revoking = [route for route in ROUTES if route.path == "/oauth/revoke"]
    for route in [*(route for route in ROUTES if route not in revoking), *revoking]:
        answer = nobody.send(route.method, path_of(route))
        if isinstance(route.access.value, Role):
            assert answer.status == 422, route.name
            assert answer.json() == {"error": "This method requires an authenticated user"}, route.name
        else:
            assert answer.status not in (401, 403), route.name


def test_every_route_refuses_every_scope_that_is_not_its_own(newcomer: Callable[..., ApiApp]) -> None:
    apps = {scope: newcomer(f"p{number}", (scope,), Role.OWNER) for number, scope in enumerate(SCOPES[:-1])}
    for route, scope in _pairs():
        answer = apps[scope].send(route.method, path_of(route))
        if any(allows((scope,), wanted) for wanted in route.scopes) or not route.scopes:
            assert answer.status != 401, (route.name, scope)
            assert (answer.status == 403) is (route.path == "/api/v1/accounts"), (route.name, scope)  # has an account
        else:
            assert answer.status == 403, (route.name, scope)
            assert answer.json() == {"error": "This action is outside the authorized scopes"}


def test_every_route_admits_the_roles_that_it_says(newcomer: Callable[..., ApiApp]) -> None:
    asked = 0
    for role in Role:
        app = newcomer(role.value, role=role)
        for route in ROUTES:
            if route.access in (Access.MODERATOR, Access.ADMIN, Access.OWNER):
                # To somebody whose role is too small, the app was granted no such scope either.
                assert (ask(app, route) == 403) is not route.access.admits(role), (route.name, role)
                asked += 1
    assert asked > 0


def test_a_revoked_token_opens_nothing(ada: ApiApp, site: WholeSite) -> None:
    with site.parts[UnitOfWorkFactory]() as uow:
        uow.grants.remove_all(int(ada.account_id))
        uow.commit()
    assert {ask(ada, route) for route in ROUTES if route.takes_token} == {401}


def test_what_belongs_to_others_is_not_found(ada: ApiApp, bruno: ApiApp) -> None:
    status = ada.write("@bruno Hello", visibility="direct")
    notification = bruno.read("/api/v1/notifications")[0]
    ada.write("Nothing to do with it")
    eve = {"/api/v1/notifications": notification["id"], "/api/v1/statuses": status["id"]}
    stranger = bruno.without_token()
    for route in ROUTES:
        for prefix, id_ in eve.items():
            if route.path.startswith(f"{prefix}/<int:id>") and prefix == "/api/v1/notifications":
                path = route.path.replace("<int:id>", id_)
                assert ada.send(route.method, path).status == 404, route.name
            elif route.path.startswith(f"{prefix}/<int:id>"):
                path = route.path.replace("<int:id>", id_)
                assert stranger.send(route.method, path).status in (401, 404), route.name
    assert bruno.read(f"/api/v1/notifications/{notification['id']}")["status"]["id"] == status["id"]


def test_every_route_says_what_it_answers() -> None:
    silent = {
        route.name
        for route in whole_site().application.routes
        if route.family is Family.API and route.answer is None and route.name != "openapi"
    }
    assert silent == set()


def _pairs() -> Iterator[tuple[Route, str]]:
    return ((route, scope) for route in ROUTES for scope in SCOPES[:-1])
