"""Whether it is too much."""

from datetime import timedelta
from ipaddress import IPv6Address, ip_address

from attrs import frozen

from microblog.adapters.web.errors import LimitReached, retry_after
from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.route import Family, Route
from microblog.domain.model.errors import TooManyRequests
from microblog.ports.clock import Clock
from microblog.ports.rate_limiter import RateLimit, RateLimiter


@frozen
class LimitRate(Gate):
    """Keeps ``Route.rate_limit``: per signed-in person, else per client address."""

    limiter: RateLimiter
    clock: Clock

    def __call__(self, route: Route, request: Request, /) -> None:
        """The API is told how much is left. Raises ``TooManyRequests``, for the API ``LimitReached``."""
        if route.rate_limit is None:
            return
        key = f"{route.counted_as or route.name}:{who(request)}"
        wait = self.limiter.hit(key, route.rate_limit)
        if route.family is not Family.API:
            if wait:
                raise TooManyRequests(wait)
            return
        said = self._said(key, route.rate_limit)
        if wait:
            raise LimitReached("too_many_requests", (*retry_after(wait), *said))
        request.answer_headers += said

    def _said(self, key: str, limit: RateLimit) -> tuple[tuple[str, str], ...]:
        """https://docs.joinmastodon.org/api/rate-limits/."""
        standing = self.limiter.standing(key, limit)
        if standing is None:
            return ()
        reset = self.clock() + timedelta(seconds=standing.reset)
        return (
            ("X-RateLimit-Limit", str(limit.hits)),
            ("X-RateLimit-Remaining", str(standing.remaining)),
            ("X-RateLimit-Reset", reset.replace(tzinfo=None).isoformat(timespec="milliseconds") + "Z"),
        )


def who(request: Request) -> str:
    """Whose hits are counted together. Of an IPv6 address the first 64 bits: the rest is the client's to choose."""
    if request.viewer is not None:
        return f"account {request.viewer.account_id}"
    try:
        address = ip_address(request.client_address)
    except ValueError:
        return "no address"
    if isinstance(address, IPv6Address):
        return str(address.ipv4_mapped or IPv6Address(int(address) >> 64 << 64))
    return str(address)
