"""What can go wrong with a request, and the one table from errors to HTTP answers."""

from collections.abc import Mapping
from typing import Any, ClassVar

import attrs

from microblog.domain.model.errors import (
    AuthenticationRequired,
    Conflict,
    Gone,
    NotFound,
    NotPermitted,
    StorageUnavailable,
    TooManyRequests,
    ValidationError,
)


class HttpError(Exception):
    """A request that HTTP itself refuses. ``code`` is a stable word that pages and JSON can translate."""

    status: ClassVar[int] = 400

    def __init__(self, code: str = "", headers: tuple[tuple[str, str], ...] = ()) -> None:
        super().__init__(code)
        self.code = code
        self.headers = headers


class BadRequest(HttpError):
    """The request is malformed."""


class InvalidToken(HttpError):
    """An access token that is good for nothing (RFC 6750 section 3.1)."""

    status = 401


class Forbidden(HttpError):
    """Understood and refused: a bad CSRF token or a foreign origin."""

    status = 403


class PathNotFound(HttpError):
    """No route, or nothing that may be shown, at this path."""

    status = 404


class MethodNotAllowed(HttpError):
    """The path exists, the method does not; carries ``Allow`` (RFC 9110 §15.5.6)."""

    status = 405


class PersonNeeded(HttpError):
    """An app that acts for nobody asks for what only somebody can do."""

    status = 422


class LimitReached(HttpError):
    """Too many requests; carries ``Retry-After`` and what the API says about its limits."""

    status = 429


class LengthRequired(HttpError):
    """The body does not say how long it is (RFC 9110 §15.5.12)."""

    status = 411


class ContentTooLarge(HttpError):
    """The body is over the route's limit."""

    status = 413


@attrs.frozen
class Problem:
    """What an error renderer is told. It never holds the exception's own words: those go to the log."""

    status: int
    code: str = ""
    """A stable word, e.g. ``bad_json``, ``csrf``; for a refused value the ``code`` of the ``ValidationError``."""
    field: str = ""
    params: Mapping[str, Any] = attrs.field(factory=dict)
    headers: tuple[tuple[str, str], ...] = ()


def problem_of(error: Exception) -> Problem:
    """The one table from errors to answers. What is not in it is a fault of ours: 500."""
    match error:
        case HttpError():
            return Problem(error.status, error.code, headers=error.headers)
        case ValidationError():
            return Problem(422, error.code, error.field, error.params)
        case AuthenticationRequired():
            return Problem(401, "authentication_required")
        case NotPermitted():
            return Problem(403, error.code)
        case NotFound():
            return Problem(404, "not_found")
        case Conflict():
            return Problem(409, "conflict")
        case Gone():
            return Problem(410, "gone")
        case TooManyRequests():
            return Problem(429, "too_many_requests", headers=retry_after(error.retry_after))
        case StorageUnavailable():
            return Problem(503, "storage_unavailable", headers=retry_after(error.retry_after))
        case _:
            return Problem(500, "internal_error")


def retry_after(seconds: int) -> tuple[tuple[str, str], ...]:
    """The ``Retry-After`` header (RFC 9110 §10.2.3)."""
    return (("Retry-After", str(max(1, seconds))),)
