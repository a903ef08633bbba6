"""Who sends the request."""

from typing import Protocol

from attrs import frozen

from microblog.adapters.web.gates.csrf import SESSION_COOKIE, csrf_token_of
from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import CookieRules
from microblog.adapters.web.route import Family, Route
from microblog.domain.model.session import Session
from microblog.domain.model.views import Viewer


class FindViewer(Protocol):
    """What the use case ``Authenticate`` does."""

    def __call__(self, *, secret: str) -> tuple[Viewer, Session] | None:
        """From the secret in the session cookie to who that is; None when the session has ended."""
        ...


_LONGEST_SECRET = 200


@frozen
class Authenticate(Gate):
    """Puts ``viewer``, ``session`` and its ``csrf_token`` on the request.

    The token here, since what a later gate refuses is answered with a page that has a button to log out, too. A cookie
    that is good for nothing is no error.
    """

    find_viewer: FindViewer
    cookies: CookieRules

    def __call__(self, route: Route, request: Request, /) -> None:
        """Only the site takes cookies; the API has its own credentials."""
        secret = request.cookies.get(self.cookies.name(SESSION_COOKIE), "")
        if route.family is not Family.SITE or not 0 < len(secret) <= _LONGEST_SECRET or not secret.isascii():
            return
        found = self.find_viewer(secret=secret)
        if found is None:
            return
        request.viewer, request.session = found
        request.csrf_token = csrf_token_of(secret)
