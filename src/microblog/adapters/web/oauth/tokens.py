"""Where apps get tokens, and give them back."""

from collections.abc import Callable

from attrs import frozen
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import InvalidRequestError
from msgspec import Struct

from microblog.adapters.web.oauth.authorization_server import REVOCATION, OAuthServer
from microblog.adapters.web.oauth.oauth_request import (
    OAuthRequest,
    RevocationParameters,
    TokenParameters,
    token_request,
)
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response


@frozen
class TokenEndpoints:
    """The token endpoint (RFC 6749 section 3.2) and the revocation endpoint (RFC 7009)."""

    oauth_server: OAuthServer

    def issue(self, request: Request) -> Response:
        """Tokens for a code, a refresh token or the app's own secret."""
        return self._answered(request, TokenParameters, self._issue)

    def revoke(self, request: Request) -> Response:
        """Give a token back."""
        return self._answered(request, RevocationParameters, self._revoke)

    def _issue(self, asked: OAuthRequest) -> Response:
        if not asked.form.get("grant_type"):
            raise InvalidRequestError("Missing 'grant_type' in request.")
        response: Response = self.oauth_server.create_token_response(asked)
        return response

    def _revoke(self, asked: OAuthRequest) -> Response:
        response: Response = self.oauth_server.create_endpoint_response(REVOCATION, asked)
        return response

    def _answered(self, request: Request, shape: type[Struct], answer: Callable[[OAuthRequest], Response]) -> Response:
        try:
            return answer(token_request(request, shape))
        except OAuth2Error as error:
            return self.oauth_server.refuse(error)
