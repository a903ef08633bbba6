"""What happens to every request between the framework and the handler."""

import logging
import re
import time
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager, nullcontext
from http import HTTPStatus

from attrs import evolve, frozen

from microblog.adapters.web.access import Access
from microblog.adapters.web.arrival import Arrival
from microblog.adapters.web.cross_origin import PREFLIGHT, opened
from microblog.adapters.web.error_renderers import ErrorRenderer, text_error
from microblog.adapters.web.errors import (
    BadRequest,
    HttpError,
    MethodNotAllowed,
    PathNotFound,
    problem_of,
)
from microblog.adapters.web.forms import read_form
from microblog.adapters.web.gates.access import CheckAccess
from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.route import Family, Handler, Route
from microblog.adapters.web.route_table import RouteTable
from microblog.adapters.web.security_headers import guarded
from microblog.domain.model.errors import StorageUnavailable

logger = logging.getLogger(__name__)

_BAD_PATH = re.compile("[\x00-\x1f\x7f\ufffd\ud800-\udfff]")
"""What no path of ours holds: controls, and what was no UTF-8 (servers differ in how they hand that over)."""


def _handler_alone(route: Route, request: Request) -> Response:
    return route.handler(request)


@frozen
class Application:
    """The whole web application without a framework. Called from many threads at once; holds no state.

    Raises ``ValueError`` when the gates lack the one that keeps the routes' access rules.
    """

    routes: RouteTable
    gates: tuple[Gate, ...]
    """In the order in which a request passes them; ``gates/__init__.py`` says which order is sound."""
    error_renderers: Mapping[Family, ErrorRenderer]
    api_prefixes: tuple[str, ...] = ("/api/", "/oauth/", "/.well-known/", "/nodeinfo/")
    """Under which an unknown path is answered as the API answers."""
    run_handler: Callable[[Route, Request], Response] = _handler_alone
    """Calls the route's handler, in whatever has to be around it."""
    log_context: Callable[[str], AbstractContextManager[object]] = nullcontext
    """Puts the request id on every line that is logged within."""

    def __attrs_post_init__(self) -> None:
        if not any(isinstance(gate, CheckAccess) for gate in self.gates):
            raise ValueError("without the CheckAccess gate no route's access rule is kept")

    def handle(self, route: Route, arrival: Arrival) -> Response:
        """Answer a request that matched ``route``."""
        request = arrival.request()
        if _BAD_PATH.search(arrival.path):
            route = evolve(route, handler=_refusing(PathNotFound("not_found")), csrf=False)
        with self.log_context(request.request_id):
            started = time.perf_counter()
            response = self._answer(route, request)
            took = round((time.perf_counter() - started) * 1000, 1)
            # The route's name and not the path: paths can hold one-time tokens.
            facts = {"method": request.method, "route": route.name, "status": response.status, "ms": took}
            logger.info("request", extra=facts)
            return response

    def handle_refused_body(self, route: Route, arrival: Arrival, error: HttpError) -> Response:
        """Answer a request whose body the binding did not read, or not to its end."""
        return self.handle(evolve(route, handler=_refusing(error), csrf=False), arrival)

    def handle_unmatched(self, arrival: Arrival, status: int, allow: tuple[str, ...] = ()) -> Response:
        """Answer a request that has no route: 404, 405 (``allow`` is what the path does take), else 400.

        ``OPTIONS`` on a path that exists is answered 204 with ``Allow``.
        """
        methods = (("Allow", ", ".join(sorted({*allow, "OPTIONS"}))),)
        family = Family.API if arrival.path.startswith(self.api_prefixes) else Family.SITE
        handler: Handler
        match status, arrival.method:
            case HTTPStatus.METHOD_NOT_ALLOWED, "OPTIONS":
                handler = _answering(Response(204, methods + (PREFLIGHT if family is Family.API else ())))
            case HTTPStatus.METHOD_NOT_ALLOWED, _:
                handler = _refusing(MethodNotAllowed("method_not_allowed", methods))
            case HTTPStatus.NOT_FOUND, _:
                handler = _refusing(PathNotFound("not_found"))
            case _:
                handler = _refusing(BadRequest("bad_request"))
        # Through the same gates: an error page knows its reader's language and name as every other page does.
        route = Route("GET", "/", handler, Access.ANYONE, name="unmatched", csrf=False, family=family)
        return self.handle(route, arrival)

    def _answer(self, route: Route, request: Request) -> Response:
        try:
            read_form(request)
            for gate in self.gates:
                gate(route, request)
            response = self.run_handler(route, request)
        except Exception as error:  # noqa: BLE001 - the one table decides, and logs what it does not know
            response = self._error(route, request, error)
        headers = response.headers
        if route.family is Family.API:
            headers = opened(request, headers)
        return Response(response.status, guarded(request, headers, has_form=route.anonymous_form), response.body)

    def _error(self, route: Route, request: Request, error: Exception) -> Response:
        problem = problem_of(error)
        if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            facts = {"route": route.name}
            if isinstance(error, StorageUnavailable):
                facts["reason"] = error.reason
            logger.error(problem.code, exc_info=error, extra=facts)
        try:
            response = self.error_renderers[route.family](request, problem)
        except Exception:
            logger.exception("the error page failed", extra={"route": route.name})
            response = text_error(request, problem)
        return evolve(response, headers=(*response.headers, *problem.headers))


def _refusing(error: Exception) -> Handler:
    def refuse(_: Request) -> Response:
        raise error

    return refuse


def _answering(response: Response) -> Handler:
    return lambda _: response
