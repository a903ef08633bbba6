"""The unit of work: one transaction over all repositories."""

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from types import TracebackType
from typing import Self

from attrs import define, field, frozen

from microblog.adapters.storage.mongo.account_note_repository import MongoAccountNoteRepository
from microblog.adapters.storage.mongo.account_repository import MongoAccountRepository
from microblog.adapters.storage.mongo.announcement_repository import MongoAnnouncementRepository
from microblog.adapters.storage.mongo.app_repository import MongoAppRepository
from microblog.adapters.storage.mongo.app_token_repository import MongoAppTokenRepository
from microblog.adapters.storage.mongo.authorization_code_repository import MongoAuthorizationCodeRepository
from microblog.adapters.storage.mongo.block_repository import MongoBlockRepository
from microblog.adapters.storage.mongo.bookmark_repository import MongoBookmarkRepository
from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.conversation_repository import MongoConversationRepository
from microblog.adapters.storage.mongo.digest_repository import MongoDigestRepository
from microblog.adapters.storage.mongo.endorsement_repository import MongoEndorsementRepository
from microblog.adapters.storage.mongo.featured_tag_repository import MongoFeaturedTagRepository
from microblog.adapters.storage.mongo.filter_repository import MongoFilterRepository
from microblog.adapters.storage.mongo.follow_repository import MongoFollowRepository
from microblog.adapters.storage.mongo.followed_tag_repository import MongoFollowedTagRepository
from microblog.adapters.storage.mongo.grant_repository import MongoGrantRepository
from microblog.adapters.storage.mongo.home_timeline_repository import MongoHomeTimelineRepository
from microblog.adapters.storage.mongo.idempotency_repository import MongoIdempotencyRepository
from microblog.adapters.storage.mongo.like_repository import MongoLikeRepository
from microblog.adapters.storage.mongo.list_repository import MongoListRepository
from microblog.adapters.storage.mongo.mail_delivery_repository import MongoMailDeliveryRepository
from microblog.adapters.storage.mongo.marker_repository import MongoMarkerRepository
from microblog.adapters.storage.mongo.media_repository import MongoMediaRepository
from microblog.adapters.storage.mongo.mute_repository import MongoMuteRepository
from microblog.adapters.storage.mongo.notification_policy_repository import MongoNotificationPolicyRepository
from microblog.adapters.storage.mongo.notification_repository import MongoNotificationRepository
from microblog.adapters.storage.mongo.notification_request_repository import MongoNotificationRequestRepository
from microblog.adapters.storage.mongo.outbox import MongoOutbox
from microblog.adapters.storage.mongo.pending_post_repository import MongoPendingPostRepository
from microblog.adapters.storage.mongo.pin_repository import MongoPinRepository
from microblog.adapters.storage.mongo.poll_repository import MongoPollRepository
from microblog.adapters.storage.mongo.post_repository import MongoPostRepository
from microblog.adapters.storage.mongo.push_key_repository import MongoPushKeyRepository
from microblog.adapters.storage.mongo.push_subscription_repository import MongoPushSubscriptionRepository
from microblog.adapters.storage.mongo.report_repository import MongoReportRepository
from microblog.adapters.storage.mongo.session_repository import MongoSessionRepository
from microblog.adapters.storage.mongo.statistics_repository import MongoStatisticsRepository
from microblog.adapters.storage.mongo.suggestion_repository import MongoSuggestionRepository
from microblog.adapters.storage.mongo.thread_mute_repository import MongoThreadMuteRepository
from microblog.adapters.storage.mongo.token_repository import MongoTokenRepository
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.adapters.storage.mongo.trend_repository import MongoTrendRepository
from microblog.adapters.storage.mongo.user_repository import MongoUserRepository
from microblog.domain.model.events import Event
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.task_queue import TaskQueue
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class MongoUnitOfWorkFactory(UnitOfWorkFactory):
    """Begins units of work on one database."""

    database: Database
    task_queue: TaskQueue
    new_id: IdGenerator
    clock: Clock
    reactions_of: Callable[[Event], Sequence[str]]

    def __call__(self) -> UnitOfWork:
        return MongoUnitOfWork(self)


