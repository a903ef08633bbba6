"""How often something may be done."""

from typing import Protocol

from attrs import frozen


@frozen
class RateLimit:
    """At most ``hits`` within any ``seconds``."""

    hits: int
    seconds: int


@frozen
class Standing:
    """How many hits are left, and in how many seconds (≥ 0) all of them are there again."""

    remaining: int
    reset: int


class RateLimiter(Protocol):
    """Counts hits per key."""

    def hit(self, key: str, limit: RateLimit) -> int:
        """Count one hit. Returns 0 when it is within the limit, else the seconds (≥ 1) to wait before trying again.

        ``key`` names who does what (``log-in:203.0.113.7``); keys are kept in memory or in a store shared by the
        processes, never in a log. A refused hit is not counted.
        """
        ...

    def standing(self, key: str, limit: RateLimit) -> Standing | None:
        """What is left of the limit, without a hit; None where nothing is limited."""
        ...
