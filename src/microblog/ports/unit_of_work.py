"""The unit of work: one transaction over all repositories."""

from types import TracebackType
from typing import Protocol, Self

from microblog.ports.account_note_repository import AccountNoteRepository
from microblog.ports.account_repository import AccountRepository
from microblog.ports.announcement_repository import AnnouncementRepository
from microblog.ports.app_repository import AppRepository
from microblog.ports.app_token_repository import AppTokenRepository
from microblog.ports.authorization_code_repository import AuthorizationCodeRepository
from microblog.ports.block_repository import BlockRepository
from microblog.ports.bookmark_repository import BookmarkRepository
from microblog.ports.conversation_repository import ConversationRepository
from microblog.ports.digest_repository import DigestRepository
from microblog.ports.endorsement_repository import EndorsementRepository
from microblog.ports.featured_tag_repository import FeaturedTagRepository
from microblog.ports.filter_repository import FilterRepository
from microblog.ports.follow_repository import FollowRepository
from microblog.ports.followed_tag_repository import FollowedTagRepository
from microblog.ports.grant_repository import GrantRepository
from microblog.ports.home_timeline_repository import HomeTimelineRepository
from microblog.ports.idempotency_repository import IdempotencyRepository
from microblog.ports.like_repository import LikeRepository
from microblog.ports.list_repository import ListRepository
from microblog.ports.mail_delivery_repository import MailDeliveryRepository
from microblog.ports.marker_repository import MarkerRepository
from microblog.ports.media_repository import MediaRepository
from microblog.ports.mute_repository import MuteRepository
from microblog.ports.notification_policy_repository import NotificationPolicyRepository
from microblog.ports.notification_repository import NotificationRepository
from microblog.ports.notification_request_repository import NotificationRequestRepository
from microblog.ports.outbox import Outbox
from microblog.ports.pending_post_repository import PendingPostRepository
from microblog.ports.pin_repository import PinRepository
from microblog.ports.poll_repository import PollRepository
from microblog.ports.post_repository import PostRepository
from microblog.ports.push_key_repository import PushKeyRepository
from microblog.ports.push_subscription_repository import PushSubscriptionRepository
from microblog.ports.report_repository import ReportRepository
from microblog.ports.session_repository import SessionRepository
from microblog.ports.statistics_repository import StatisticsRepository
from microblog.ports.suggestion_repository import SuggestionRepository
from microblog.ports.thread_mute_repository import ThreadMuteRepository
from microblog.ports.token_repository import TokenRepository
from microblog.ports.trend_repository import TrendRepository
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
    def pending_posts(self) -> PendingPostRepository: ...
    @property
    def media(self) -> MediaRepository: ...
    @property
    def follows(self) -> FollowRepository: ...
    @property
    def followed_tags(self) -> FollowedTagRepository: ...
    @property
    def featured_tags(self) -> FeaturedTagRepository: ...
    @property
    def blocks(self) -> BlockRepository: ...
    @property
    def mutes(self) -> MuteRepository: ...
    @property
    def account_notes(self) -> AccountNoteRepository: ...
    @property
    def endorsements(self) -> EndorsementRepository: ...
    @property
    def polls(self) -> PollRepository: ...
    @property
    def suggestions(self) -> SuggestionRepository: ...
    @property
    def thread_mutes(self) -> ThreadMuteRepository: ...
    @property
    def conversations(self) -> ConversationRepository: ...
    @property
    def likes(self) -> LikeRepository: ...
    @property
    def bookmarks(self) -> BookmarkRepository: ...
    @property
    def pins(self) -> PinRepository: ...
    @property
    def lists(self) -> ListRepository: ...
    @property
    def filters(self) -> FilterRepository: ...
    @property
    def reports(self) -> ReportRepository: ...
    @property
    def announcements(self) -> AnnouncementRepository: ...
    @property
    def markers(self) -> MarkerRepository: ...
    @property
    def notifications(self) -> NotificationRepository: ...
    @property
    def notification_policies(self) -> NotificationPolicyRepository: ...
    @property
    def notification_requests(self) -> NotificationRequestRepository: ...
    @property
    def home_timelines(self) -> HomeTimelineRepository: ...
    @property
    def sessions(self) -> SessionRepository: ...
    @property
    def tokens(self) -> TokenRepository: ...
    @property
    def apps(self) -> AppRepository: ...
    @property
    def grants(self) -> GrantRepository: ...
    @property
    def authorization_codes(self) -> AuthorizationCodeRepository: ...
    @property
    def app_tokens(self) -> AppTokenRepository: ...
    @property
    def push_subscriptions(self) -> PushSubscriptionRepository: ...
    @property
    def push_keys(self) -> PushKeyRepository: ...
    @property
    def statistics(self) -> StatisticsRepository: ...
    @property
    def trends(self) -> TrendRepository: ...
    @property
    def mail_deliveries(self) -> MailDeliveryRepository: ...
    @property
    def digests(self) -> DigestRepository: ...
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
