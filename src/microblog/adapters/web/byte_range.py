"""Which part of a file a client asks for (RFC 9110 section 14): players jump about in what they play."""

import re

from attrs import frozen

from microblog.adapters.web.request import Request

_RANGE = re.compile(r"bytes=(?P<first>[0-9]{0,18})-(?P<last>[0-9]{0,18})", re.ASCII | re.IGNORECASE)


@frozen
class ByteRange:
    """From the byte `first` to `last`, both included; or the last ones, as many as `suffix` says."""

    first: int = 0
    last: int | None = None
    suffix: int | None = None

    def within(self, size: int) -> tuple[int, int] | None:
        """The first and the last byte of a file of that size; None if it has none of those that are asked for."""
        if self.suffix is not None:
            return (max(0, size - self.suffix), size - 1) if self.suffix and size else None
        if self.first >= size:
            return None
        return self.first, size - 1 if self.last is None else min(self.last, size - 1)


def asked_range(request: Request, etag: str) -> ByteRange | None:
    """The part that is asked for; None where it is all.

    Several parts at once, other units, and what is no range at all are answered with the whole file, as is whoever
    has parts of another file: section 14.2 allows the former and asks for the latter.
    """
    found = _RANGE.fullmatch(request.headers.get("range").strip())
    if found is None or request.method != "GET" or request.headers.get("if-range", etag) != etag:
        return None
    first, last = found["first"], found["last"]
    if not first:
        return ByteRange(suffix=int(last)) if last else None
    if last and int(last) < int(first):
        return None
    return ByteRange(int(first), int(last) if last else None)
