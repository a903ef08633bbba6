"""The shape of a gate."""

from typing import Protocol

from microblog.adapters.web.request import Request
from microblog.adapters.web.route import Route


class Gate(Protocol):
    """One rule."""

    def __call__(self, route: Route, request: Request, /) -> None:
        """Note on the request what the gate finds out. Raises an ``HttpError`` or a core error to refuse it."""
