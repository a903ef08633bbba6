"""The unit of work: one transaction over all repositories."""

from collections.abc import Callable, Sequence
from types import TracebackType
from typing import Self

from attrs import define, field, frozen

from microblog.adapters.storage.memory.account_note_repository import MemoryAccountNoteRepository
from microblog.adapters.storage.memory.account_repository import MemoryAccountRepository
from microblog.adapters.storage.memory.announcement_repository import MemoryAnnouncementRepository
from microblog.adapters.storage.memory.app_repository import MemoryAppRepository
from microblog.adapters.storage.memory.app_token_repository import MemoryAppTokenRepository
from microblog.adapters.storage.memory.authorization_code_repository import MemoryAuthorizationCodeRepository
from microblog.adapters.storage.memory.block_repository import MemoryBlockRepository
from microblog.adapters.storage.memory.bookmark_repository import MemoryBookmarkRepository
from microblog.adapters.storage.memory.conversation_repository import MemoryConversationRepository
from microblog.adapters.storage.memory.digest_repository import MemoryDigestRepository
from microblog.adapters.storage.memory.endorsement_repository import MemoryEndorsementRepository
from microblog.adapters.storage.memory.featured_tag_repository import MemoryFeaturedTagRepository
from microblog.adapters.storage.memory.filter_repository import MemoryFilterRepository
from microblog.adapters.storage.memory.follow_repository import MemoryFollowRepository
from microblog.adapters.storage.memory.followed_tag_repository import MemoryFollowedTagRepository
from microblog.adapters.storage.memory.grant_repository import MemoryGrantRepository
from microblog.adapters.storage.memory.home_timeline_repository import MemoryHomeTimelineRepository
from microblog.adapters.storage.memory.idempotency_repository import MemoryIdempotencyRepository
from microblog.adapters.storage.memory.like_repository import MemoryLikeRepository
from microblog.adapters.storage.memory.list_repository import MemoryListRepository
from microblog.adapters.storage.memory.mail_delivery_repository import MemoryMailDeliveryRepository
from microblog.adapters.storage.memory.marker_repository import MemoryMarkerRepository
from microblog.adapters.storage.memory.media_repository import MemoryMediaRepository
from microblog.adapters.storage.memory.mute_repository import MemoryMuteRepository
from microblog.adapters.storage.memory.notification_policy_repository import MemoryNotificationPolicyRepository
from microblog.adapters.storage.memory.notification_repository import MemoryNotificationRepository
from microblog.adapters.storage.memory.notification_request_repository import MemoryNotificationRequestRepository
from microblog.adapters.storage.memory.outbox import MemoryOutbox
from microblog.adapters.storage.memory.pending_post_repository import MemoryPendingPostRepository
from microblog.adapters.storage.memory.pin_repository import MemoryPinRepository
from microblog.adapters.storage.memory.poll_repository import MemoryPollRepository
from microblog.adapters.storage.memory.post_repository import MemoryPostRepository
from microblog.adapters.storage.memory.push_key_repository import MemoryPushKeyRepository
from microblog.adapters.storage.memory.push_subscription_repository import MemoryPushSubscriptionRepository
from microblog.adapters.storage.memory.report_repository import MemoryReportRepository
from microblog.adapters.storage.memory.session_repository import MemorySessionRepository
from microblog.adapters.storage.memory.statistics_repository import MemoryStatisticsRepository
from microblog.adapters.storage.memory.suggestion_repository import MemorySuggestionRepository
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.adapters.storage.memory.thread_mute_repository import MemoryThreadMuteRepository
from microblog.adapters.storage.memory.token_repository import MemoryTokenRepository
from microblog.adapters.storage.memory.trend_repository import MemoryTrendRepository
from microblog.adapters.storage.memory.user_repository import MemoryUserRepository
from microblog.domain.model.events import Event
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.task_queue import TaskQueue
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class MemoryUnitOfWorkFactory(UnitOfWorkFactory):
    """Begins units of work on one storage."""

    storage: MemoryStorage
    task_queue: TaskQueue
    new_id: IdGenerator
    clock: Clock
    reactions_of: Callable[[Event], Sequence[str]]

    def __call__(self) -> UnitOfWork:
        return MemoryUnitOfWork(self)


