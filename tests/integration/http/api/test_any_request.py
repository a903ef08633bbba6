"""Requests that Schemathesis makes up from the API's description, fitting and not: no 5xx, and no undescribed answer.

With the token of somebody who may do everything; what needs another kind of caller is in `test_matrix.py`.
"""

import os
from functools import cache
from typing import Any

import pytest
import schemathesis
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from microblog.adapters.web.flask_binding import bind_flask
from microblog.domain.model.account import Role
from microblog.domain.use_cases.posts.publish_post import PublishPost
from tests.integration.http.api.conftest import ALL_SCOPES, signed_up
from tests.integration.http.api.test_matrix import ROUTES
from tests.integration.http.site.whole_site import whole_site

MORE = os.environ.get("MICROBLOG_TEST_EXAMPLES", "")
"""How many requests for each operation, other ones at each run; without it a few, always the same."""
CHECKS = [not_a_server_error, status_code_conformance, content_type_conformance, response_schema_conformance]
OPERATIONS = [(route.method, route.path.replace("<int:", "{").replace("<", "{").replace(">", "}")) for route in ROUTES]


@cache
def _served() -> tuple[Any, str, dict[str, str]]:
    """The description, a token, and what to put for an id in a path so that there is such a thing."""
    site = whole_site()
    ada, token = signed_up(site, "ada", ALL_SCOPES, Role.OWNER)
    other, _ = signed_up(site, "bruno", ALL_SCOPES)
    publish: PublishPost = site.make(PublishPost)
    mine = publish(author_id=int(ada), text="Hello")
    publish(author_id=int(other), text="@ada Hello", in_reply_to_id=mine.id)
    known = {"statuses": str(mine.id), "accounts": other, "follow_requests": other}
    return schemathesis.openapi.from_wsgi("/api/openapi.json", bind_flask(site.application)), token, known


@pytest.mark.parametrize(("method", "path"), OPERATIONS, ids=[f"{method} {path}" for method, path in OPERATIONS])
def test_whatever_is_asked_is_answered_as_described(method: str, path: str) -> None:
    schema, token, known = _served()
    operation = schema[path][method]
    cases = st.one_of(*(operation.as_strategy(generation_mode=mode) for mode in GenerationMode))

    @given(case=cases, known_id=st.booleans())
    @settings(
        max_examples=int(MORE or 8),
        derandomize=not MORE,
        phases=[Phase.explicit, Phase.generate],
        suppress_health_check=list(HealthCheck),
        database=None,
    )
    def ask(case: "Case[Any]", *, known_id: bool) -> None:
        topic = path.split("/")[3:4]
        if known_id and "{id}" in path and topic[0] in known:
            case.path_parameters["id"] = known[topic[0]]
        case.call_and_validate(headers={"Authorization": f"Bearer {token}", "Host": "localhost"}, checks=CHECKS)

    ask()


def test_every_operation_is_asked() -> None:
    described = {(method.upper(), path) for path in _served()[0] for method in _served()[0][path]}
    assert described == set(OPERATIONS)
