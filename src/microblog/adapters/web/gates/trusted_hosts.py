"""Whether the request is meant for this server."""

import re

from attrs import frozen

from microblog.adapters.web.errors import BadRequest
from microblog.adapters.web.gates.gate import Gate
from microblog.adapters.web.request import Request
from microblog.adapters.web.route import Route

_HOST = re.compile(r"(?P<name>[a-z0-9.-]+|\[[0-9a-f:.]+\])(?::[0-9]{1,5})?")


@frozen
class TrustedHosts(Gate):
    """Refuses a ``Host`` that is not ours, whatever the port: against DNS rebinding and poisoned links."""

    names: frozenset[str]
    """Host names in lower case without port; IPv6 addresses in brackets."""

    def __call__(self, route: Route, request: Request, /) -> None:  # noqa: ARG002 - the same for every route
        """Raises ``BadRequest`` (``unknown_host``), also for a missing or doubled header (RFC 9112 §3.2)."""
        host = _HOST.fullmatch(request.host)
        if host is None or host["name"] not in self.names:
            raise BadRequest("unknown_host")
