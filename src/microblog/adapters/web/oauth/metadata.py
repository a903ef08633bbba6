"""What programs can find out about this OAuth server by themselves (RFC 8414)."""

from typing import Any

from microblog.adapters.web.oauth.grants import (
    AuthorizationCodeGrant,
    ClientCredentialsGrant,
    ProofKey,
    RefreshTokenGrant,
)
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.scopes import SCOPES

_AUTHENTICATION = ["client_secret_basic", "client_secret_post"]


def metadata(addresses: Addresses) -> dict[str, Any]:
    """As Mastodon has it. `issuer` is what the parameter `iss` of an answer says (RFC 9207)."""
    return {
        "issuer": addresses.base_url,
        "authorization_endpoint": addresses.page("/oauth/authorize"),
        "token_endpoint": addresses.page("/oauth/token"),
        "revocation_endpoint": addresses.page("/oauth/revoke"),
        "userinfo_endpoint": addresses.page("/oauth/userinfo"),
        "app_registration_endpoint": addresses.page("/api/v1/apps"),
        "scopes_supported": list(SCOPES),
        "response_types_supported": ["code"],
        "response_modes_supported": ["query"],
        "grant_types_supported": [
            grant.GRANT_TYPE for grant in (AuthorizationCodeGrant, ClientCredentialsGrant, RefreshTokenGrant)
        ],
        "token_endpoint_auth_methods_supported": _AUTHENTICATION,
        "revocation_endpoint_auth_methods_supported": _AUTHENTICATION,
        "code_challenge_methods_supported": ProofKey.SUPPORTED_CODE_CHALLENGE_METHOD,
        "authorization_response_iss_parameter_supported": True,
    }
