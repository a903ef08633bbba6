"""The web application on Flask (WSGI)."""

from typing import TYPE_CHECKING

from flask import Flask, request
from flask import Response as FlaskResponse
from flask.typing import RouteCallable
from werkzeug.datastructures import Headers
from werkzeug.exceptions import HTTPException, MethodNotAllowed

from microblog.adapters.web.application import Application
from microblog.adapters.web.arrival import Arrival
from microblog.adapters.web.bodies import body_length, whole
from microblog.adapters.web.errors import HttpError
from microblog.adapters.web.path_matching import MatchingRule, prepare
from microblog.adapters.web.response import Response
from microblog.adapters.web.route import Route

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment


class _Answer(FlaskResponse):
    default_mimetype = None  # an answer has a Content-Type when the handler gives it one

    def get_wsgi_headers(self, environ: "WSGIEnvironment") -> Headers:  # noqa: ARG002 - the same for every request
        return self.headers  # `_given` has said all that werkzeug would look for, one header after the other


def bind_flask(application: Application) -> Flask:
    """A Flask application that answers every route of ours. It has no sessions, templates or static files."""
    app = Flask("microblog", static_folder=None, template_folder=None)
    app.url_rule_class = MatchingRule
    prepare(app.url_map)
    for route in application.routes:
        view = _view(application, route)
        app.add_url_rule(route.path, route.name, view, methods=[route.method], provide_automatic_options=False)

    def refuse(error: HTTPException) -> FlaskResponse:
        allow = tuple(error.valid_methods or ()) if isinstance(error, MethodNotAllowed) else ()
        return _given(application.handle_unmatched(_arrival(b""), error.code or 400, allow))

    app.register_error_handler(HTTPException, refuse)
    return app


def _view(application: Application, route: Route) -> RouteCallable:
    def view(**_: object) -> FlaskResponse:
        try:
            body = _body(route.body_limit)
        except HttpError as error:
            return _given(application.handle_refused_body(route, _arrival(b""), error))
        return _given(application.handle(route, _arrival(body)))

    return view


def _body(limit: int) -> bytes:
    headers = request.headers
    length = body_length(headers.get("Transfer-Encoding"), headers.get("Content-Length"), limit)
    return whole(request.environ["wsgi.input"].read(length), length) if length else b""


def _arrival(body: bytes) -> Arrival:
    return Arrival(
        method=request.method,
        path=request.path,
        query_string=request.query_string,
        headers=tuple(request.headers.items()),
        peer=request.remote_addr or "",
        scheme=request.scheme,
        path_params=request.view_args or {},
        body=body,
    )


def _given(response: Response) -> FlaskResponse:
    is_head = request.method == "HEAD"
    answer = _Answer(b"" if is_head else response.body, response.status, list(response.headers))
    if response.status in (204, 304):
        answer.headers.pop("Content-Length", None)
    elif is_head:
        answer.headers["Content-Length"] = str(len(response.body))
    return answer
