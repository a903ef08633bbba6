"""Remove what has had its time."""

import logging
from collections.abc import Callable
from datetime import timedelta

from attrs import frozen

from microblog.domain.use_cases.media.remove_media import remove_unused
from microblog.ports.clock import Clock
from microblog.ports.media_store import MediaStore
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

logger = logging.getLogger(__name__)

HOME_TIMELINE_LENGTH = 800
IDEMPOTENCY_KEYS_LIVE = timedelta(days=1)
SPENT_CODES_ARE_KNOWN = timedelta(days=1)  # after they expired, so that it is noticed when somebody uses one again
UNUSED_APPS_LIVE = timedelta(days=7)
UNUSED_GRANTS_OF_NOBODY_LIVE = timedelta(days=30)  # anybody gets them for nothing, and another at any time
UNUSED_MEDIA_LIVE = timedelta(days=1)
DIGESTS_ARE_KNOWN = timedelta(days=60)  # longer than any period, so that the next one knows where to begin
BATCH = 50


@frozen
class TidyUp:
    """Remove expired sessions, tokens, codes and idempotency keys, grants and apps that nobody uses and pictures
    that nothing shows; cut home timelines.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    media_store: MediaStore

    def __call__(self) -> None:
        """Each in a unit of work of its own, so that nobody who wants to write waits for all of them."""
        now = self.clock()
        steps: dict[str, Callable[[UnitOfWork], int]] = {
            "sessions": lambda uow: uow.sessions.remove_expired(now),
            "tokens": lambda uow: uow.tokens.remove_expired(now),
            "idempotency_keys": lambda uow: uow.idempotency.remove_before(now - IDEMPOTENCY_KEYS_LIVE),
            "authorization_codes": lambda uow: uow.authorization_codes.remove_expired(now - SPENT_CODES_ARE_KNOWN),
            "app_tokens": lambda uow: uow.app_tokens.remove_expired(now),
            "grants": lambda uow: uow.grants.remove_idle(now - UNUSED_GRANTS_OF_NOBODY_LIVE),
            "apps": lambda uow: uow.apps.remove_unused(now - UNUSED_APPS_LIVE),
            "digests": lambda uow: uow.digests.remove_before(now - DIGESTS_ARE_KNOWN),
            "timeline_rows": lambda uow: uow.home_timelines.trim(HOME_TIMELINE_LENGTH),
        }
        removed = dict[str, int]()
        for name, step in steps.items():
            with self.unit_of_work() as uow:
                removed[name] = step(uow)
                uow.commit()
        removed["media"] = self._remove_media()
        logger.info("tidied up", extra=removed)

    def _remove_media(self) -> int:
        before, removed = self.clock() - UNUSED_MEDIA_LIVE, 0
        while True:
            with self.unit_of_work() as uow:
                found = [media.id for media in uow.media.unused(before, BATCH)]
            for media_id in found:
                with self.unit_of_work() as uow:
                    removed += remove_unused(uow, self.media_store, media_id)
                    uow.commit()
            if len(found) < BATCH:
                return removed
