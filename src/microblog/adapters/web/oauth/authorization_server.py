"""Authlib's neutral core with our use cases in it."""

import logging
from collections.abc import Collection
from typing import Any

import msgspec
from attrs import define
from authlib.consts import default_json_headers
from authlib.oauth2 import AuthorizationServer, OAuth2Error
from authlib.oauth2.rfc6749 import (
    BaseGrant,
    InvalidClientError,
    InvalidRequestError,
    UnsupportedResponseTypeError,
)
from authlib.oauth2.rfc6749.util import extract_basic_authorization

from microblog.adapters.web.oauth.client import Client
from microblog.adapters.web.oauth.grants import (
    AuthorizationCodeGrant,
    ClientCredentialsGrant,
    ProofKey,
    RefreshTokenGrant,
)
from microblog.adapters.web.oauth.oauth_request import OAuthRequest
from microblog.adapters.web.oauth.revocation import Revocation
from microblog.adapters.web.response import Response
from microblog.domain.model.scopes import SCOPES
from microblog.domain.use_cases.apps.find_app import AuthenticateApp, FindApp
from microblog.domain.use_cases.apps.issue_token import IssueAppToken
from microblog.domain.use_cases.apps.redeem_code import RedeemCode
from microblog.domain.use_cases.apps.refresh_tokens import RefreshTokens
from microblog.domain.use_cases.apps.revoke_token import RevokeToken

# At the level DEBUG the library writes down tokens. It has nothing to say that whoever runs a server needs.
logging.getLogger("authlib").setLevel(logging.CRITICAL + 1)

REVOCATION = Revocation.ENDPOINT_NAME


class UnknownClient(InvalidClientError):  # type: ignore[misc]
    """An app that is not registered or has another secret, in the words of Mastodon."""

    status_code = 401
    description = (
        "Client authentication failed due to unknown client, no client authentication included, "
        "or unsupported authentication method."
    )

    def get_headers(self) -> list[tuple[str, str]]:
        """With what could be tried (RFC 7617 section 2)."""
        return [*default_json_headers, ("WWW-Authenticate", 'Basic realm="apps"')]


@define(eq=False)
class OAuthServer(AuthorizationServer):  # type: ignore[misc]
    """Says what the protocol says; what happens is up to the use cases. Called from many threads at once."""

    find_app: FindApp
    authenticate_app: AuthenticateApp
    redeem_code: RedeemCode
    refresh_tokens: RefreshTokens
    issue_app_token: IssueAppToken
    revoke_token: RevokeToken

    def __attrs_post_init__(self) -> None:
        super().__init__(scopes_supported=SCOPES)
        self.register_grant(AuthorizationCodeGrant, [ProofKey(required=False)])
        self.register_grant(RefreshTokenGrant)
        self.register_grant(ClientCredentialsGrant)
        self.register_endpoint(Revocation)

    def query_client(self, client_id: str) -> Client | None:
        """The app that calls itself so."""
        app = self.find_app(client_id=client_id)
        return Client(app) if app is not None else None

    def authenticate_client(
        self,
        request: OAuthRequest,
        methods: Collection[str],  # noqa: ARG002 - an app may choose, everywhere
        endpoint: str = "token",  # noqa: ARG002
    ) -> Client:
        """The app by its secret, which comes in the header or in the body (RFC 6749 section 2.3.1).

        All apps have one: `POST /api/v1/apps` gives it to each, and Mastodon asks each for it, with PKCE too. So no
        real client comes without, and a code that was stolen is worth nothing to somebody who has only that.

        Raises UnknownClient, which does not tell an unknown app from a wrong secret.
        """
        client_id, secret = _credentials(request)
        app = self.authenticate_app(client_id=client_id, secret=secret) if client_id and secret else None
        if app is None:
            raise UnknownClient
        return Client(app)

    def get_authorization_grant(self, request: OAuthRequest) -> BaseGrant:
        """Raises OAuth2Error; one that has a redirect URI is for the app to hear."""
        try:
            return super().get_authorization_grant(request)
        except UnsupportedResponseTypeError as error:
            if not request.payload.response_type:
                error = InvalidRequestError("Missing 'response_type' in request.", redirect_uri=error.redirect_uri)
            else:  # Authlib 1.9 has the response type where the description belongs
                error.description = "The server supports the response type 'code' alone."
            raise error from None

    def create_oauth2_request(self, request: OAuthRequest) -> OAuthRequest:
        """It is one already."""
        return request

    def handle_response(self, status: int, body: Any, headers: list[tuple[str, str]]) -> Response:
        """JSON: browsers are answered elsewhere."""
        return Response(status, tuple(headers), msgspec.json.encode(body))

    def send_signal(self, name: str, *args: Any, **kwargs: Any) -> None:
        """Nobody listens."""

    def refuse(self, error: OAuth2Error) -> Response:
        """What an app is told that cannot be answered."""
        return self.handle_response(*error())


def _credentials(request: OAuthRequest) -> tuple[str, str]:
    try:
        client_id, secret = extract_basic_authorization(request.headers)
    except ValueError:  # what is no UTF-8
        return "", ""
    if client_id is None:
        return request.form.get("client_id", ""), request.form.get("client_secret", "")
    if request.form.get("client_id", client_id) != client_id:
        return "", ""
    return client_id, secret or ""
