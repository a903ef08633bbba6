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


def answer(entity: Any, status: int = 200) -> Response:
    """An entity, or several."""
    return Response(status, _JSON, _ENCODER.encode(entity))


def listed(request: Request, addresses: Addresses, page: Page[Any], entities: Any) -> Response:
    """A page of a list with the `Link` header that leads on (RFC 8288): `next` to older ones first, where there may
    be some, then `prev` to newer ones.
    """
    links = []
    if page.next_max_id is not None:
        links.append(_link(request, addresses, "next", max_id=page.next_max_id))
    if page.prev_min_id is not None:
        links.append(_link(request, addresses, "prev", min_id=page.prev_min_id))
    response = answer(entities)
    return response.with_header("Link", ", ".join(links)) if links else response


def _link(request: Request, addresses: Addresses, relation: str, **position: int) -> str:
    kept = [(name, value) for name, value in request.query.pairs if name not in _POSITIONS]
    return f'<{addresses.page(quote(request.path))}?{urlencode([*kept, *position.items()])}>; rel="{relation}"'
