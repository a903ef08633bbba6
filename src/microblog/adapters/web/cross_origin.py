"""What lets web apps of other origins use the API (https://fetch.spec.whatwg.org/#http-cors-protocol).

It is open to all of them: it takes no cookies, so nobody's browser can be misused by it.
"""

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response

_READABLE = "Link, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id"
PREFLIGHT = (
    ("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"),
    ("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key"),
    ("Access-Control-Max-Age", "86400"),  # seconds
)


def opened(request: Request, response: Response) -> Response:
    """The answer of the API with what browsers and caches need to know of it."""
    said = {name.lower() for name, _ in response.headers}
    private = request.grant is not None or not request.is_safe
    for name, value in (
        ("Access-Control-Allow-Origin", "*"),
        ("Access-Control-Expose-Headers", _READABLE),
        ("Cache-Control", "private, no-store" if private else "no-cache"),
        ("Vary", "Authorization"),
    ):
        if name.lower() not in said:
            response = response.with_header(name, value)
    return response
