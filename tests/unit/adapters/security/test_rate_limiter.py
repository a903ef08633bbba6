from microblog.adapters.security.rate_limiter import MemoryRateLimiter, NoRateLimiter
from microblog.ports.rate_limiter import RateLimit, RateLimiter

TWICE_AN_HOUR = RateLimit(2, 3600)


def test_the_hit_over_the_limit_has_to_wait() -> None:
    limiter = MemoryRateLimiter()
    assert [limiter.hit("ann", TWICE_AN_HOUR) for _ in range(2)] == [0, 0]
    assert 0 < limiter.hit("ann", TWICE_AN_HOUR) <= 3600


def test_keys_and_limiters_count_apart() -> None:
    limiter = MemoryRateLimiter()
    for _ in range(3):
        limiter.hit("ann", TWICE_AN_HOUR)
    assert limiter.hit("ben", TWICE_AN_HOUR) == 0
    assert MemoryRateLimiter().hit("ann", TWICE_AN_HOUR) == 0


def test_no_limit_is_no_limit() -> None:
    assert {NoRateLimiter().hit("ann", RateLimit(1, 3600)) for _ in range(5)} == {0}


def test_says_how_much_is_left() -> None:
    limiter = MemoryRateLimiter()
    assert limiter.standing("ann", TWICE_AN_HOUR).remaining == 2
    limiter.hit("ann", TWICE_AN_HOUR)
    standing = limiter.standing("ann", TWICE_AN_HOUR)
    assert standing.remaining == 1
    assert 0 < standing.reset <= 2 * 3600  # the hits of a window count in part in the next one


def test_where_nothing_is_limited_nothing_is_left() -> None:
    limiter: RateLimiter = NoRateLimiter()
    assert limiter.standing("ann", TWICE_AN_HOUR) is None
