"""What handlers ask a request for."""

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.fields import Fields
from microblog.adapters.web.request import Request
from microblog.domain.model.errors import AuthenticationRequired
from microblog.domain.model.page import MAX_ID, Cursor
from microblog.domain.model.views import Viewer


def signed_in(request: Request) -> Viewer:
    """Who looks. The access gate has made sure that there is somebody; without it this raises all the same."""
    if request.viewer is None:
        raise AuthenticationRequired
    return request.viewer


def viewer_id(request: Request) -> int | None:
    """The id of who looks, None for a stranger."""
    return request.viewer.account_id if request.viewer is not None else None


def cursor(request: Request) -> Cursor:
    """Which part of a list is asked for. Raises BadRequest for what is no id."""
    return Cursor(max_id=_optional_id(request.query, "max_id"), min_id=_optional_id(request.query, "min_id"))


def posted_id(request: Request, name: str) -> int:
    """An id from a hidden field. Raises BadRequest for what is none."""
    value = _optional_id(request.form, name)
    if value is None:
        raise BadRequest("bad_id")
    return value


def _optional_id(fields: Fields, name: str) -> int | None:
    text = fields.get(name)
    if not text:
        return None
    # Nineteen digits hold 2⁶³ - 1; more are not even parsed.
    if not (text.isascii() and text.isdecimal() and len(text) <= 19 and int(text) <= MAX_ID):
        raise BadRequest("bad_id")
    return int(text)
