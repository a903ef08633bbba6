"""Remove what has had its time."""

import logging
from datetime import timedelta

from attrs import frozen

from microblog.domain.use_cases.media.remove_media import remove_unused
from microblog.ports.clock import Clock
from microblog.ports.media_store import MediaStore
from microblog.ports.unit_of_work import UnitOfWorkFactory

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
            codes = uow.authorization_codes.remove_expired(now - SPENT_CODES_ARE_KNOWN)
            uow.commit()
        with self.unit_of_work() as uow:
            app_tokens = uow.app_tokens.remove_expired(now)
            uow.commit()
        with self.unit_of_work() as uow:
            grants = uow.grants.remove_idle(now - UNUSED_GRANTS_OF_NOBODY_LIVE)
            uow.commit()
        with self.unit_of_work() as uow:
            apps = uow.apps.remove_unused(now - UNUSED_APPS_LIVE)
            uow.commit()
        with self.unit_of_work() as uow:
            digests = uow.digests.remove_before(now - DIGESTS_ARE_KNOWN)
            uow.commit()
        with self.unit_of_work() as uow:
            rows = uow.home_timelines.trim(HOME_TIMELINE_LENGTH)
            uow.commit()
        media = self._remove_media()
        removed = {
            "sessions": sessions,
            "tokens": tokens,
            "idempotency_keys": keys,
            "authorization_codes": codes,
            "app_tokens": app_tokens,
            "grants": grants,
            "apps": apps,
            "digests": digests,
            "timeline_rows": rows,
            "media": media,
        }
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
