"""The plain error answer: text, where nothing better is at hand.

The pages of the site are rendered in ``site/``, the JSON of the API in ``mastodon_api/``; they have this same shape.
"""

from collections.abc import Callable
from http import HTTPStatus

from microblog.adapters.web.errors import Problem
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response

ErrorRenderer = Callable[[Request, Problem], Response]
"""Turns a problem into an answer of that status (for a 401 a renderer may send a browser to the log-in page instead).

The application adds ``problem.headers`` and the security headers itself.
"""


def text_error(request: Request, problem: Problem) -> Response:
    """The reason phrase; for a 500 also the request id, by which the log has the rest."""
    reason = HTTPStatus(problem.status).phrase
    reference = f"\nRequest {request.request_id}" if problem.status >= HTTPStatus.INTERNAL_SERVER_ERROR else ""
    return Response.text(f"{problem.status} {reason}{reference}\n", problem.status)