@define
class MemoryUnitOfWork(UnitOfWork):
    """Works on a copy of everything; to commit is to put the copy in the place of what was."""

    _factory: MemoryUnitOfWorkFactory
    _tables: Tables | None = field(default=None, init=False)
    accounts: MemoryAccountRepository = field(init=False)
    users: MemoryUserRepository = field(init=False)
    posts: MemoryPostRepository = field(init=False)
    pending_posts: MemoryPendingPostRepository = field(init=False)
    media: MemoryMediaRepository = field(init=False)
    follows: MemoryFollowRepository = field(init=False)
    followed_tags: MemoryFollowedTagRepository = field(init=False)
    featured_tags: MemoryFeaturedTagRepository = field(init=False)
    blocks: MemoryBlockRepository = field(init=False)
    mutes: MemoryMuteRepository = field(init=False)
    account_notes: MemoryAccountNoteRepository = field(init=False)
    endorsements: MemoryEndorsementRepository = field(init=False)
    polls: MemoryPollRepository = field(init=False)
    suggestions: MemorySuggestionRepository = field(init=False)
    thread_mutes: MemoryThreadMuteRepository = field(init=False)
    conversations: MemoryConversationRepository = field(init=False)
    likes: MemoryLikeRepository = field(init=False)
    bookmarks: MemoryBookmarkRepository = field(init=False)
    pins: MemoryPinRepository = field(init=False)
    lists: MemoryListRepository = field(init=False)
    filters: MemoryFilterRepository = field(init=False)
    reports: MemoryReportRepository = field(init=False)
    announcements: MemoryAnnouncementRepository = field(init=False)
    markers: MemoryMarkerRepository = field(init=False)
    notifications: MemoryNotificationRepository = field(init=False)
    notification_policies: MemoryNotificationPolicyRepository = field(init=False)
    notification_requests: MemoryNotificationRequestRepository = field(init=False)
    home_timelines: MemoryHomeTimelineRepository = field(init=False)
    sessions: MemorySessionRepository = field(init=False)
    tokens: MemoryTokenRepository = field(init=False)
    apps: MemoryAppRepository = field(init=False)
    grants: MemoryGrantRepository = field(init=False)
    authorization_codes: MemoryAuthorizationCodeRepository = field(init=False)
    app_tokens: MemoryAppTokenRepository = field(init=False)
    push_subscriptions: MemoryPushSubscriptionRepository = field(init=False)
    push_keys: MemoryPushKeyRepository = field(init=False)
    statistics: MemoryStatisticsRepository = field(init=False)
    trends: MemoryTrendRepository = field(init=False)
    mail_deliveries: MemoryMailDeliveryRepository = field(init=False)
    digests: MemoryDigestRepository = field(init=False)
    idempotency: MemoryIdempotencyRepository = field(init=False)
    outbox: MemoryOutbox = field(init=False)

    def __enter__(self) -> Self:
        factory = self._factory
        tables = self._tables = factory.storage.begin()
        self.accounts = MemoryAccountRepository(tables)
        self.users = MemoryUserRepository(tables, self.accounts.locked)
        self.posts = MemoryPostRepository(tables)
        self.pending_posts = MemoryPendingPostRepository(tables)
        self.media = MemoryMediaRepository(tables)
        self.follows = MemoryFollowRepository(tables)
        self.followed_tags = MemoryFollowedTagRepository(tables)
        self.featured_tags = MemoryFeaturedTagRepository(tables)
        self.blocks = MemoryBlockRepository(tables)
        self.mutes = MemoryMuteRepository(tables)
        self.account_notes = MemoryAccountNoteRepository(tables)
        self.endorsements = MemoryEndorsementRepository(tables)
        self.polls = MemoryPollRepository(tables)
        self.suggestions = MemorySuggestionRepository(tables)
        self.thread_mutes = MemoryThreadMuteRepository(tables)
        self.conversations = MemoryConversationRepository(tables)
        self.likes = MemoryLikeRepository(tables)
        self.bookmarks = MemoryBookmarkRepository(tables)
        self.pins = MemoryPinRepository(tables)
        self.lists = MemoryListRepository(tables)
        self.filters = MemoryFilterRepository(tables)
        self.reports = MemoryReportRepository(tables)
        self.announcements = MemoryAnnouncementRepository(tables)
        self.markers = MemoryMarkerRepository(tables)
        self.notifications = MemoryNotificationRepository(tables)
        self.notification_policies = MemoryNotificationPolicyRepository(tables)
        self.notification_requests = MemoryNotificationRequestRepository(tables)
        self.home_timelines = MemoryHomeTimelineRepository(tables)
        self.sessions = MemorySessionRepository(tables)
        self.tokens = MemoryTokenRepository(tables)
        self.apps = MemoryAppRepository(tables)
        self.grants = MemoryGrantRepository(tables)
        self.authorization_codes = MemoryAuthorizationCodeRepository(tables)
        self.app_tokens = MemoryAppTokenRepository(tables)
        self.push_subscriptions = MemoryPushSubscriptionRepository(tables)
        self.push_keys = MemoryPushKeyRepository(tables)
        self.statistics = MemoryStatisticsRepository(tables)
        self.trends = MemoryTrendRepository(tables)
        self.mail_deliveries = MemoryMailDeliveryRepository(tables)
        self.digests = MemoryDigestRepository(tables)
        self.idempotency = MemoryIdempotencyRepository(tables)
        self.outbox = MemoryOutbox(tables, factory.new_id, factory.clock, factory.reactions_of)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        if self._tables is not None:
            self._end(None)

    def commit(self) -> None:
        if self._tables is None:
            raise RuntimeError("this unit of work is not open")
        written = tuple(self.outbox.written)
        self._end(self._tables)
        if written:
            self._factory.task_queue.nudge(written)

    def _end(self, changed: Tables | None) -> None:
        self._tables = None
        for repository in _REPOSITORIES:  # whoever works on after the end must fail here as with a database
            delattr(self, repository)
        self._factory.storage.end(changed)


_REPOSITORIES = [name for name, member in vars(UnitOfWork).items() if isinstance(member, property)]
