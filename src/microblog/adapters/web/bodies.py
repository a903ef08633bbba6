"""How much of a body may be read, before any of it is."""

from microblog.adapters.web.errors import BadRequest, ContentTooLarge, LengthRequired


def body_length(transfer_encoding: str | None, content_length: str | None, limit: int) -> int:
    """The bytes that a binding shall read; 0 when there is no body.

    Raises ``ContentTooLarge`` over ``limit``, and ``LengthRequired`` for a body in chunks: under WSGI the end of a
    broken one cannot be told from its proper end, and half a form must not be taken for the whole.
    """
    if transfer_encoding:
        raise LengthRequired("length_required")
    if not content_length:
        return 0
    if not (content_length.isascii() and content_length.isdecimal()) or len(content_length) > 18:
        raise BadRequest("bad_length")
    if int(content_length) > limit:
        raise ContentTooLarge("body_too_large")
    return int(content_length)


def whole(body: bytes, length: int) -> bytes:
    """The body, if all of it came. Raises ``BadRequest``."""
    if len(body) != length:
        raise BadRequest("body_cut_short")
    return body
