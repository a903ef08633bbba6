from typing import Any

import pytest

from microblog.adapters.web.access import Access
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.route import Route
from microblog.adapters.web.route_table import RouteTable
from microblog.domain.model.account import Role


def _answer(_: Request) -> Response:
    return Response()


def _route(path: str, name: str = "it", **more: Any) -> Route:
    return Route("GET", path, _answer, Access.ANYONE, name, **more)


def test_a_route_without_an_access_rule_cannot_be_built() -> None:
    with pytest.raises(TypeError, match="access"):
        Route("GET", "/", _answer, name="it")  # type: ignore[call-arg]


@pytest.mark.parametrize("path", ["", "about", "/about/", "/<uuid:x>", "/<x", "/x>"])
def test_a_path_that_the_frameworks_would_read_otherwise_is_refused(path: str) -> None:
    with pytest.raises(ValueError, match=r"path|slash"):
        _route(path)


@pytest.mark.parametrize(
    ("name", "values", "url"),
    [
        ("post", {"username": "ann", "post_id": 2**63 - 1}, "/@ann/9223372036854775807"),
        ("post", {"username": "a b", "post_id": "12"}, "/@a%20b/12"),
        ("tag", {"tag": "grüße"}, "/tags/gr%C3%BC%C3%9Fe"),
        ("tag", {"tag": "x", "max_id": 5, "min_id": None}, "/tags/x?max_id=5"),
        ("tag", {"tag": "x", "name": "it"}, "/tags/x?name=it"),
        ("file", {"path": "css/main.css"}, "/static/css/main.css"),
        ("home", {"q": "a&b"}, "/?q=a%26b"),
    ],
)
def test_a_name_leads_back_to_its_path(name: str, values: dict[str, Any], url: str) -> None:
    table = RouteTable(
        (
            _route("/", "home"),
            _route("/@<username>/<int:post_id>", "post"),
            _route("/tags/<tag>", "tag"),
            _route("/static/<path:path>", "file"),
        )
    )
    assert table.url_for(name, **values) == url


@pytest.mark.parametrize("username", ["", "a/b"])
def test_a_value_that_would_change_the_path_is_refused(username: str) -> None:
    with pytest.raises(ValueError, match="username"):
        RouteTable((_route("/@<username>"),)).url_for("it", username=username)


@pytest.mark.parametrize("post_id", [-1, 2**63, "x"])
def test_an_identifier_outside_of_63_bits_has_no_url(post_id: int | str) -> None:
    with pytest.raises(ValueError, match=r"post_id|invalid literal"):
        RouteTable((_route("/<int:post_id>"),)).url_for("it", post_id=post_id)


def test_an_unknown_name_or_a_missing_value_is_an_error() -> None:
    table = RouteTable((_route("/@<username>"),))
    with pytest.raises(KeyError):
        table.url_for("other")
    with pytest.raises(KeyError):
        table.url_for("it")


def test_two_routes_that_shadow_each_other_are_refused() -> None:
    with pytest.raises(ValueError, match="name it"):
        RouteTable((_route("/a"), _route("/b")))
    with pytest.raises(ValueError, match="GET /<>"):
        RouteTable((_route("/<a>", "one"), _route("/<b>", "two")))


@pytest.mark.parametrize(
    ("access", "admitted"),
    [
        (Access.ANYONE, set(Role)),
        (Access.SIGNED_IN, set(Role)),
        (Access.MODERATOR, {Role.MODERATOR, Role.ADMIN, Role.OWNER}),
        (Access.ADMIN, {Role.ADMIN, Role.OWNER}),
        (Access.OWNER, {Role.OWNER}),
    ],
)
def test_a_role_includes_those_below_it(access: Access, admitted: set[Role]) -> None:
    assert {role for role in Role if access.admits(role)} == admitted
