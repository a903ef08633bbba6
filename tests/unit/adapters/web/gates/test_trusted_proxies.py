from ipaddress import ip_network

import pytest

from microblog.adapters.web.access import Access
from microblog.adapters.web.fields import Headers
from microblog.adapters.web.gates.rate_limit import who
from microblog.adapters.web.gates.trusted_proxies import TrustProxies
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.route import Route

ROUTE = Route("GET", "/", lambda _: Response(), Access.ANYONE, "home")
GATE = TrustProxies((ip_network("10.0.0.0/8"), ip_network("::1/128")))


@pytest.mark.parametrize(
    ("peer", "forwarded", "client"),
    [
        ("203.0.113.5", "198.51.100.1", "203.0.113.5"),
        ("10.0.0.1", "", "10.0.0.1"),
        ("10.0.0.1", "198.51.100.1", "198.51.100.1"),
        ("::1", "2001:db8::1", "2001:db8::1"),
        ("10.0.0.1", "8.8.8.8, 198.51.100.1", "198.51.100.1"),
        ("10.0.0.1", "198.51.100.1, 10.0.0.2", "198.51.100.1"),
        ("10.0.0.1", "10.9.9.9, 10.0.0.2", "10.9.9.9"),
        ("10.0.0.1", "198.51.100.1, nonsense", "10.0.0.1"),
        ("", "198.51.100.1", ""),
    ],
)
def test_only_a_proxy_of_ours_is_believed(peer: str, forwarded: str, client: str) -> None:
    headers = Headers.from_pairs([("X-Forwarded-For", forwarded)])
    request = Request("GET", "/", "id", headers=headers, client_address=peer)
    GATE(ROUTE, request)
    assert request.client_address == client


@pytest.mark.parametrize(
    ("peer", "said", "scheme"),
    [("10.0.0.1", "https", "https"), ("203.0.113.5", "https", "http"), ("10.0.0.1", "gopher", "http")],
)
def test_the_scheme_likewise(peer: str, said: str, scheme: str) -> None:
    headers = Headers.from_pairs([("X-Forwarded-Proto", said)])
    request = Request("GET", "/", "id", headers=headers, client_address=peer)
    GATE(ROUTE, request)
    assert request.scheme == scheme


@pytest.mark.parametrize(
    ("address", "counted_as"),
    [
        ("203.0.113.5", "203.0.113.5"),
        ("::ffff:203.0.113.5", "203.0.113.5"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("", "no address"),
    ],
)
def test_hits_are_counted_per_network_that_one_client_owns(address: str, counted_as: str) -> None:
    assert who(Request("GET", "/", "id", client_address=address)) == counted_as
