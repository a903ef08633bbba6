import logging
from collections.abc import Iterator
from contextlib import contextmanager

import pytest
from attrs import evolve

from microblog.adapters.web.access import Access
from microblog.adapters.web.application import Application
from microblog.adapters.web.arrival import Arrival
from microblog.adapters.web.error_renderers import ErrorRenderer, text_error
from microblog.adapters.web.errors import Problem
from microblog.adapters.web.gates.access import CheckAccess
from microblog.adapters.web.mastodon_api.problems import ApiProblems
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.route import Family, Route
from microblog.adapters.web.route_table import RouteTable
from microblog.domain.model.errors import (
    AuthenticationRequired,
    Conflict,
    Gone,
    NotFound,
    NotPermitted,
    StorageUnavailable,
    TooManyRequests,
    ValidationError,
)


def _bad_name(_: Request) -> Response:
    raise ValidationError("name", "too_long", {"limit": 30})


def _no_page(_: Request, __: Problem) -> Response:
    raise ZeroDivisionError


ROUTE = Route("GET", "/", _bad_name, Access.ANYONE, "home", family=Family.API)
ARRIVAL = Arrival("GET", "/", b"", (("Host", "localhost"),), "127.0.0.1", "https")
RENDERERS: dict[Family, ErrorRenderer] = {Family.SITE: text_error, Family.API: ApiProblems()}


def test_an_application_that_checks_no_access_cannot_be_built() -> None:
    with pytest.raises(ValueError, match="CheckAccess"):
        Application(RouteTable(()), (), RENDERERS)


def test_the_api_says_which_field_broke_which_rule() -> None:
    response = Application(RouteTable((ROUTE,)), (CheckAccess(),), RENDERERS).handle(ROUTE, ARRIVAL)
    assert response.status == 422
    assert b"name: This is too long: at most 30 characters are allowed." in response.body
    assert b'"details":{"name":[{"error":"ERR_TOO_LONG",' in response.body


@pytest.mark.parametrize(
    ("error", "status", "retry_after"),
    [
        (AuthenticationRequired(), 401, None),
        (NotPermitted("closed"), 403, None),
        (NotFound(), 404, None),
        (Conflict(), 409, None),
        (Gone(), 410, None),
        (TooManyRequests(7), 429, "7"),
        (StorageUnavailable(5), 503, "5"),
        (ZeroDivisionError(), 500, None),
    ],
)
def test_every_error_has_its_answer(error: Exception, status: int, retry_after: str | None) -> None:
    def fail(_: Request) -> Response:
        raise error

    for family in Family:
        route = evolve(ROUTE, handler=fail, family=family)
        response = Application(RouteTable((route,)), (CheckAccess(),), RENDERERS).handle(route, ARRIVAL)
        # To apps what was deleted counts as not found.
        wanted = 404 if (family, status) == (Family.API, 410) else status
        assert (response.status, response.header("Retry-After")) == (wanted, retry_after)


def test_a_broken_error_page_is_answered_in_plain_text(caplog: pytest.LogCaptureFixture) -> None:
    application = Application(RouteTable((ROUTE,)), (CheckAccess(),), {Family.API: _no_page})
    with caplog.at_level(logging.ERROR):
        response = application.handle(ROUTE, ARRIVAL)
    assert (response.status, response.body) == (422, b"422 Unprocessable Entity\n")
    assert "the error page failed" in caplog.text


def test_https_is_remembered_only_where_it_is_spoken() -> None:
    response = Application(RouteTable((ROUTE,)), (CheckAccess(),), RENDERERS).handle(ROUTE, ARRIVAL)
    assert response.header("Strict-Transport-Security") == "max-age=31536000"


def test_the_log_context_spans_the_handler() -> None:
    seen: list[str] = []

    @contextmanager
    def context(request_id: str) -> Iterator[None]:
        seen.append(request_id)
        yield
        seen.append("left")

    application = Application(RouteTable((ROUTE,)), (CheckAccess(),), RENDERERS, log_context=context)
    response = application.handle(ROUTE, ARRIVAL)
    assert seen == [response.header("X-Request-Id"), "left"]
