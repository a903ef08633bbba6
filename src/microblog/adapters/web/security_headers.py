"""What every answer says to the browser about safety."""

from microblog.adapters.web.request import Request

_POLICY = (
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    "media-src 'self'",
    "font-src 'self'",
    "connect-src 'self'",
    "manifest-src 'self'",
    "base-uri 'none'",
    "frame-ancestors 'none'",
)


def content_security_policy(*, form_action: bool = True) -> str:
    """What a page may load and do; with `form_action` its forms, and what they lead to, stay on this site."""
    return "; ".join((*_POLICY, "form-action 'self'") if form_action else _POLICY)


# ``same-origin`` and not ``no-referrer``: under the latter browsers send ``Origin: null`` with a form, and the
# CSRF gate could not tell ours from another's.
_ALWAYS = (
    ("Content-Security-Policy", content_security_policy()),
    ("X-Content-Type-Options", "nosniff"),
    ("Referrer-Policy", "same-origin"),
    ("Permissions-Policy", "camera=(), geolocation=(), microphone=(), payment=(), usb=()"),
    ("Cross-Origin-Opener-Policy", "same-origin"),
)
_HSTS = ("Strict-Transport-Security", "max-age=31536000")


def guarded(
    request: Request, given: tuple[tuple[str, str], ...], *, has_form: bool = False
) -> tuple[tuple[str, str], ...]:
    """An answer's headers and those that it leaves unsaid; what the handler says itself stands.

    What only its reader should have is kept nowhere: pages of somebody signed in, pages with a token for a form, and
    what a form is answered with, since it shows again what was typed.
    """
    headers = [*given, *request.answer_headers]
    said = {name.lower() for name, _ in headers}
    headers.extend(pair for pair in _ALWAYS if pair[0].lower() not in said)
    if request.scheme == "https":
        headers.append(_HSTS)
    if "cache-control" not in said:
        private = request.viewer is not None or "set-cookie" in said or has_form or not request.is_safe
        headers.append(("Cache-Control", "private, no-store" if private else "no-cache"))
        headers.append(("Vary", "Cookie, Accept-Language"))
    headers.append(("X-Request-Id", request.request_id))
    return tuple(headers)
