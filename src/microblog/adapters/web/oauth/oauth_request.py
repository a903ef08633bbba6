"""A request, as Authlib asks for it."""

import re
from collections.abc import Mapping
from typing import Any

from authlib.oauth2 import OAuth2Request
from authlib.oauth2.rfc6749 import InvalidRequestError
from authlib.oauth2.rfc6749.requests import BasicOAuth2Payload
from msgspec import Struct

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.parameters import parameters
from microblog.adapters.web.request import Request

_ASKED = ("response_type", "client_id", "redirect_uri", "scope", "code_challenge", "code_challenge_method")
_PLAIN = re.compile(r"[\x20\x21\x23-\x5b\x5d-\x7e]*")
"""What an `error_description` may hold (RFC 6749 section 5.2). Authlib writes parameters into it and would fail."""


class _Credentials(Struct, frozen=True):
    client_id: str = ""
    client_secret: str = ""


class TokenParameters(_Credentials, frozen=True):
    """What the token endpoint takes, of which each kind of grant needs some."""

    grant_type: str = ""
    code: str = ""
    redirect_uri: str = ""
    code_verifier: str = ""
    refresh_token: str = ""
    scope: str = ""


class RevocationParameters(_Credentials, frozen=True):
    """What the revocation endpoint takes."""

    token: str = ""
    token_type_hint: str = ""


class OAuthRequest(OAuth2Request):  # type: ignore[misc]
    """Parameters, each given once, and headers."""

    def __init__(self, request: Request, values: Mapping[str, str]) -> None:
        # Authlib wants to see https. The settings have made sure of that, or that nothing leaves this machine.
        super().__init__(request.method, f"https://localhost{request.path}", headers=request.headers)
        self.payload = BasicOAuth2Payload(values)

    @property
    def form(self) -> Mapping[str, str]:
        """The parameters."""
        values: Mapping[str, str] = self.payload.data
        return values


def token_request(request: Request, shape: type[Struct]) -> OAuthRequest:
    """What an app asks for with a body in whatever form, as far as the shape knows it.

    Raises InvalidRequestError, also for what is given twice.
    """
    try:
        given = parameters(request)
    except BadRequest:
        raise InvalidRequestError("The body cannot be read.") from None
    values: dict[str, str] = {}
    for name in shape.__struct_fields__:
        value: Any = given.get(name)
        if isinstance(value, str):
            values[name] = value
        elif value is not None:
            raise InvalidRequestError(f"The parameter '{name}' is no text, or is given more than once.")
    return OAuthRequest(request, values)


def authorization_request(request: Request) -> OAuthRequest:
    """What an app asks a person for: the query alone, whatever a form on the page sends along.

    Raises InvalidRequestError for what is given twice (RFC 6749 section 3.1) or is no text that it could be.
    """
    for name in (*_ASKED, "state"):
        if len(request.query.getlist(name)) > 1:
            raise InvalidRequestError(f"Multiple '{name}' in request.")
    for name in _ASKED:
        if not _PLAIN.fullmatch(request.query.get(name)):
            raise InvalidRequestError(f"The parameter '{name}' holds characters that it cannot have.")
    return OAuthRequest(request, {name: request.query.get(name) for name in request.query})
