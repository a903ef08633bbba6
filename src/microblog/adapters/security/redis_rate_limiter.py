"""Rate limits in Redis: all processes count together."""

import time
from collections.abc import Callable
from hashlib import sha256
from threading import Lock
from typing import TypeVar

from attrs import define, field
from limits.storage import RedisStorage

from microblog.adapters.security.rate_limiter import MemoryRateLimiter, WindowRateLimiter
from microblog.ports.broker_news import BrokerNews
from microblog.ports.rate_limiter import RateLimit, RateLimiter, Standing

_SECONDS = 0.5  # to connect, and for each answer: somebody waits for a page
_PAUSE = 5.0  # seconds until Redis is tried again

Answer = TypeVar("Answer")


def _hashed(key: str) -> str:
    """Keys name mail addresses and those of machines, which need not lie in Redis."""
    return sha256(key.encode()).hexdigest()


@define
class RedisRateLimiter(RateLimiter):
    """Counts under keys that begin with the prefix. While Redis is away this process counts by itself, from nothing.

    To refuse everybody then would be worse, and so would be to wait for Redis at every request: it is tried again every
    five seconds, by one request.
    """

    url: str = field(repr=False)
    prefix: str
    news: BrokerNews
    now: Callable[[], float] = time.monotonic
    _alone: MemoryRateLimiter = field(factory=MemoryRateLimiter, init=False, repr=False)
    _together: WindowRateLimiter = field(init=False, repr=False)
    _away: type[Exception] = field(init=False, repr=False)
    _again: float | None = field(default=None, init=False)  # when Redis is tried, while it is away
    _lock: Lock = field(factory=Lock, init=False, repr=False)

    @_together.default
    def _in_redis(self) -> WindowRateLimiter:
        from redis.backoff import NoBackoff
        from redis.retry import Retry

        options = {"socket_connect_timeout": _SECONDS, "socket_timeout": _SECONDS, "retry": Retry(NoBackoff(), 0)}
        return WindowRateLimiter(RedisStorage(self.url, key_prefix=f"{self.prefix}:limits", **options))  # type: ignore[arg-type]

    @_away.default
    def _of_redis(self) -> type[Exception]:
        from redis.exceptions import RedisError

        return RedisError

    def hit(self, key: str, limit: RateLimit) -> int:
        return self._asked(lambda limiter: limiter.hit(_hashed(key), limit))

    def standing(self, key: str, limit: RateLimit) -> Standing:
        return self._asked(lambda limiter: limiter.standing(_hashed(key), limit))

    def check(self) -> None:
        """Raises what the driver raises where Redis cannot be used."""
        self._together.standing("check", RateLimit(1, 1))

    def _asked(self, ask: Callable[[WindowRateLimiter], Answer]) -> Answer:
        if self._is_its_time():
            try:
                answer = ask(self._together)
            except self._away as error:
                self._again = self.now() + _PAUSE
                self.news.away(error)
            else:
                self._again = None
                self.news.back()
                return answer
        return ask(self._alone)

    def _is_its_time(self) -> bool:
        if self._again is None:
            return True
        with self._lock:
            if self._again is not None and self.now() < self._again:
                return False
            self._again = self.now() + _PAUSE  # others do not wait for what this one finds out
        return True
