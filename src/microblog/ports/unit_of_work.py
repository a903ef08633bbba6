"""The unit of work: one transaction over all repositories."""

from types import TracebackType
from typing import Protocol, Self

from microblog.ports.account_repository import AccountRepository
from microblog.ports.block_repository import BlockRepository
from microblog.ports.follow_repository import FollowRepository
from microblog.ports.home_timeline_repository import HomeTimelineRepository
from microblog.ports.idempotency_repository import IdempotencyRepository
from microblog.ports.like_repository import LikeRepository
from microblog.ports.mail_delivery_repository import MailDeliveryRepository
from microblog.ports.notification_repository import NotificationRepository
from microblog.ports.outbox import Outbox
from microblog.ports.post_repository import PostRepository
from microblog.ports.session_repository import SessionRepository
from microblog.ports.statistics_repository import StatisticsRepository
from microblog.ports.token_repository import TokenRepository
from microblog.ports.user_repository import UserRepository


class UnitOfWork(Protocol):
    """What is done inside happens as a whole, at `commit()`; leaving the block in any other way undoes it.

    After a commit that wrote tasks the task queue is nudged. A unit is used once and by one thread, which opens no
    second one meanwhile; its repositories are there from entering it to the commit.
    """

    @property
    def accounts(self) -> AccountRepository: ...
    @property
    def users(self) -> UserRepository: ...
    @property
    def posts(self) -> PostRepository: ...
    @property
    def follows(self) -> FollowRepository: ...
    @property
    def blocks(self) -> BlockRepository: ...
    @property
    def likes(self) -> LikeRepository: ...
    @property
    def notifications(self) -> NotificationRepository: ...
    @property
    def home_timelines(self) -> HomeTimelineRepository: ...
    @property
    def sessions(self) -> SessionRepository: ...
    @property
    def tokens(self) -> TokenRepository: ...
    @property
    def statistics(self) -> StatisticsRepository: ...
    @property
    def mail_deliveries(self) -> MailDeliveryRepository: ...
    @property
    def idempotency(self) -> IdempotencyRepository: ...
    @property
    def outbox(self) -> Outbox: ...

    def __enter__(self) -> Self: ...

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None: ...

    def commit(self) -> None:
        """Make it last. May be called once."""
        ...


class UnitOfWorkFactory(Protocol):
    """Begins units of work."""

    def __call__(self) -> UnitOfWork:
        """A new one, to be entered with `with`."""
        ...
