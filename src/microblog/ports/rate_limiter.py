"""How often something may be done."""

from typing import Protocol

from attrs import frozen


@frozen
class RateLimit:
    """At most ``hits`` within any ``seconds``."""

    hits: int
    seconds: int


class RateLimiter(Protocol):
    """Counts hits per key."""

    def hit(self, key: str, limit: RateLimit) -> int:
        """Count one hit. Returns 0 when it is within the limit, else the seconds (≥ 1) to wait before trying again.

        ``key`` names who does what (``log-in:203.0.113.7``); keys are kept in memory or in a store shared by the
        processes, never in a log. A refused hit is not counted.
        """
        ...
