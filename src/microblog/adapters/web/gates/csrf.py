"""Whether a form was sent from a page of ours.

Two checks, each enough against a plain attack: the browser says where the form came from (``Origin``, else
``Referer``, and ``Sec-Fetch-Site``), and the form carries a token that only our pages know. The token of a session is
derived from the session's own secret, so nothing has to be stored and it ends with the session. Before log-in the
token is a random cookie of its own; over https ``__Host-`` keeps siblings from planting one.
"""

import hashlib
import hmac
import re
import secrets
from urllib.parse import urlsplit

from attrs import frozen

from microblog.adapters.web.errors import Forbidden
from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import CookieRules, set_cookie_header
from microblog.adapters.web.route import Family, Route

FIELD = "csrf_token"
HEADER = "X-CSRF-Token"
"""What our own JavaScript sends in place of the field."""
COOKIE = "csrf"
SESSION_COOKIE = "session"
_TOKEN = re.compile(r"[A-Za-z0-9_-]{43}")


def csrf_token_of(session_secret: str) -> str:
    """The token that belongs to a session secret, which it does not give away."""
    return hmac.new(session_secret.encode("utf-8", "replace"), b"csrf", hashlib.sha256).hexdigest()


@frozen
class CheckCsrf(Gate):
    """Refuses an unsafe request (RFC 9110 §9.2.1) that no page of ours has sent."""

    cookies: CookieRules

    def __call__(self, route: Route, request: Request, /) -> None:
        """Puts the token for a stranger's forms into ``request.csrf_token``. Raises ``Forbidden`` (``csrf``)."""
        if route.family is not Family.SITE:
            return  # the API takes no cookies, so nothing can be forged
        if request.viewer is None:
            self._before_log_in(route, request)
        if not request.is_safe and route.csrf:
            if not came_from_a_page_of_ours(request):
                raise Forbidden("csrf")
            given = request.form.get(FIELD) or request.headers.get(HEADER)
            wanted = request.csrf_token
            if not wanted or not hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode()):
                raise Forbidden("csrf")

    def _before_log_in(self, route: Route, request: Request) -> None:
        known = request.cookies.get(self.cookies.name(COOKIE), "")
        if _TOKEN.fullmatch(known):
            request.csrf_token = known
        elif route.anonymous_form and request.is_safe:
            request.csrf_token = secrets.token_urlsafe(32)
            name = self.cookies.name(COOKIE)
            cookie = set_cookie_header(name, request.csrf_token, secure=self.cookies.secure)
            request.answer_headers = (*request.answer_headers, cookie)


def came_from_a_page_of_ours(request: Request) -> bool:
    """What the browser says of that. The host has passed its gate and stands for us.

    What sends neither ``Origin`` nor ``Referer`` is no browser, and nobody's browser is misused by it.
    """
    if request.headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    said = request.headers.get("origin") or request.headers.get("referer")
    if not said:
        return True
    try:
        origin = urlsplit(said)
    except ValueError:
        return False
    # A proxy that ends TLS may leave us thinking of http; the other way round is a downgrade.
    schemes = ("https",) if request.scheme == "https" else ("https", "http")
    return origin.scheme in schemes and origin.netloc.lower() == request.host
