"""The smallest site: one page behind all gates, to measure what the house costs without its furniture."""

import sys
from functools import partial
from typing import Any, Literal

from microblog.adapters.localization.translator import CatalogueTranslator
from microblog.adapters.security.rate_limiter import NoRateLimiter
from microblog.adapters.system.system_clock import SystemClock
from microblog.adapters.web.access import Access
from microblog.adapters.web.application import Application
from microblog.adapters.web.error_renderers import text_error
from microblog.adapters.web.flask_binding import bind_flask
from microblog.adapters.web.gates.access import CheckAccess
from microblog.adapters.web.gates.authentication import Authenticate
from microblog.adapters.web.gates.csrf import CheckCsrf
from microblog.adapters.web.gates.locale import ChooseLocale
from microblog.adapters.web.gates.rate_limit import LimitRate
from microblog.adapters.web.gates.trusted_hosts import TrustedHosts
from microblog.adapters.web.gates.trusted_proxies import TrustProxies
from microblog.adapters.web.mastodon_api.problems import ApiProblems
from microblog.adapters.web.quart_binding import bind_quart
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import CookieRules, Response
from microblog.adapters.web.route import Family, Route
from microblog.adapters.web.route_table import RouteTable
from microblog.entrypoints.server import serve


def hello(request: Request) -> Response:  # noqa: ARG001 - it greets everybody alike
    """Say hello."""
    return Response.text("hello")


def _nobody(*, secret: str) -> None:
    """There are no sessions here."""


_cookies = CookieRules(secure=False)
application = Application(
    RouteTable((Route("GET", "/", hello, Access.ANYONE, "hello"),)),
    (
        TrustProxies(),
        TrustedHosts(frozenset({"127.0.0.1", "localhost"})),
        Authenticate(_nobody, _cookies),
        ChooseLocale(CatalogueTranslator()),
        LimitRate(NoRateLimiter(), SystemClock()),
        CheckAccess(),
        CheckCsrf(_cookies),
    ),
    {Family.SITE: text_error, Family.API: ApiProblems()},
)

flask_app = bind_flask(application)
quart_app = bind_quart(application, threads=4)


def build(web: str) -> Any:
    """The site for ``serve``."""
    return flask_app if web == "flask" else quart_app


if __name__ == "__main__":
    kind: Literal["flask", "quart"] = "flask" if sys.argv[1] == "flask" else "quart"
    serve(partial(build, kind), kind, "127.0.0.1", int(sys.argv[2]), threads=4)
