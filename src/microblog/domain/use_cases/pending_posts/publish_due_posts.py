"""Publish what is scheduled for now."""

import logging

from attrs import evolve, frozen

from microblog.domain.model.errors import Gone, NotFound, StorageUnavailable, ValidationError
from microblog.domain.model.pending_post import Obstacle
from microblog.domain.use_cases.accounts.active_account import locked_account
from microblog.domain.use_cases.posts.post_publisher import PostPublisher
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory

logger = logging.getLogger(__name__)


class _Hindered(Exception):
    def __init__(self, obstacle: Obstacle) -> None:
        self.obstacle = obstacle
        super().__init__(obstacle.value)


@frozen
class PublishDuePosts:
    """Publish the scheduled posts whose time has come, at most `limit`.

    Each goes, and becomes a post, in one unit of work: so it is published once, however many processes do this at once
    and whenever one of them is killed. What cannot be published becomes a draft that says why. What meets a storage
    that is away or busy waits for the next time.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    post_publisher: PostPublisher
    limit: int = 1000

    def __call__(self) -> int:
        """How many were published."""
        with self.unit_of_work() as uow:
            due = uow.pending_posts.due(self.clock(), self.limit)
        return sum(map(self._attempt, due))

    def _attempt(self, pending_id: int) -> bool:
        try:
            return self._publish(pending_id)
        except StorageUnavailable as error:
            logger.warning("scheduled post waits", extra={"pending_post": pending_id, "error": type(error).__name__})
        except _Hindered as hindrance:
            self._keep_as_draft(pending_id, hindrance.obstacle)
        except Exception as error:  # noqa: BLE001 (whatever is wrong with one must not hold up the others)
            logger.error("scheduled post failed", extra={"pending_post": pending_id, "error": type(error).__name__})
            self._keep_as_draft(pending_id, Obstacle.FAILURE)
        return False

    def _publish(self, pending_id: int) -> bool:
        with self.unit_of_work() as uow:
            found = uow.pending_posts.get(pending_id)
            if found is None:
                return False
            try:
                author = locked_account(uow, found.account_id)
            except (NotFound, Gone):
                raise _Hindered(Obstacle.ACCOUNT) from None
            if not author.may_act:
                raise _Hindered(Obstacle.ACCOUNT)
            pending = uow.pending_posts.get(pending_id)  # as it is now that nobody else changes it
            if pending is None or not pending.is_due(self.clock()) or not uow.pending_posts.remove(pending_id):
                return False
            try:
                checked = self.post_publisher.check(pending.content)
                self.post_publisher.publish(uow, author, checked, pending_id=pending_id)
            except (NotFound, Gone):
                raise _Hindered(Obstacle.ANSWERED) from None
            except ValidationError as error:
                raise _Hindered(Obstacle.MEDIA if error.field == "media_ids" else Obstacle.TEXT) from None
            uow.commit()
        return True

    def _keep_as_draft(self, pending_id: int, obstacle: Obstacle) -> None:
        try:
            with self.unit_of_work() as uow:
                found = uow.pending_posts.get(pending_id)
                if found is None:
                    return
                uow.accounts.lock(found.account_id)
                pending = uow.pending_posts.get(pending_id)
                if pending is None or not pending.is_due(self.clock()):  # somebody was quicker
                    return
                uow.pending_posts.save(evolve(pending, scheduled_at=None, obstacle=obstacle))
                uow.commit()
        except Exception as error:  # noqa: BLE001 (it is tried again with the next run, and others have their turn)
            logger.error("scheduled post not kept", extra={"pending_post": pending_id, "error": type(error).__name__})
        else:
            logger.info("scheduled post kept as a draft", extra={"pending_post": pending_id, "why": obstacle.value})
