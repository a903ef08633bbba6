"""How the API answers."""

from typing import Any
from urllib.parse import quote, urlencode

import msgspec
from attrs import frozen

from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.page import Page

_ENCODER = msgspec.json.Encoder()
_JSON = (("Content-Type", "application/json; charset=utf-8"),)
_POSITIONS = ("max_id", "since_id", "min_id")


@frozen
class OneOf:
    """A route answers one of these entities, by what was asked."""

    entities: tuple[type[msgspec.Struct], ...]


def answer(entity: Any, status: int = 200, headers: tuple[tuple[str, str], ...] = ()) -> Response:
    """An entity, or several."""
    return Response(status, (*_JSON, *headers), _ENCODER.encode(entity))


def listed(request: Request, addresses: Addresses, page: Page[Any], entities: Any) -> Response:
    """A page of a list with the `Link` header that leads on (RFC 8288): `next` to older ones first, where there may
    be some, then `prev` to newer ones.
    """
    kept = urlencode([(name, value) for name, value in request.query.pairs if name not in _POSITIONS])
    here = f"{addresses.page(quote(request.path))}?{kept}{'&' if kept else ''}"
    links = []
    if page.next_max_id is not None:
        links.append(f'<{here}max_id={page.next_max_id}>; rel="next"')
    if page.prev_min_id is not None:
        links.append(f'<{here}min_id={page.prev_min_id}>; rel="prev"')
    return answer(entities, headers=(("Link", ", ".join(links)),) if links else ())
