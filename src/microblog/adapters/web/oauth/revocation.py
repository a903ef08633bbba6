"""Giving tokens back (RFC 7009)."""

from typing import Any

from authlib.consts import default_json_headers
from authlib.oauth2.rfc6749 import InvalidRequestError, UnauthorizedClientError
from authlib.oauth2.rfc7009 import RevocationEndpoint

from microblog.adapters.web.oauth.oauth_request import OAuthRequest
from microblog.domain.model.errors import NotPermitted


class Revocation(RevocationEndpoint):  # type: ignore[misc]
    """Looks for tokens of all kinds whatever the hint, which a server may ignore (section 2.1)."""

    def create_endpoint_response(self, request: OAuthRequest) -> tuple[int, dict[str, Any], list[tuple[str, str]]]:
        """Raises OAuth2Error."""
        if not request.form.get("token"):
            raise InvalidRequestError("Missing 'token' in request.")
        client = self.authenticate_endpoint_client(request)
        try:
            self.server.revoke_token(app=client.app, token=request.form["token"])
        except NotPermitted:
            raise UnauthorizedClientError("You are not authorized to revoke this token", status_code=403) from None
        return 200, {}, default_json_headers
