"""Rate limiters of every kind, those in Redis under keys of their own that go when the test is over."""

import secrets
from collections.abc import Callable, Iterator

import pytest

from microblog.adapters.security.rate_limiter import MemoryRateLimiter
from microblog.adapters.security.redis_rate_limiter import RedisRateLimiter
from microblog.adapters.system.broker_news import LoggedBrokerNews
from microblog.ports.rate_limiter import RateLimiter
from tests.brokers import remove_queues
from tests.gaps import needs


@pytest.fixture
def prefix() -> Iterator[str]:
    """What this test's keys in Redis begin with."""
    prefix = f"test{secrets.token_hex(6)}"
    yield prefix
    remove_queues(needs("redis"), prefix)


@pytest.fixture(params=["memory", "redis"])
def limiter(request: pytest.FixtureRequest) -> RateLimiter:
    """An empty one."""
    if request.param == "memory":
        return MemoryRateLimiter()
    connect: Callable[[], RateLimiter] = request.getfixturevalue("connect")
    return connect()


@pytest.fixture
def connect(prefix: str) -> Callable[[], RateLimiter]:
    """Makes limiters that count together, as several processes have them."""
    return lambda: RedisRateLimiter(needs("redis"), prefix, LoggedBrokerNews())
