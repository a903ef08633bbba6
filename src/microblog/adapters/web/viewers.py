"""Who a handler works for."""

from microblog.adapters.web.request import Request
from microblog.domain.model.errors import AuthenticationRequired
from microblog.domain.model.views import Viewer


def signed_in(request: Request) -> Viewer:
    """Who looks. The access gate has made sure that there is somebody; without it this raises all the same."""
    if request.viewer is None:
        raise AuthenticationRequired
    return request.viewer


def viewer_id(request: Request) -> int | None:
    """The id of who looks, None for a stranger."""
    return request.viewer.account_id if request.viewer is not None else None
