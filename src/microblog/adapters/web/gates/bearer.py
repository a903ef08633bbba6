"""Which app sends the request, and for whom."""

from typing import Protocol

from attrs import frozen

from microblog.adapters.web.errors import InvalidToken
from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.route import Family, Route
from microblog.domain.model.views import Bearer

_LONGEST_TOKEN = 200


class FindBearer(Protocol):
    """What the use case ``AuthenticateBearer`` does."""

    def __call__(self, *, secret: str) -> Bearer | None:
        """From an access token to who holds it; None when it was revoked, has expired or never was."""
        ...


@frozen
class AuthenticateBearer(Gate):
    """Puts ``grant`` and ``viewer`` on the request by the token in its ``Authorization`` header (RFC 6750 section 2.1).

    Tokens in the query or the body are not looked for: they would end up in the logs of whatever stands in between.
    """

    find_bearer: FindBearer
    limit_rate: Gate

    def __call__(self, route: Route, request: Request, /) -> None:
        """Only the API takes tokens. Raises ``InvalidToken``, also where a stranger would pass.

        Who is no longer known must hear of it, and not wonder where what they may see has gone. It counts as a
        stranger's request: so nobody asks the storage for tokens without an end, and ``LimitReached`` is raised.
        """
        if route.family is not Family.API or not route.takes_token:
            return
        scheme, _, token = request.headers.get("authorization").partition(" ")
        if scheme.lower() != "bearer":
            return
        token = token.strip()
        bearer = self.find_bearer(secret=token) if 0 < len(token) <= _LONGEST_TOKEN else None
        if bearer is None:
            self.limit_rate(route, request)
            raise InvalidToken("invalid_token", (("WWW-Authenticate", 'Bearer error="invalid_token"'),))
        request.grant, request.viewer = bearer.grant, bearer.viewer
