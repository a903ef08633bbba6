"""The one table of what apps and people need to come together."""

from typing import Any

from attrs import frozen

from microblog.adapters.web.access import Access
from microblog.adapters.web.mastodon_api.entities.application import CredentialApplication
from microblog.adapters.web.mastodon_api.entities.token import Token
from microblog.adapters.web.oauth.apps import AppRegistration, NewApp
from microblog.adapters.web.oauth.authorized_apps import AuthorizedAppViews
from microblog.adapters.web.oauth.consent import ConsentViews
from microblog.adapters.web.oauth.discovery import DiscoveryEndpoints, Person
from microblog.adapters.web.oauth.oauth_request import RevocationParameters, TokenParameters
from microblog.adapters.web.oauth.tokens import TokenEndpoints
from microblog.adapters.web.route import Family, Handler, Method, Route
from microblog.ports.rate_limiter import RateLimit

_ANYONE, _SIGNED_IN = Access.ANYONE, Access.SIGNED_IN
_HOUR = 60 * 60
_APPS = RateLimit(100, _HOUR)  # an app in a browser registers itself for each person, and an office has one address
_TOKENS = RateLimit(300, _HOUR // 4)
_DEEDS = RateLimit(600, _HOUR)
_READS = RateLimit(300, 5 * 60)


@frozen
class OAuthViews:
    """All handlers."""

    apps: AppRegistration
    consent: ConsentViews
    tokens: TokenEndpoints
    discovery: DiscoveryEndpoints
    authorized_apps: AuthorizedAppViews


def oauth_routes(views: OAuthViews) -> tuple[Route, ...]:
    """The part of the route table that is about authorizing apps: pages for people, and JSON for apps."""
    tokens, discovery, consent, settings = views.tokens, views.discovery, views.consent, views.authorized_apps
    claims = ("profile", "read:accounts")
    return (
        Route("GET", "/oauth/authorize", consent.ask, _ANYONE, "authorize_form", rate_limit=_READS),
        Route("POST", "/oauth/authorize", consent.decide, _SIGNED_IN, "authorize", rate_limit=_DEEDS),
        Route("GET", "/settings/apps", settings.show, _SIGNED_IN, "authorized_apps"),
        Route("POST", "/settings/apps", settings.revoke, _SIGNED_IN, "revoke_app", rate_limit=_DEEDS),
        Route("POST", "/settings/apps/push", settings.stop, _SIGNED_IN, "stop_push", rate_limit=_DEEDS),
        _api("POST", "/api/v1/apps", views.apps.register, _APPS, answer=CredentialApplication, takes=NewApp),
        _api("POST", "/oauth/token", tokens.issue, _TOKENS, answer=Token, takes=TokenParameters),
        _api("POST", "/oauth/revoke", tokens.revoke, _TOKENS, answer=dict[str, Any], takes=RevocationParameters),
        _api("GET", "/.well-known/oauth-authorization-server", discovery.show_metadata, _READS, answer=dict[str, Any]),
        _api("GET", "/oauth/userinfo", discovery.show_person, _READS, *claims, access=_SIGNED_IN, answer=Person),
        _api("POST", "/oauth/userinfo", discovery.show_person, _READS, *claims, access=_SIGNED_IN, answer=Person),
    )


def _api(
    method: Method,
    path: str,
    handler: Handler,
    limit: RateLimit,
    *scopes: str,
    access: Access = _ANYONE,
    answer: object,
    takes: type | None = None,
) -> Route:
    return Route(
        method,
        path,
        handler,
        access,
        name=f"{method.lower()} {path}".replace(".", " "),
        rate_limit=limit,
        family=Family.API,
        scopes=scopes,
        takes_token=access is not _ANYONE,
        takes=takes,
        answer=answer,
    )
