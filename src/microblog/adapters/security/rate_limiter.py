"""Rate limits by a sliding window; in memory each process counts for itself, and forgets at its end."""

import math
import time

from attrs import field, frozen
from limits import RateLimitItemPerSecond
from limits.storage import MemoryStorage, Storage
from limits.strategies import SlidingWindowCounterRateLimiter

from microblog.ports.rate_limiter import RateLimit, RateLimiter, Standing


@frozen
class WindowRateLimiter(RateLimiter):
    """A sliding window: the hits of the window before count in proportion: no double share at its edge."""

    counts: Storage = field(repr=False, factory=MemoryStorage)
    _window: SlidingWindowCounterRateLimiter = field(init=False, repr=False)

    @_window.default
    def _on_counts(self) -> SlidingWindowCounterRateLimiter:
        return SlidingWindowCounterRateLimiter(self.counts)

    def hit(self, key: str, limit: RateLimit) -> int:
        """See the port."""
        item = RateLimitItemPerSecond(limit.hits, limit.seconds)
        if self._window.hit(item, key):
            return 0
        reset = self._window.get_window_stats(item, key).reset_time
        return max(1, math.ceil(reset - time.time()))

    def standing(self, key: str, limit: RateLimit) -> Standing:
        """See the port."""
        stats = self._window.get_window_stats(RateLimitItemPerSecond(limit.hits, limit.seconds), key)
        return Standing(stats.remaining, max(0, math.ceil(stats.reset_time - time.time())))


@frozen
class MemoryRateLimiter(WindowRateLimiter):
    """Counts in this process alone."""


@frozen
class NoRateLimiter(RateLimiter):
    """Lets everything pass: for tests and measurements."""

    def hit(self, key: str, limit: RateLimit) -> int:  # noqa: ARG002 - that is what it is for
        """Always 0."""
        return 0

    def standing(self, key: str, limit: RateLimit) -> None:
        """Always None."""
