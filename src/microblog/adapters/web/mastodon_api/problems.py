"""What the API says when something goes wrong: `{"error": …}` in Mastodon's own words where it has some."""

from attrs import frozen
from msgspec import UNSET, Struct, UnsetType

from microblog.adapters.web.errors import Problem
from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.sentences import sentence_of
from microblog.domain.model.errors import ValidationError

_UNAUTHORIZED, _NOT_FOUND, _GONE, _UNPROCESSABLE, _BROKEN = 401, 404, 410, 422, 500
_SENTENCES = {
    400: "The request could not be understood",
    401: "The access token is invalid",
    403: "This action is not allowed",
    404: "Record not found",
    405: "There is no such method at this address",
    409: "It changed meanwhile; try again",
    411: "The length of the body is missing",
    413: "The body is too large",
    429: "Too many requests",
    500: "Something went wrong on our side",
    503: "The server is busy; try again in a moment",
}
_OF_CODES = {
    "bad_json": "The body is no JSON object",
    "needs_a_person": "This method requires an authenticated user",
    "scope": "This action is outside the authorized scopes",
    "not_boostable": "Validation failed: Reblog is not allowed for this status",
    "not_suspended": "Only a suspended account can be deleted",
    "outranked": "The role of this account is not smaller than yours",
    "own_account": "This cannot be done with your own account",
    "unknown_host": "This server has another name",
}


# What the core calls otherwise than the API.
_PARAMETERS = {
    "bio": "note",
    "content_warning": "spoiler_text",
    "fields": "fields_attributes",
    "post": "id",
    "text": "status",
    "warning": "text",
}


class Fault(Struct, frozen=True):
    """What is wrong with a value; `error` is a word for programs."""

    error: str
    description: str


class ErrorAnswer(Struct, frozen=True, omit_defaults=True):
    """https://docs.joinmastodon.org/entities/Error/; `details` are by parameter."""

    error: str
    error_description: str | UnsetType = UNSET
    details: dict[str, list[Fault]] | UnsetType = UNSET
    request_id: str | UnsetType = UNSET


@frozen
class ApiProblems:
    """Renders problems as JSON."""

    def __call__(self, request: Request, problem: Problem, /) -> Response:
        """What was deleted counts as not found, as clients expect it."""
        status = _NOT_FOUND if problem.status == _GONE else problem.status
        details: dict[str, list[Fault]] | UnsetType = UNSET
        if status == _UNPROCESSABLE and problem.field:
            parameter = _parameter(problem)
            fault = Fault(f"ERR_{problem.code.upper()}", f"{parameter} {_of_value(problem)}")
            details = {parameter: [fault]}
        response = answer(
            ErrorAnswer(
                _sentence(problem, status),
                details=details,
                request_id=request.request_id if status >= _BROKEN else UNSET,
            ),
            status,
        )
        if status == _UNAUTHORIZED and not problem.headers:  # no token came; RFC 6750 section 3 wants nothing more said
            response = response.with_header("WWW-Authenticate", "Bearer")
        return response


def _sentence(problem: Problem, status: int) -> str:
    if status == _UNPROCESSABLE and problem.field:
        return f"Validation failed: {_parameter(problem)}: {_of_value(problem)}"
    return _OF_CODES.get(problem.code) or _SENTENCES.get(status) or _SENTENCES[500 if status >= _BROKEN else 400]


def _parameter(problem: Problem) -> str:
    return _PARAMETERS.get(problem.field, problem.field)


def _of_value(problem: Problem) -> str:
    sentence, params = sentence_of(ValidationError(problem.field, problem.code, problem.params))
    return sentence % params if params else sentence
