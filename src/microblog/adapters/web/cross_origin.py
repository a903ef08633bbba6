"""What lets web apps of other origins use the API (https://fetch.spec.whatwg.org/#http-cors-protocol).

It is open to all of them: it takes no cookies, so nobody's browser can be misused by it.
"""

from microblog.adapters.web.request import Request

_READABLE = "Link, Retry-After, X-RateLimit-Limit, X-RateLimit-Remaining, X-RateLimit-Reset, X-Request-Id"
PREFLIGHT = (
    ("Access-Control-Allow-Methods", "GET, POST, PUT, PATCH, DELETE"),
    ("Access-Control-Allow-Headers", "Authorization, Content-Type, Idempotency-Key"),
    ("Access-Control-Max-Age", "86400"),  # seconds
)


_OPEN = (("Access-Control-Allow-Origin", "*"), ("Access-Control-Expose-Headers", _READABLE))
_VARIES = ("Vary", "Authorization")
_PRIVATE = (*_OPEN, ("Cache-Control", "private, no-store"), _VARIES)
_PUBLIC = (*_OPEN, ("Cache-Control", "no-cache"), _VARIES)


def opened(request: Request, headers: tuple[tuple[str, str], ...]) -> tuple[tuple[str, str], ...]:
    """The headers of an answer of the API with what browsers and caches need to know of it."""
    said = {name.lower() for name, _ in headers}
    added = _PRIVATE if request.grant is not None or not request.is_safe else _PUBLIC
    return (*headers, *(pair for pair in added if pair[0].lower() not in said))
