"""Ids that a request for a page names."""

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.fields import Fields
from microblog.adapters.web.request import Request
from microblog.domain.model.page import MAX_ID, Cursor


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
