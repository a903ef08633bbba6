"""Whether the viewer may use the route at all."""

from attrs import frozen

from microblog.adapters.web.access import Access
from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.route import Route
from microblog.domain.model.errors import AuthenticationRequired, NotPermitted


@frozen
class CheckAccess(Gate):
    """Keeps ``Route.access``."""

    def __call__(self, route: Route, request: Request, /) -> Request:
        """Raises ``AuthenticationRequired`` for a stranger, ``NotPermitted`` for somebody whose role is too small."""
        if route.access is not Access.ANYONE:
            if request.viewer is None:
                raise AuthenticationRequired
            if not route.access.admits(request.viewer.role):
                raise NotPermitted
        return request
