"""Whether the viewer may use the route at all."""

from attrs import frozen

from microblog.adapters.web.access import Access
from microblog.adapters.web.errors import PersonNeeded
from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.route import Route
from microblog.domain.model.errors import AuthenticationRequired, NotPermitted
from microblog.domain.model.scopes import allows


@frozen
class CheckAccess(Gate):
    """Keeps ``Route.access`` and ``Route.scopes``."""

    def __call__(self, route: Route, request: Request, /) -> None:
        """Raises ``AuthenticationRequired`` for a stranger, ``NotPermitted`` for somebody whose role is too small.

        An app that acts for nobody is told so (``PersonNeeded``). One without a scope that it needs is refused also
        where a stranger would pass (``scope``).
        """
        grant = request.grant
        if grant is not None and route.scopes and not any(allows(grant.scopes, scope) for scope in route.scopes):
            raise NotPermitted("scope")
        if route.access is Access.APP:
            if grant is None:
                raise AuthenticationRequired
        elif route.access is not Access.ANYONE:
            if request.viewer is None:
                raise AuthenticationRequired if grant is None else PersonNeeded("needs_a_person")
            if not route.access.admits(request.viewer.role):
                raise NotPermitted
