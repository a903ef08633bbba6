"""Requests that reach the public internet and nothing else."""

import socket
import ssl
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from http.client import HTTPException, HTTPSConnection
from ipaddress import IPv4Address, IPv6Address, IPv6Network, ip_address
from threading import Timer
from urllib.parse import urlsplit

from microblog.ports.outbound_http import AddressRefused, NoAnswer, OutboundHttp

SECONDS = 10.0
_UNICAST = IPv6Network("2000::/3")  # RFC 4291 section 2.4, as far as any was given out
_NAT64 = IPv6Network("64:ff9b::/96")  # RFC 6052: the last 32 bits are an IPv4 address


class GuardedHttp(OutboundHttp):
    """Resolves a name by itself and connects to one of the addresses that it looked at, so that nobody can have it
    look at one address and connect to another. Proxies of the environment are not used: they would resolve anew.

    A request takes `seconds` at most from the moment that the name is resolved, which the system ends by itself.
    """

    def __init__(self, *, may_be_private: bool = False, tls: ssl.SSLContext | None = None, seconds: float = SECONDS):
        self._may_be_private, self._seconds = may_be_private, seconds
        self._tls = tls or ssl.create_default_context()

    def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> int:
        parts = urlsplit(url)
        host, port = parts.hostname, parts.port or 443
        if parts.scheme != "https" or not host or parts.username is not None:
            raise AddressRefused(f"{host}: only https without a name and password")
        addresses = self._addresses(host, port)
        target = parts.path or "/"
        if parts.query:
            target += f"?{parts.query}"
        connection = _Connection(host, port, addresses, self._tls, time.monotonic() + self._seconds)
        try:
            with _ended_after(connection, self._seconds):
                connection.request("POST", target, body, dict(headers))
                return connection.getresponse().status
        except (OSError, HTTPException) as error:
            raise NoAnswer(f"{host}: {type(error).__name__}") from None
        finally:
            connection.close()

    def _addresses(self, host: str, port: int) -> list[str]:
        try:
            found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)
        except (OSError, UnicodeError) as error:
            raise NoAnswer(f"{host}: {type(error).__name__}") from None
        addresses = [str(each[4][0]).partition("%")[0] for each in found]
        allowed = [address for address in addresses if self._may_be_private or is_public(address)]
        if not allowed:
            raise AddressRefused(f"{host}: no public address")
        return allowed


def is_public(text: str) -> bool:
    """Whether the address is one of the public internet, also where it wraps another (IPv4 in IPv6)."""
    address = ip_address(text)
    if isinstance(address, IPv6Address):
        inner = address.ipv4_mapped or address.sixtofour
        if inner is None and address in _NAT64:
            inner = IPv4Address(int(address) & 0xFFFFFFFF)
        if inner is None:
            return address in _UNICAST and address.is_global
        address = inner
    return address.is_global and not address.is_multicast


class _Connection(HTTPSConnection):
    """Goes to one of the given addresses, under the host's name."""

    def __init__(self, host: str, port: int, addresses: list[str], tls: ssl.SSLContext, ends: float) -> None:
        super().__init__(host, port, context=tls)
        self._addresses, self._tls, self._ends = addresses, tls, ends

    def connect(self) -> None:
        """Try one address after the other, for as long as there is time."""
        failure: OSError = TimeoutError()
        for address in self._addresses:
            try:
                plain = socket.create_connection((address, self.port), self._left())
            except OSError as error:
                failure = error
                continue
            plain.settimeout(self._left())  # of the handshake as a whole, which nobody can end from outside
            self.sock = self._tls.wrap_socket(plain, server_hostname=self.host)
            self._left()  # whoever wanted to end it until now found nothing to end
            return
        raise failure

    def _left(self) -> float:
        """Seconds. Raises TimeoutError where there are none."""
        left = self._ends - time.monotonic()
        if left <= 0:
            raise TimeoutError
        return left


@contextmanager
def _ended_after(connection: HTTPSConnection, seconds: float) -> Iterator[None]:
    # The timeout of a socket is for each single read: whoever sends a byte now and then would never meet it.
    def end() -> None:
        try:
            connection.sock.shutdown(socket.SHUT_RDWR)
        except (OSError, AttributeError):  # it has ended by itself, or never began
            return

    timer = Timer(seconds, end)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
