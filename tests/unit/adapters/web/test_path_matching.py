"""The rules of both frameworks' routers."""

import pytest
from flask import Flask
from werkzeug.routing import Map

from microblog.adapters.web.path_matching import MatchingRule, prepare


def test_a_rule_finds_its_route_and_makes_no_path() -> None:
    paths = Map()
    prepare(paths)
    paths.add(MatchingRule("/@<username>/<int:post_id>", endpoint="post"))
    adapter = paths.bind("blog.example")
    assert adapter.match("/@anna/12") == adapter.match("/@anna/12/") == ("post", {"username": "anna", "post_id": 12})
    with pytest.raises(TypeError, match=r"/@<username>/<int:post_id>: paths are made by RouteTable\.url_for"):
        adapter.build("post", {"username": "anna", "post_id": 12})


def test_frameworks_take_the_rule_that_they_are_told() -> None:
    app = Flask("test", static_folder=None)
    app.url_rule_class = MatchingRule
    app.add_url_rule("/", "home")
    assert [type(rule) for rule in app.url_map.iter_rules()] == [MatchingRule]
