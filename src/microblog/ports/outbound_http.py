"""Requests to servers whose address somebody else has given."""

from collections.abc import Mapping
from typing import Protocol


class AddressRefused(Exception):
    """Nothing may be sent there: a private address, or none that this server speaks to. The message says which host."""


class NoAnswer(Exception):
    """It could not be reached, or did not answer in time. The message says why."""


class OutboundHttp(Protocol):
    """Sends requests to the public internet, and nowhere else. It follows no redirects."""

    def post(self, url: str, *, headers: Mapping[str, str], body: bytes) -> int:
        """The status of the answer, whatever it is. Raises AddressRefused and NoAnswer."""
        ...
