"""The unit of work: one transaction over all repositories."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from attrs import define, field, frozen

from microblog.adapters.storage.sql.account_note_repository import SqlAccountNoteRepository
from microblog.adapters.storage.sql.account_repository import SqlAccountRepository
from microblog.adapters.storage.sql.announcement_repository import SqlAnnouncementRepository
from microblog.adapters.storage.sql.app_repository import SqlAppRepository
from microblog.adapters.storage.sql.app_token_repository import SqlAppTokenRepository
from microblog.adapters.storage.sql.authorization_code_repository import SqlAuthorizationCodeRepository
from microblog.adapters.storage.sql.block_repository import SqlBlockRepository
from microblog.adapters.storage.sql.bookmark_repository import SqlBookmarkRepository
from microblog.adapters.storage.sql.conversation_repository import SqlConversationRepository
from microblog.adapters.storage.sql.digest_repository import SqlDigestRepository
from microblog.adapters.storage.sql.endorsement_repository import SqlEndorsementRepository
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.featured_tag_repository import SqlFeaturedTagRepository
from microblog.adapters.storage.sql.filter_repository import SqlFilterRepository
from microblog.adapters.storage.sql.follow_repository import SqlFollowRepository
from microblog.adapters.storage.sql.followed_tag_repository import SqlFollowedTagRepository
from microblog.adapters.storage.sql.grant_repository import SqlGrantRepository
from microblog.adapters.storage.sql.home_timeline_repository import SqlHomeTimelineRepository
from microblog.adapters.storage.sql.idempotency_repository import SqlIdempotencyRepository
from microblog.adapters.storage.sql.like_repository import SqlLikeRepository
from microblog.adapters.storage.sql.list_repository import SqlListRepository
from microblog.adapters.storage.sql.mail_delivery_repository import SqlMailDeliveryRepository
from microblog.adapters.storage.sql.marker_repository import SqlMarkerRepository
from microblog.adapters.storage.sql.media_repository import SqlMediaRepository
from microblog.adapters.storage.sql.mute_repository import SqlMuteRepository
from microblog.adapters.storage.sql.notification_policy_repository import SqlNotificationPolicyRepository
from microblog.adapters.storage.sql.notification_repository import SqlNotificationRepository
from microblog.adapters.storage.sql.notification_request_repository import SqlNotificationRequestRepository
from microblog.adapters.storage.sql.outbox import SqlOutbox
from microblog.adapters.storage.sql.pending_post_repository import SqlPendingPostRepository
from microblog.adapters.storage.sql.pin_repository import SqlPinRepository
from microblog.adapters.storage.sql.poll_repository import SqlPollRepository
from microblog.adapters.storage.sql.post_repository import SqlPostRepository
from microblog.adapters.storage.sql.push_key_repository import SqlPushKeyRepository
from microblog.adapters.storage.sql.push_subscription_repository import SqlPushSubscriptionRepository
from microblog.adapters.storage.sql.report_repository import SqlReportRepository
from microblog.adapters.storage.sql.session_repository import SqlSessionRepository
from microblog.adapters.storage.sql.shared_commit import Unit
from microblog.adapters.storage.sql.statistics_repository import SqlStatisticsRepository
from microblog.adapters.storage.sql.suggestion_repository import SqlSuggestionRepository
from microblog.adapters.storage.sql.thread_mute_repository import SqlThreadMuteRepository
from microblog.adapters.storage.sql.token_repository import SqlTokenRepository
from microblog.adapters.storage.sql.trend_repository import SqlTrendRepository
from microblog.adapters.storage.sql.user_repository import SqlUserRepository
from microblog.domain.model.events import Event
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.task_queue import TaskQueue
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class SqlUnitOfWorkFactory(UnitOfWorkFactory):
    """Begins units of work on one database."""

    database: Database
    task_queue: TaskQueue
    new_id: IdGenerator
    clock: Clock
    reactions_of: Callable[[Event], Sequence[str]]

    def __call__(self) -> UnitOfWork:
        return SqlUnitOfWork(self)


@define
class SqlUnitOfWork(UnitOfWork):
    """A transaction. Where the database cannot be used, leaving the block raises StorageUnavailable."""

    _factory: SqlUnitOfWorkFactory
    _transaction: AbstractContextManager[Unit] | None = field(default=None, init=False)
    _unit: Unit = field(init=False)
    accounts: SqlAccountRepository = field(init=False)
    users: SqlUserRepository = field(init=False)
    posts: SqlPostRepository = field(init=False)
    pending_posts: SqlPendingPostRepository = field(init=False)
    media: SqlMediaRepository = field(init=False)
    follows: SqlFollowRepository = field(init=False)
    followed_tags: SqlFollowedTagRepository = field(init=False)
    featured_tags: SqlFeaturedTagRepository = field(init=False)
    blocks: SqlBlockRepository = field(init=False)
    mutes: SqlMuteRepository = field(init=False)
    account_notes: SqlAccountNoteRepository = field(init=False)
    endorsements: SqlEndorsementRepository = field(init=False)
    polls: SqlPollRepository = field(init=False)
    suggestions: SqlSuggestionRepository = field(init=False)
    thread_mutes: SqlThreadMuteRepository = field(init=False)
    conversations: SqlConversationRepository = field(init=False)
    likes: SqlLikeRepository = field(init=False)
    bookmarks: SqlBookmarkRepository = field(init=False)
    pins: SqlPinRepository = field(init=False)
    lists: SqlListRepository = field(init=False)
    filters: SqlFilterRepository = field(init=False)
    reports: SqlReportRepository = field(init=False)
    announcements: SqlAnnouncementRepository = field(init=False)
    markers: SqlMarkerRepository = field(init=False)
    notifications: SqlNotificationRepository = field(init=False)
    notification_policies: SqlNotificationPolicyRepository = field(init=False)
    notification_requests: SqlNotificationRequestRepository = field(init=False)
    home_timelines: SqlHomeTimelineRepository = field(init=False)
    sessions: SqlSessionRepository = field(init=False)
    tokens: SqlTokenRepository = field(init=False)
    apps: SqlAppRepository = field(init=False)
    grants: SqlGrantRepository = field(init=False)
    authorization_codes: SqlAuthorizationCodeRepository = field(init=False)
    app_tokens: SqlAppTokenRepository = field(init=False)
    push_subscriptions: SqlPushSubscriptionRepository = field(init=False)
    push_keys: SqlPushKeyRepository = field(init=False)
    statistics: SqlStatisticsRepository = field(init=False)
    trends: SqlTrendRepository = field(init=False)
    mail_deliveries: SqlMailDeliveryRepository = field(init=False)
    digests: SqlDigestRepository = field(init=False)
    idempotency: SqlIdempotencyRepository = field(init=False)
    outbox: SqlOutbox = field(init=False)

    def __enter__(self) -> Self:
        factory = self._factory
        self._transaction = factory.database.unit()
        self._unit = self._transaction.__enter__()
        connection = self._unit.connection
        self.accounts = SqlAccountRepository(connection)
        self.users = SqlUserRepository(connection)
        self.posts = SqlPostRepository(connection)
        self.pending_posts = SqlPendingPostRepository(connection)
        self.media = SqlMediaRepository(connection)
        self.follows = SqlFollowRepository(connection)
        self.followed_tags = SqlFollowedTagRepository(connection)
        self.featured_tags = SqlFeaturedTagRepository(connection)
        self.blocks = SqlBlockRepository(connection)
        self.mutes = SqlMuteRepository(connection)
        self.account_notes = SqlAccountNoteRepository(connection)
        self.endorsements = SqlEndorsementRepository(connection)
        self.polls = SqlPollRepository(connection)
        self.suggestions = SqlSuggestionRepository(connection)
        self.thread_mutes = SqlThreadMuteRepository(connection)
        self.conversations = SqlConversationRepository(connection)
        self.likes = SqlLikeRepository(connection)
        self.bookmarks = SqlBookmarkRepository(connection)
        self.pins = SqlPinRepository(connection)
        self.lists = SqlListRepository(connection)
        self.filters = SqlFilterRepository(connection)
        self.reports = SqlReportRepository(connection)
        self.announcements = SqlAnnouncementRepository(connection)
        self.markers = SqlMarkerRepository(connection)
        self.notifications = SqlNotificationRepository(connection)
        self.notification_policies = SqlNotificationPolicyRepository(connection)
        self.notification_requests = SqlNotificationRequestRepository(connection)
        self.home_timelines = SqlHomeTimelineRepository(connection)
        self.sessions = SqlSessionRepository(connection)
        self.tokens = SqlTokenRepository(connection)
        self.apps = SqlAppRepository(connection)
        self.grants = SqlGrantRepository(connection)
        self.authorization_codes = SqlAuthorizationCodeRepository(connection)
        self.app_tokens = SqlAppTokenRepository(connection)
        self.push_subscriptions = SqlPushSubscriptionRepository(connection)
        self.push_keys = SqlPushKeyRepository(connection)
        self.statistics = SqlStatisticsRepository(connection)
        self.trends = SqlTrendRepository(connection)
        self.mail_deliveries = SqlMailDeliveryRepository(connection)
        self.digests = SqlDigestRepository(connection)
        self.idempotency = SqlIdempotencyRepository(connection)
        self.outbox = SqlOutbox(connection, factory.new_id, factory.clock, factory.reactions_of)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._end(kind, error, traceback)

    def commit(self) -> None:
        if self._transaction is None:
            raise RuntimeError("this unit of work is not open")
        self._unit.commit()
        written = tuple(self.outbox.written)
        self._end()
        if written:
            self._factory.task_queue.nudge(written)

    def _end(
        self,
        kind: type[BaseException] | None = None,
        error: BaseException | None = None,
        traceback: TracebackType | None = None,
    ) -> None:
        transaction, self._transaction = self._transaction, None
        if transaction is not None:
            transaction.__exit__(kind, error, traceback)
