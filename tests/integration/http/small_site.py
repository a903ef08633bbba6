"""A few routes that show everything that a request may bring and an answer may carry."""

from datetime import UTC, datetime

from microblog.adapters.localization.translator import CatalogueTranslator
from microblog.adapters.security.rate_limiter import MemoryRateLimiter
from microblog.adapters.system.logging import log_context
from microblog.adapters.system.system_clock import SystemClock
from microblog.adapters.web.access import Access
from microblog.adapters.web.application import Application
from microblog.adapters.web.error_renderers import ErrorRenderer, text_error
from microblog.adapters.web.gates.access import CheckAccess
from microblog.adapters.web.gates.authentication import Authenticate
from microblog.adapters.web.gates.csrf import CheckCsrf
from microblog.adapters.web.gates.locale import ChooseLocale
from microblog.adapters.web.gates.rate_limit import LimitRate
from microblog.adapters.web.gates.trusted_hosts import TrustedHosts
from microblog.adapters.web.gates.trusted_proxies import TrustProxies
from microblog.adapters.web.mastodon_api.problems import ApiProblems
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import CookieRules, Response
from microblog.adapters.web.route import Family, Route
from microblog.adapters.web.route_table import RouteTable
from microblog.domain.model.account import Role
from microblog.domain.model.errors import Conflict, Gone, NotFound, TooManyRequests, ValidationError
from microblog.domain.model.session import Session
from microblog.domain.model.views import Viewer
from microblog.ports.rate_limiter import RateLimit

ERRORS: dict[str, Exception] = {
    "validation": ValidationError("name", "too_long", {"limit": 30}),
    "missing": NotFound(),
    "gone": Gone(),
    "conflict": Conflict(),
    "later": TooManyRequests(17),
    "fault": RuntimeError("secret detail"),
}


def echo(request: Request) -> Response:
    """What the handler sees."""
    return Response.json(
        {
            "method": request.method,
            "path": request.path,
            "params": dict(request.path_params),
            "query": request.query.pairs,
            "form": request.form.pairs,
            "files": [(f.field_name, f.filename, f.content_type, len(f.content)) for f in request.files],
            "cookies": dict(request.cookies),
            "body": len(request.body),
            "locale": request.locale,
            "viewer": request.viewer.username if request.viewer else None,
            "x": request.headers.get("x-thing"),
            "csrf": request.csrf_token,
        }
    )


def parse(request: Request) -> Response:
    """The JSON that came in."""
    return Response.json({"got": request.json()})


def fail(request: Request) -> Response:
    """Go wrong as asked."""
    raise ERRORS[request.path_text("kind")]


def leave(_: Request) -> Response:
    """A redirect with a cookie."""
    return Response.redirect("/héllo").set_cookie("seen", "1", secure=False)


def empty(_: Request) -> Response:
    """No content."""
    return Response(204)


def _viewer(secret: str) -> tuple[Viewer, Session] | None:
    roles = {"ann": Role.USER, "mo": Role.MODERATOR}
    if secret not in roles:
        return None
    now = datetime(2026, 1, 1, tzinfo=UTC)
    viewer = Viewer(1, secret, secret, f"/@{secret}", roles[secret], "de", 5, 0, 0)
    return viewer, Session(5, b"", 1, now, now, now, False, "")


def small_site() -> Application:
    """Every part of the kernel in use; ``session=ann`` and ``session=mo`` are signed in."""
    cookies = CookieRules(secure=False)
    anyone = Access.ANYONE
    routes = (
        Route("GET", "/", echo, anyone, "home"),
        Route("GET", "/form", echo, anyone, "form", anonymous_form=True),
        Route("POST", "/form", echo, anyone, "send form"),
        Route("POST", "/free", echo, anyone, "free", csrf=False),
        Route("PUT", "/json", parse, anyone, "json", csrf=False, family=Family.API, body_limit=4096),
        Route("GET", "/@<username>/<int:post_id>", echo, anyone, "post"),
        Route("GET", "/files/<path:name>", echo, anyone, "file"),
        Route("GET", "/fail/<kind>", fail, anyone, "fail"),
        Route("GET", "/leave", leave, anyone, "leave"),
        Route("GET", "/empty", empty, anyone, "empty"),
        Route("GET", "/mine", echo, Access.SIGNED_IN, "mine"),
        Route("POST", "/mine", echo, Access.SIGNED_IN, "change mine"),
        Route("GET", "/reports", echo, Access.MODERATOR, "reports"),
        Route("GET", "/rare", empty, anyone, "rare", rate_limit=RateLimit(2, 3600)),
    )
    gates = (
        TrustProxies(),
        TrustedHosts(frozenset({"localhost", "127.0.0.1"})),
        Authenticate(_viewer, cookies),
        ChooseLocale(CatalogueTranslator()),
        LimitRate(MemoryRateLimiter(), SystemClock()),
        CheckAccess(),
        CheckCsrf(cookies),
    )
    renderers: dict[Family, ErrorRenderer] = {Family.SITE: text_error, Family.API: ApiProblems()}
    return Application(RouteTable(routes), gates, renderers, log_context=log_context)
