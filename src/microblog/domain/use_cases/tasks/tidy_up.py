"""Remove what has had its time."""

import logging
from datetime import timedelta

from attrs import frozen

from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory

logger = logging.getLogger(__name__)

HOME_TIMELINE_LENGTH = 800
IDEMPOTENCY_KEYS_LIVE = timedelta(days=1)


@frozen
class TidyUp:
    """Remove expired sessions, tokens and idempotency keys, and cut home timelines to 800 rows each."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self) -> None:
        """Each in a unit of work of its own, so that nobody who wants to write waits for all of them."""
        now = self.clock()
        with self.unit_of_work() as uow:
            sessions = uow.sessions.remove_expired(now)
            uow.commit()
        with self.unit_of_work() as uow:
            tokens = uow.tokens.remove_expired(now)
            uow.commit()
        with self.unit_of_work() as uow:
            keys = uow.idempotency.remove_before(now - IDEMPOTENCY_KEYS_LIVE)
            uow.commit()
        with self.unit_of_work() as uow:
            rows = uow.home_timelines.trim(HOME_TIMELINE_LENGTH)
            uow.commit()
        removed = {"sessions": sessions, "tokens": tokens, "idempotency_keys": keys, "timeline_rows": rows}
        logger.info("tidied up", extra=removed)
