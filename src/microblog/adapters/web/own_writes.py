"""Pages from a replica, but for those whose own writes it does not have yet."""

from urllib.parse import quote, unquote

from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import CookieRules, Response
from microblog.adapters.web.route import Family, Route
from microblog.domain.model.errors import NotFound, StorageUnavailable
from microblog.ports.replica import Replica

COOKIE = "wrote"
_SECONDS = 3600
"""How long a browser keeps the mark: as far as a replica may be behind before somebody misses what they wrote."""
_LONGEST = 1000


@frozen
class ReadOwnWrites:
    """Runs handlers, and lets those that only read do so from a replica.

    What changes something is answered with a cookie that says how far the storage had come by then. Pages for that
    browser are read from the replica only when it is as far. The cookie is nobody's secret, and who forges one
    chooses between the two for their own pages.
    """

    replica: Replica | None
    cookies: CookieRules

    def __call__(self, route: Route, request: Request) -> Response:
        """The handler's answer. Raises what it raises."""
        if self.replica is None or route.family is not Family.SITE:  # the API's clients keep no cookies
            return route.handler(request)
        if request.is_safe:
            try:
                with self.replica.allowed(self._mark(request)):
                    return route.handler(request)
            except (NotFound, StorageUnavailable):  # by the replica, perhaps
                return route.handler(request)
        # What is changed was seen on a page that may be newer than the replica.
        response = route.handler(request)
        return self.cookies.put(response, COOKIE, quote(self.replica.mark(), safe="/"), _SECONDS)

    def _mark(self, request: Request) -> str:
        return unquote(request.cookies.get(self.cookies.name(COOKIE), "")[:_LONGEST])
