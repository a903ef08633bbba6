"""The web application on Quart (ASGI). Handlers are plain functions, so each runs in a worker thread."""

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor

from hypercorn.typing import ASGIReceiveCallable
from quart import Quart, Request, request
from quart import Response as QuartResponse
from quart.asgi import ASGIHTTPConnection
from quart.routing import QuartRule
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from microblog.adapters.web.application import Application
from microblog.adapters.web.arrival import Arrival
from microblog.adapters.web.bodies import body_length, whole
from microblog.adapters.web.errors import BadRequest, HttpError
from microblog.adapters.web.path_matching import MatchingRule, prepare
from microblog.adapters.web.response import Response
from microblog.adapters.web.route import DEFAULT_BODY_LIMIT, Route

_BODY_SECONDS = 30
"""How long a client may take to send a body, and as much longer as it has bytes:"""
_BYTES_A_SECOND = 256 * 1024


class _Answer(QuartResponse):
    default_mimetype = None  # type: ignore[assignment]  # the handler gives a Content-Type, or there is none


class _Rule(MatchingRule, QuartRule):
    """Quart's own, which tells websockets apart."""


class _Connection(ASGIHTTPConnection):
    """Leaves a body in chunks unread, which is refused: a broken one would end the connection before the answer."""

    async def handle_messages(self, request: Request, receive: ASGIReceiveCallable) -> None:
        if request.headers.get("Transfer-Encoding"):
            await asyncio.Event().wait()  # until the answer is out, when Quart cancels this
        await super().handle_messages(request, receive)


def bind_quart(application: Application, threads: int) -> Quart:
    """A Quart application that answers every route of ours, ``threads`` at a time."""
    app = Quart("microblog", static_folder=None, template_folder=None)
    app.asgi_http_class = _Connection
    # The most that Quart gathers of a body that nobody reads; each route's own limit is kept in its view.
    app.config["MAX_CONTENT_LENGTH"] = max((r.body_limit for r in application.routes), default=DEFAULT_BODY_LIMIT)
    app.url_rule_class = _Rule
    prepare(app.url_map)
    workers = ThreadPoolExecutor(threads, thread_name_prefix="web")
    for route in application.routes:
        view = _view(application, route, workers)
        app.add_url_rule(route.path, route.name, view, methods=[route.method], provide_automatic_options=False)

    async def refuse(error: HTTPException) -> QuartResponse:
        allow = tuple(error.valid_methods or ()) if isinstance(error, MethodNotAllowed) else ()
        arrival = _arrival(b"")
        loop = asyncio.get_running_loop()
        return _given(
            await loop.run_in_executor(workers, application.handle_unmatched, arrival, error.code or 400, allow)
        )

    async def end_workers() -> None:
        workers.shutdown()

    app.register_error_handler(HTTPException, refuse)
    app.after_serving(end_workers)
    return app


def _view(
    application: Application, route: Route, workers: ThreadPoolExecutor
) -> Callable[..., Awaitable[QuartResponse]]:
    async def view(**_: object) -> QuartResponse:
        loop = asyncio.get_running_loop()
        try:
            body = await _body(route.body_limit)
        except HttpError as error:
            refuse = application.handle_refused_body
            return _given(await loop.run_in_executor(workers, refuse, route, _arrival(b""), error))
        return _given(await loop.run_in_executor(workers, application.handle, route, _arrival(body)))

    return view


async def _body(limit: int) -> bytes:
    headers = request.headers
    length = body_length(headers.get("Transfer-Encoding"), headers.get("Content-Length"), limit)
    if not length:
        return b""
    try:
        async with asyncio.timeout(_BODY_SECONDS + length / _BYTES_A_SECOND):
            return whole(await request.body, length)
    except TimeoutError as error:
        raise BadRequest("body_too_slow") from error


def _arrival(body: bytes) -> Arrival:
    client = request.scope.get("client")
    return Arrival(
        method=request.method,
        path=request.path,
        query_string=request.query_string,
        headers=tuple((name.decode("latin-1"), value.decode("latin-1")) for name, value in request.scope["headers"]),
        peer=str(client[0]) if client else "",
        scheme=request.scheme,
        path_params=request.view_args or {},
        body=body,
    )


def _given(response: Response) -> QuartResponse:
    is_head = request.method == "HEAD"
    answer = _Answer(b"" if is_head else response.body, response.status, Headers(response.headers))
    if response.status in (204, 304):
        answer.headers.pop("Content-Length", None)
    elif is_head:
        answer.headers["Content-Length"] = str(len(response.body))
    return answer
