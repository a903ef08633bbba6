"""Who the client is when a reverse proxy stands in between."""

from ipaddress import IPv4Network, IPv6Network, ip_address

from attrs import frozen

from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.route import Route


@frozen
class TrustProxies(Gate):
    """Believes ``X-Forwarded-For`` and ``X-Forwarded-Proto`` from the proxies named in the settings alone.

    Such a proxy has to drop what a client sends as ``X_Forwarded_For``, as nginx does by itself: under WSGI both
    spellings become one, and the last one counts.
    """

    proxies: tuple[IPv4Network | IPv6Network, ...] = ()

    def __call__(self, route: Route, request: Request, /) -> None:  # noqa: ARG002 - the same for every route
        """The client is the right-most address that is no proxy of ours; left of it anybody may have written."""
        if not self.proxies or not self._is_proxy(request.client_address):
            return
        client = request.client_address
        for hop in reversed(request.headers.get("x-forwarded-for").split(",")):
            address = hop.strip()
            if not _is_address(address):
                break
            client = address
            if not self._is_proxy(address):
                break
        scheme = request.headers.get("x-forwarded-proto").rpartition(",")[2].strip().lower()
        request.client_address = client
        if scheme in ("http", "https"):
            request.scheme = scheme

    def _is_proxy(self, address: str) -> bool:
        return _is_address(address) and any(ip_address(address) in network for network in self.proxies)


def _is_address(text: str) -> bool:
    try:
        ip_address(text)
    except ValueError:
        return False
    return True
