"""What the server answers to: one entry per method and path."""

import re
from collections.abc import Callable
from enum import Enum
from typing import Literal

from attrs import field, frozen

from microblog.adapters.web.access import Access
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.model.media import MAX_IMAGE_BYTES, MAX_RECORDING_BYTES
from microblog.domain.model.scopes import SCOPES
from microblog.ports.rate_limiter import RateLimit

Method = Literal["GET", "POST", "PUT", "PATCH", "DELETE"]
Handler = Callable[[Request], Response]

DEFAULT_BODY_LIMIT = 64 * 1024
FILE_LIMIT = MAX_IMAGE_BYTES + DEFAULT_BODY_LIMIT
RECORDING_LIMIT = MAX_RECORDING_BYTES + DEFAULT_BODY_LIMIT
MAX_ID = 2**63 - 1


class Family(Enum):
    """Which vocabulary a route speaks; it picks the error pages and which credentials count."""

    SITE = "site"
    API = "api"


_PATH = re.compile(r"/(?:[^<>]|<(?:(?:int|path):)?[a-z_]+>)*")


def _scope_is_said(route: "Route", _: object, scopes: tuple[str, ...]) -> None:
    if unknown := set(scopes) - set(SCOPES):
        raise ValueError(f"{route.path}: {unknown} is no scope")
    if scopes and route.family is not Family.API:
        raise ValueError(f"{route.path}: only the API knows scopes")
    if route.family is Family.API and route.access not in (Access.ANYONE, Access.APP) and not scopes:
        raise ValueError(f"{route.path}: what is done for somebody needs a scope")


def _path_is_sound(_: object, __: object, path: str) -> None:
    if not _PATH.fullmatch(path):
        raise ValueError(f"{path!r} is no route path")
    if len(path) > 1 and path.endswith("/"):
        raise ValueError(f"{path!r}: leave the trailing slash out, it works by itself")


@frozen
class Route:
    """One method on one path.

    ``path`` is written as werkzeug writes it: ``/@<username>/<int:post_id>``; an ``int`` is a decimal
    0 ≤ n < 2⁶³, anything else there is a 404. A ``GET`` route also answers ``HEAD``. ``name`` is what
    ``RouteTable.url_for`` calls it by.
    ``access`` has no default: a route that does not say who may use it cannot be built.
    """

    method: Method
    path: str = field(validator=_path_is_sound)
    handler: Handler
    access: Access
    name: str
    rate_limit: RateLimit | None = None
    """Per signed-in person, else per client address."""
    counted_as: str = ""
    """Routes that say the same here share one limit; by default each has its own."""
    body_limit: int = DEFAULT_BODY_LIMIT
    """Bytes; more is answered 413."""
    anonymous_form: bool = False
    """Whether the page shows a form to people without a session: they then get a cookie for its CSRF token."""
    csrf: bool = True
    """False only for what a mail program posts without a page of ours (one-click unsubscribe, RFC 8058)."""
    family: Family = Family.SITE
    scopes: tuple[str, ...] = field(default=(), validator=_scope_is_said)
    """What a token has to allow, one of these at least. None: a token is looked at for who it is, if at all."""
    takes_token: bool = True
    """False where an app comes by what it is, its secret: a token in the header, be it stale, is not looked at."""
    takes: type | None = None
    """The shape of the parameters in query and body, for the API's own description."""
    files: tuple[str, ...] = ()
    """The parts of a multipart form that are files, likewise."""
    answer: object = None
    """The shape of the answer, likewise."""
    media_type: str = "application/json"
    """Of that answer."""
    unfinished: int | None = None
    """The status of an answer of that shape about something that takes its time."""