@define
class MongoUnitOfWork(UnitOfWork):
    """A transaction. Where the database cannot be used, or others are in the way for too long, its methods raise
    StorageUnavailable.
    """

    _factory: MongoUnitOfWorkFactory
    _block: AbstractContextManager[Transaction] | None = field(default=None, init=False)
    _transaction: Transaction = field(init=False)
    accounts: MongoAccountRepository = field(init=False)
    users: MongoUserRepository = field(init=False)
    posts: MongoPostRepository = field(init=False)
    pending_posts: MongoPendingPostRepository = field(init=False)
    media: MongoMediaRepository = field(init=False)
    follows: MongoFollowRepository = field(init=False)
    followed_tags: MongoFollowedTagRepository = field(init=False)
    featured_tags: MongoFeaturedTagRepository = field(init=False)
    blocks: MongoBlockRepository = field(init=False)
    mutes: MongoMuteRepository = field(init=False)
    account_notes: MongoAccountNoteRepository = field(init=False)
    endorsements: MongoEndorsementRepository = field(init=False)
    polls: MongoPollRepository = field(init=False)
    suggestions: MongoSuggestionRepository = field(init=False)
    thread_mutes: MongoThreadMuteRepository = field(init=False)
    conversations: MongoConversationRepository = field(init=False)
    likes: MongoLikeRepository = field(init=False)
    bookmarks: MongoBookmarkRepository = field(init=False)
    pins: MongoPinRepository = field(init=False)
    lists: MongoListRepository = field(init=False)
    filters: MongoFilterRepository = field(init=False)
    reports: MongoReportRepository = field(init=False)
    announcements: MongoAnnouncementRepository = field(init=False)
    markers: MongoMarkerRepository = field(init=False)
    notifications: MongoNotificationRepository = field(init=False)
    notification_policies: MongoNotificationPolicyRepository = field(init=False)
    notification_requests: MongoNotificationRequestRepository = field(init=False)
    home_timelines: MongoHomeTimelineRepository = field(init=False)
    sessions: MongoSessionRepository = field(init=False)
    tokens: MongoTokenRepository = field(init=False)
    apps: MongoAppRepository = field(init=False)
    grants: MongoGrantRepository = field(init=False)
    authorization_codes: MongoAuthorizationCodeRepository = field(init=False)
    app_tokens: MongoAppTokenRepository = field(init=False)
    push_subscriptions: MongoPushSubscriptionRepository = field(init=False)
    push_keys: MongoPushKeyRepository = field(init=False)
    statistics: MongoStatisticsRepository = field(init=False)
    trends: MongoTrendRepository = field(init=False)
    mail_deliveries: MongoMailDeliveryRepository = field(init=False)
    digests: MongoDigestRepository = field(init=False)
    idempotency: MongoIdempotencyRepository = field(init=False)
    outbox: MongoOutbox = field(init=False)

    def __enter__(self) -> Self:
        factory = self._factory
        self._block = factory.database.write()
        transaction = self._transaction = self._block.__enter__()
        self.accounts = MongoAccountRepository(transaction)
        self.users = MongoUserRepository(transaction)
        self.posts = MongoPostRepository(transaction)
        self.pending_posts = MongoPendingPostRepository(transaction)
        self.media = MongoMediaRepository(transaction)
        self.follows = MongoFollowRepository(transaction)
        self.followed_tags = MongoFollowedTagRepository(transaction)
        self.featured_tags = MongoFeaturedTagRepository(transaction)
        self.blocks = MongoBlockRepository(transaction)
        self.mutes = MongoMuteRepository(transaction)
        self.account_notes = MongoAccountNoteRepository(transaction)
        self.endorsements = MongoEndorsementRepository(transaction)
        self.polls = MongoPollRepository(transaction)
        self.suggestions = MongoSuggestionRepository(transaction)
        self.thread_mutes = MongoThreadMuteRepository(transaction)
        self.conversations = MongoConversationRepository(transaction)
        self.likes = MongoLikeRepository(transaction)
        self.bookmarks = MongoBookmarkRepository(transaction)
        self.pins = MongoPinRepository(transaction)
        self.lists = MongoListRepository(transaction)
        self.filters = MongoFilterRepository(transaction)
        self.reports = MongoReportRepository(transaction)
        self.announcements = MongoAnnouncementRepository(transaction)
        self.markers = MongoMarkerRepository(transaction)
        self.notifications = MongoNotificationRepository(transaction)
        self.notification_policies = MongoNotificationPolicyRepository(transaction)
        self.notification_requests = MongoNotificationRequestRepository(transaction)
        self.home_timelines = MongoHomeTimelineRepository(transaction)
        self.sessions = MongoSessionRepository(transaction)
        self.tokens = MongoTokenRepository(transaction)
        self.apps = MongoAppRepository(transaction)
        self.grants = MongoGrantRepository(transaction)
        self.authorization_codes = MongoAuthorizationCodeRepository(transaction)
        self.app_tokens = MongoAppTokenRepository(transaction)
        self.push_subscriptions = MongoPushSubscriptionRepository(transaction)
        self.push_keys = MongoPushKeyRepository(transaction)
        self.statistics = MongoStatisticsRepository(transaction)
        self.trends = MongoTrendRepository(transaction)
        self.mail_deliveries = MongoMailDeliveryRepository(transaction)
        self.digests = MongoDigestRepository(transaction)
        self.idempotency = MongoIdempotencyRepository(transaction)
        self.outbox = MongoOutbox(transaction, factory.new_id, factory.clock, factory.reactions_of)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._end(kind, error, traceback)

    def commit(self) -> None:
        if self._block is None:
            raise RuntimeError("this unit of work is not open")
        self._transaction.commit()
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
        block, self._block = self._block, None
        if block is not None:
            block.__exit__(kind, error, traceback)
