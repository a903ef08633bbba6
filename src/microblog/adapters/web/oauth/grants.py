"""What tokens are given for."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar

from authlib.oauth2.rfc6749 import (
    AuthorizationEndpointMixin,
    BaseGrant,
    InvalidGrantError,
    InvalidRequestError,
    InvalidScopeError,
    OAuth2Error,
    TokenEndpointMixin,
)
from authlib.oauth2.rfc6749.grants.authorization_code import validate_code_authorization_request
from authlib.oauth2.rfc7636 import CodeChallenge

from microblog.adapters.web.mastodon_api.entities.token import Token, token
from microblog.domain.model.app import App
from microblog.domain.model.errors import Conflict, ValidationError
from microblog.domain.model.pkce import is_challenge
from microblog.domain.use_cases.apps.token_issuer import IssuedTokens


class _Issuing(BaseGrant, TokenEndpointMixin, ABC):  # type: ignore[misc]
    """A grant whose use case decides and issues in one unit of work, where Authlib would do one after the other."""

    NEEDED: ClassVar[tuple[str, ...]] = ()

    def validate_token_request(self) -> None:
        """Raises OAuth2Error for an app that is not known by its secret, and for what lacks."""
        self.request.client = self.authenticate_token_endpoint_client()
        for name in self.NEEDED:
            if not self.request.form.get(name):
                raise InvalidRequestError(f"Missing '{name}' in request.")

    def create_token_response(self) -> tuple[int, Token, list[tuple[str, str]]]:
        """Raises OAuth2Error."""
        try:
            issued = self.issue(self.request.client.app, self.request.form)
        except (ValidationError, Conflict) as error:
            raise _refusal(error) from None
        return 200, token(issued), self.TOKEN_RESPONSE_HEADER

    @abstractmethod
    def issue(self, app: App, form: Mapping[str, str]) -> IssuedTokens:
        """Raises ValidationError or Conflict."""


class AuthorizationCodeGrant(_Issuing, AuthorizationEndpointMixin):  # type: ignore[misc]
    """For a person's consent (RFC 6749 section 4.1)."""

    GRANT_TYPE = "authorization_code"
    RESPONSE_TYPES: ClassVar[set[str]] = {"code"}
    NEEDED = ("code",)

    def validate_authorization_request(self) -> str:
        """Where the app wants people to be sent back to. Raises OAuth2Error; it says whether the app may be told."""
        redirect_uri: str = validate_code_authorization_request(self)
        return redirect_uri

    def issue(self, app: App, form: Mapping[str, str]) -> IssuedTokens:
        """For the code."""
        issued: IssuedTokens = self.server.redeem_code(
            app=app,
            code=form["code"],
            redirect_uri=form.get("redirect_uri", ""),
            verifier=form.get("code_verifier", ""),
        )
        return issued


class RefreshTokenGrant(_Issuing):
    """For a refresh token (RFC 6749 section 6)."""

    GRANT_TYPE = "refresh_token"
    NEEDED = ("refresh_token",)

    def issue(self, app: App, form: Mapping[str, str]) -> IssuedTokens:
        """For the old token."""
        issued: IssuedTokens = self.server.refresh_tokens(
            app=app, refresh_token=form["refresh_token"], scopes=form.get("scope", "")
        )
        return issued


class ClientCredentialsGrant(_Issuing):
    """For the app itself (RFC 6749 section 4.4)."""

    GRANT_TYPE = "client_credentials"

    def issue(self, app: App, form: Mapping[str, str]) -> IssuedTokens:
        """For nothing but the secret."""
        issued: IssuedTokens = self.server.issue_app_token(app=app, scopes=form.get("scope", ""))
        return issued


class ProofKey(CodeChallenge):  # type: ignore[misc]
    """PKCE (RFC 7636) by the method S256 alone, which has to be named: without a name it would be `plain`.

    Only what comes with the request for a code is looked at here; the use case looks at the verifier.
    """

    SUPPORTED_CODE_CHALLENGE_METHOD: ClassVar[list[str]] = ["S256"]

    def __call__(self, grant: BaseGrant) -> None:
        """Look at every request for a code."""
        grant.register_hook("after_validate_authorization_request_payload", self.validate_code_challenge)

    def validate_code_challenge(self, grant: BaseGrant, redirect_uri: str) -> None:
        """Raises InvalidRequestError."""
        super().validate_code_challenge(grant, redirect_uri)
        asked = grant.request.payload.data
        if asked.get("code_challenge"):
            if not asked.get("code_challenge_method"):
                raise InvalidRequestError("Missing 'code_challenge_method'")
            if not is_challenge(asked["code_challenge"]):
                raise InvalidRequestError("Invalid 'code_challenge'")


def _refusal(error: ValidationError | Conflict) -> OAuth2Error:
    if isinstance(error, ValidationError) and error.field == "scope":
        return InvalidScopeError()
    return InvalidGrantError(
        "The grant is invalid, has expired, was revoked or used before, or belongs to another app or redirect URI."
    )
