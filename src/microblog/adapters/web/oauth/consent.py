"""Where people decide whether an app may act for them (RFC 6749 section 4.1.1)."""

from urllib.parse import quote, urlencode, urlsplit

from attrs import frozen
from authlib.oauth2 import OAuth2Error
from authlib.oauth2.rfc6749 import AccessDeniedError, InvalidScopeError

from microblog.adapters.web.oauth.authorization_server import OAuthServer
from microblog.adapters.web.oauth.oauth_request import authorization_request
from microblog.adapters.web.oauth.redirection import way_back
from microblog.adapters.web.oauth.scope_words import words_of
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.security_headers import content_security_policy
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.app import OUT_OF_BAND, App
from microblog.domain.model.scopes import grantable, parse_scopes
from microblog.domain.use_cases.apps.authorize_app import AuthorizeApp
from microblog.ports.translator import N_


@frozen
class Wanted:
    """What an app asks for, after all of it was found to be sound, and of the scopes those that the viewer can give."""

    app: App
    redirect_uri: str
    scopes: str
    challenge: str
    state: str


@frozen
class ConsentViews:
    """The authorization endpoint. An app is told of an error only at an address that it registered.

    And only by a click. Anybody can register an app, so a question that cannot be answered would otherwise send whoever
    follows a link to this site on to wherever its maker likes (RFC 9700 section 4.11.2).
    """

    pages: Pages
    oauth_server: OAuthServer
    authorize_app: AuthorizeApp
    addresses: Addresses

    def ask(self, request: Request) -> Response:
        """Ask whether the app may. Who is not signed in does so first and comes back to the same question.

        The question is looked at before: nobody shall log in for one that cannot be answered.
        """
        try:
            wanted = self._wanted(request)
        except OAuth2Error as error:
            return self._refusal(request, error)
        if request.viewer is None:
            return Response.redirect(f"/login?next={quote(_question(request), safe='')}")
        response = self.pages.show(
            request,
            "oauth_authorize.html",
            app=wanted.app,
            groups=words_of(parse_scopes(wanted.scopes)),
            destination=_destination(wanted.redirect_uri),
            question=_question(request),
        )
        # No `form-action`: the form leads to the app, and from there nobody knows where to, often by a scheme of the
        # app's own. What it would keep out, a form that somebody has smuggled in, has nothing to be smuggled in by.
        return response.with_header("Content-Security-Policy", content_security_policy(form_action=False))

    def decide(self, request: Request) -> Response:
        """Send the app a code, or that it may not."""
        try:
            wanted = self._wanted(request)
            if request.form.get("decision") != "allow":
                raise AccessDeniedError(redirect_uri=wanted.redirect_uri, state=wanted.state)
        except OAuth2Error as error:
            return self._refusal(request, error)
        code = self.authorize_app(
            account_id=signed_in(request).account_id,
            client_id=wanted.app.client_id,
            redirect_uri=wanted.redirect_uri,
            scopes=wanted.scopes,
            challenge=wanted.challenge,
        )
        if wanted.redirect_uri == OUT_OF_BAND:
            return self.pages.show(request, "oauth_code.html", app=wanted.app, code=code)
        return Response.redirect(self._way_back(wanted.redirect_uri, wanted.state, ("code", code)))

    def _wanted(self, request: Request) -> Wanted:
        asked = authorization_request(request)
        grant = self.oauth_server.get_consent_grant(asked)
        state = asked.payload.state or ""
        scopes = parse_scopes(asked.scope)
        if request.viewer is not None:
            scopes = grantable(scopes, request.viewer.role)
        if not scopes:
            raise InvalidScopeError(redirect_uri=grant.redirect_uri, state=state)
        return Wanted(
            app=asked.client.app,
            redirect_uri=grant.redirect_uri,
            scopes=" ".join(scopes),
            challenge=asked.payload.data.get("code_challenge", ""),
            state=state,
        )

    def _refusal(self, request: Request, error: OAuth2Error) -> Response:
        if not error.redirect_uri:
            return self._page(
                request,
                400,
                N_("This app asks in a wrong way"),
                N_("It is not known here, or did not say where to send you back to as it did when it was registered."),
                N_("Go back to the app and try again. If that does not help, its makers should know."),
            )
        way = ""
        if error.redirect_uri != OUT_OF_BAND:
            given = [(name, value) for name, value in error.get_body() if name != "state"]
            way = self._way_back(error.redirect_uri, error.state or "", *given)
        if isinstance(error, AccessDeniedError):
            if way:
                return Response.redirect(way)
            return self._page(request, 200, N_("The app may not use your account"), N_("You can close this page."))
        return self._page(
            request,
            400,
            N_("This app asks in a wrong way"),
            N_("It wants something that there is not, or that it did not say when it was registered."),
            way=way,
            destination=_destination(error.redirect_uri),
        )

    def _way_back(self, redirect_uri: str, state: str, *given: tuple[str, str]) -> str:
        """With the state that the app gave, and by whom this is answered (RFC 9207)."""
        known = [("state", state)] if state else []
        return way_back(redirect_uri, *given, *known, ("iss", self.addresses.base_url))

    def _page(
        self, request: Request, status: int, heading: str, *sentences: str, way: str = "", destination: str = ""
    ) -> Response:
        say = self.pages.sayer(request)
        page = self.pages.show(
            request,
            "oauth_refusal.html",
            status,
            heading=say(heading),
            sentences=[say(sentence) for sentence in sentences],
            way=way,
            destination=destination,
        )
        return page.with_header("Cache-Control", "private, no-store")


def _question(request: Request) -> str:
    """The same question again."""
    return f"{request.path}?{urlencode(request.query.pairs)}"


def _destination(redirect_uri: str) -> str:
    """The site that the browser is sent to; empty where it is an app on the device."""
    parts = urlsplit(redirect_uri)
    return parts.netloc if parts.scheme in ("http", "https") else ""
