"""Whether it is too much."""

from ipaddress import IPv6Address, ip_address

from attrs import frozen

from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.route import Route
from microblog.domain.model.errors import TooManyRequests
from microblog.ports.rate_limiter import RateLimiter


@frozen
class LimitRate(Gate):
    """Keeps ``Route.rate_limit``: per signed-in person, else per client address."""

    limiter: RateLimiter

    def __call__(self, route: Route, request: Request, /) -> Request:
        """Raises ``TooManyRequests``."""
        if route.rate_limit is not None:
            wait = self.limiter.hit(f"{route.name}:{who(request)}", route.rate_limit)
            if wait:
                raise TooManyRequests(wait)
        return request


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
