"""Hold a use case to a limit."""

from microblog.domain.model.errors import TooManyRequests
from microblog.ports.rate_limiter import RateLimit, RateLimiter


def within_limit(rate_limiter: RateLimiter, key: str, limit: RateLimit) -> None:
    """Count one try. Raises TooManyRequests once the limit is reached."""
    wait = rate_limiter.hit(key, limit)
    if wait:
        raise TooManyRequests(wait)
