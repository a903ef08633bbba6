"""Rate limits, in memory and in a real Redis."""

import logging
import subprocess
import sys
from collections.abc import Callable

import pytest
from redis import Redis
from redis.exceptions import RedisError

from microblog.adapters.security.redis_rate_limiter import RedisRateLimiter
from microblog.adapters.system.broker_news import LoggedBrokerNews
from microblog.ports.rate_limiter import RateLimit, RateLimiter
from tests.brokers import own_redis
from tests.gaps import needs

TWICE_AN_HOUR = RateLimit(2, 3600)
ANOTHER_PROCESS = """
import sys
from microblog.adapters.security.redis_rate_limiter import RedisRateLimiter
from microblog.adapters.system.broker_news import LoggedBrokerNews
from microblog.ports.rate_limiter import RateLimit
print(RedisRateLimiter(sys.argv[1], sys.argv[2], LoggedBrokerNews()).hit("ann", RateLimit(2, 3600)))
"""


class Clock:
    """Seconds that pass when somebody says so."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


def test_the_hit_over_the_limit_has_to_wait_and_is_not_counted(limiter: RateLimiter) -> None:
    standing = limiter.standing("ann", TWICE_AN_HOUR)
    assert standing is not None
    assert standing.remaining == 2
    assert [limiter.hit("ann", TWICE_AN_HOUR) for _ in range(2)] == [0, 0]
    for _ in range(3):
        assert 0 < limiter.hit("ann", TWICE_AN_HOUR) <= 3600
    left = limiter.standing("ann", TWICE_AN_HOUR)
    assert left is not None
    assert (left.remaining, 0 <= left.reset <= 3600) == (0, True)


def test_keys_and_limits_count_apart(limiter: RateLimiter) -> None:
    for _ in range(3):
        limiter.hit("ann", TWICE_AN_HOUR)
    assert limiter.hit("ben", TWICE_AN_HOUR) == 0
    assert limiter.hit("log in:ann ä\n%s", TWICE_AN_HOUR) == 0
    assert limiter.hit("ann", RateLimit(5, 60)) == 0


def test_processes_that_share_a_redis_share_the_limits(connect: Callable[[], RateLimiter], prefix: str) -> None:
    first, second = connect(), connect()
    assert first.hit("ann", TWICE_AN_HOUR) == 0
    command = [sys.executable, "-c", ANOTHER_PROCESS, needs("redis"), prefix]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "0\n"
    assert first.hit("ann", TWICE_AN_HOUR) > 0
    assert second.hit("ann", TWICE_AN_HOUR) > 0


def test_what_is_kept_in_redis_goes_by_itself_and_has_a_prefix(connect: Callable[[], RateLimiter], prefix: str) -> None:
    connect().hit("ann", TWICE_AN_HOUR)
    with Redis.from_url(needs("redis")) as redis:
        keys = list(redis.scan_iter(f"{prefix}:limits*"))
        assert keys
        assert all(0 < redis.ttl(key) <= 2 * 3600 for key in keys)


@pytest.mark.needs("own-redis")
def test_redis_is_told_no_addresses() -> None:
    with own_redis() as redis:
        limiter = RedisRateLimiter(redis.url, "test", LoggedBrokerNews())
        limiter.hit("password-reset:ann@example.org", TWICE_AN_HOUR)
        limiter.hit("log-in:192.0.2.7:ben", TWICE_AN_HOUR)
        assert limiter.standing("log-in:192.0.2.7:ben", TWICE_AN_HOUR).remaining == 1
        with Redis.from_url(redis.url) as client:
            held = {key: client.dump(key) for key in client.scan_iter("*")}
    assert len(held) == 2
    assert all(key.startswith(b"test:limits:") for key in held)
    assert not [word for word in (b"ann", b"example", b"192.0.2.7", b"ben") if word in repr(held).encode()]


@pytest.mark.needs("own-redis")
def test_while_redis_is_away_each_counts_by_itself_and_goes_back_by_itself(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(logging.INFO)
    clock = Clock()
    with own_redis() as redis:
        limiter = RedisRateLimiter(redis.url, "test", LoggedBrokerNews(clock, "away", "back"), clock)
        assert [limiter.hit("ann", TWICE_AN_HOUR) for _ in range(2)] == [0, 0]
        redis.stop()
        assert [limiter.hit("ann", TWICE_AN_HOUR) for _ in range(2)] == [0, 0]  # it counts from nothing
        assert limiter.hit("ann", TWICE_AN_HOUR) > 0
        clock.seconds = 6
        assert limiter.hit("ben", TWICE_AN_HOUR) == 0
        with pytest.raises(RedisError):
            limiter.check()
        redis.start()
        assert limiter.hit("ann", TWICE_AN_HOUR) > 0  # not tried again yet
        clock.seconds = 12
        assert limiter.hit("ann", TWICE_AN_HOUR) == 0  # this Redis has forgotten everything
        limiter.check()
    assert [record.message for record in caplog.records if record.name.startswith("microblog")] == ["away", "back"]
