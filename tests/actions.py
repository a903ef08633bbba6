"""Use cases, wired by hand over any storage: what the container does in earnest."""

from typing import Any, TypeVar

import attrs

from microblog.adapters.media.memory_media_store import MemoryMediaStore
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.use_cases.accounts.registrar import Registrar
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.domain.use_cases.apps.token_issuer import TokenIssuer
from microblog.domain.use_cases.media.intake import MediaIntake
from microblog.domain.use_cases.media.recording_intake import RecordingIntake
from microblog.domain.use_cases.pending_posts.pending_post_writer import PendingPostWriter
from microblog.domain.use_cases.posts.composer import Composer
from microblog.domain.use_cases.posts.post_publisher import PostPublisher
from microblog.domain.use_cases.screen import Screen
from microblog.domain.use_cases.sessions.session_opener import SessionOpener
from microblog.ports.account_query import AccountQuery
from microblog.ports.announcement_query import AnnouncementQuery
from microblog.ports.clock import Clock
from microblog.ports.conversation_query import ConversationQuery
from microblog.ports.directory_query import DirectoryQuery
from microblog.ports.featured_tag_query import FeaturedTagQuery
from microblog.ports.filter_query import FilterQuery
from microblog.ports.followed_tag_query import FollowedTagQuery
from microblog.ports.id_generator import IdGenerator
from microblog.ports.list_query import ListQuery
from microblog.ports.marker_query import MarkerQuery
from microblog.ports.media_store import MediaStore
from microblog.ports.notification_group_query import NotificationGroupQuery
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.notification_request_query import NotificationRequestQuery
from microblog.ports.post_query import PostQuery
from microblog.ports.recording_processor import RecordingProcessor
from microblog.ports.search_query import SearchQuery
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.statistics_query import StatisticsQuery
from microblog.ports.timeline_query import TimelineQuery
from microblog.ports.trend_query import TrendQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory
from microblog.ports.viewer_query import ViewerQuery
from tests.unit.domain.use_cases.fakes import (
    CodePointCounter,
    CountingRateLimiter,
    CountingSecrets,
    PlainPasswordHasher,
    TrustingHtmlCleaner,
    UnchangingImageProcessor,
    UnchangingRecordingProcessor,
)

ADDRESSES = Addresses("https://example.org")

UseCase = TypeVar("UseCase", bound=attrs.AttrsInstance)


class Actions:
    """Makes use cases: `actions(PublishPost)(author_id=…, text=…)`.

    A use case gets each of its ports by the name of its field, so all use cases must name the same port alike.
    """

    def __init__(
        self,
        unit_of_work: UnitOfWorkFactory,
        *,
        accounts: AccountQuery,
        posts: PostQuery,
        timelines: TimelineQuery,
        notifications: NotificationQuery,
        conversations: ConversationQuery,
        notification_groups: NotificationGroupQuery,
        notification_requests: NotificationRequestQuery,
        statistics: StatisticsQuery,
        trends: TrendQuery,
        viewers: ViewerQuery,
        search: SearchQuery,
        followed_tags: FollowedTagQuery,
        featured_tags: FeaturedTagQuery,
        lists: ListQuery,
        filters: FilterQuery,
        directory: DirectoryQuery,
        announcements: AnnouncementQuery,
        markers: MarkerQuery,
        clock: Clock,
        new_id: IdGenerator,
        secrets: SecretGenerator,
        media_store: MediaStore | None = None,
        process_recording: RecordingProcessor | None = None,
    ) -> None:
        media_store = media_store or MemoryMediaStore()
        intake = MediaIntake(
            unit_of_work,
            clock,
            new_id,
            CountingSecrets("nobody-would-guess-this-"),
            UnchangingImageProcessor(),
            media_store,
        )
        self.passwords, self.rate_limiter = PlainPasswordHasher(), CountingRateLimiter()
        composer = Composer(ADDRESSES, CodePointCounter(), TrustingHtmlCleaner())
        post_publisher = PostPublisher(clock, new_id, composer)
        self._parts: dict[str, Any] = {
            "unit_of_work": unit_of_work,
            "accounts": accounts,
            "posts": posts,
            "timelines": timelines,
            "notifications": notifications,
            "conversations": conversations,
            "notification_groups": notification_groups,
            "notification_requests": notification_requests,
            "statistics": statistics,
            "trends": trends,
            "viewers": viewers,
            "search": search,
            "followed_tags": followed_tags,
            "featured_tags": featured_tags,
            "lists": lists,
            "filters": filters,
            "directory": directory,
            "announcements": announcements,
            "markers": markers,
            "screen": Screen(filters, clock),
            "clock": clock,
            "new_id": new_id,
            "secrets": secrets,
            "passwords": self.passwords,
            "rate_limiter": self.rate_limiter,
            "addresses": ADDRESSES,
            "clean_html": TrustingHtmlCleaner(),
            "count_graphemes": CodePointCounter(),
            "composer": composer,
            "post_publisher": post_publisher,
            "pending_post_writer": PendingPostWriter(clock, post_publisher),
            "limit": 1000,
            "registrar": Registrar(clock, new_id, self.passwords, ADDRESSES),
            "sessions": SessionOpener(clock, new_id, secrets),
            "issuer": TokenIssuer(clock, new_id, secrets),
            "media_store": media_store,
            "intake": intake,
            "recordings": RecordingIntake(
                unit_of_work,
                clock,
                new_id,
                CountingSecrets("nobody-would-guess-this-one-"),
                process_recording or UnchangingRecordingProcessor(),
                media_store,
            ),
            "registration": Registration.OPEN,
            "confirm_email": False,
            "server_texts": ServerTexts(rules=("Be kind", "No spam")),
        }

    def set_rules(self, registration: Registration, *, confirm_email: bool = False) -> None:
        """Who may sign up."""
        self._parts |= {"registration": registration, "confirm_email": confirm_email}

    def __call__(self, kind: type[UseCase], **instead: object) -> UseCase:
        """A use case; `instead` replaces parts of it."""
        names = [field.name for field in attrs.fields(kind)]
        return kind(**{name: instead.get(name, self._parts[name]) for name in names})
