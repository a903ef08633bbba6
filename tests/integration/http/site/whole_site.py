"""The whole site over the memory storage, wired by types: a field that is a port gets its adapter, one that is a use
case or a group of views is made of its own fields.
"""

from collections.abc import Mapping
from functools import cache
from typing import Any, ClassVar

import attrs
from argon2 import PasswordHasher as Argon2
from attrs import field, frozen

from microblog.adapters.localization.translator import CatalogueTranslator
from microblog.adapters.media.memory_media_store import MemoryMediaStore
from microblog.adapters.media.no_recording_processor import NoRecordingProcessor
from microblog.adapters.media.pillow_image_processor import PillowImageProcessor
from microblog.adapters.push.web_push_sender import WebPushSender
from microblog.adapters.security.argon2_password_hasher import Argon2PasswordHasher
from microblog.adapters.security.p256_key_pair_generator import P256KeyPairGenerator
from microblog.adapters.security.rate_limiter import NoRateLimiter
from microblog.adapters.security.system_secret_generator import SystemSecretGenerator
from microblog.adapters.storage.memory.account_query import MemoryAccountQuery
from microblog.adapters.storage.memory.announcement_query import MemoryAnnouncementQuery
from microblog.adapters.storage.memory.conversation_query import MemoryConversationQuery
from microblog.adapters.storage.memory.directory_query import MemoryDirectoryQuery
from microblog.adapters.storage.memory.featured_tag_query import MemoryFeaturedTagQuery
from microblog.adapters.storage.memory.filter_query import MemoryFilterQuery
from microblog.adapters.storage.memory.followed_tag_query import MemoryFollowedTagQuery
from microblog.adapters.storage.memory.list_query import MemoryListQuery
from microblog.adapters.storage.memory.marker_query import MemoryMarkerQuery
from microblog.adapters.storage.memory.notification_group_query import MemoryNotificationGroupQuery
from microblog.adapters.storage.memory.notification_query import MemoryNotificationQuery
from microblog.adapters.storage.memory.notification_request_query import MemoryNotificationRequestQuery
from microblog.adapters.storage.memory.post_query import MemoryPostQuery
from microblog.adapters.storage.memory.search_query import MemorySearchQuery
from microblog.adapters.storage.memory.statistics_query import MemoryStatisticsQuery
from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.adapters.storage.memory.timeline_query import MemoryTimelineQuery
from microblog.adapters.storage.memory.trend_query import MemoryTrendQuery
from microblog.adapters.storage.memory.unit_of_work import MemoryUnitOfWorkFactory
from microblog.adapters.storage.memory.viewer_query import MemoryViewerQuery
from microblog.adapters.system.snowflake_id_generator import SnowflakeIdGenerator
from microblog.adapters.system.system_clock import SystemClock
from microblog.adapters.tasks.inline_queue import InlineQueue
from microblog.adapters.text.grapheme_counter import RegexGraphemeCounter
from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from microblog.adapters.web.application import Application
from microblog.adapters.web.error_renderers import ErrorRenderer
from microblog.adapters.web.gates.access import CheckAccess
from microblog.adapters.web.gates.authentication import Authenticate as AuthenticateGate
from microblog.adapters.web.gates.bearer import AuthenticateBearer as BearerGate
from microblog.adapters.web.gates.csrf import CheckCsrf
from microblog.adapters.web.gates.locale import ChooseLocale
from microblog.adapters.web.gates.rate_limit import LimitRate
from microblog.adapters.web.gates.trusted_hosts import TrustedHosts
from microblog.adapters.web.mastodon_api.description import described_table
from microblog.adapters.web.mastodon_api.problems import ApiProblems
from microblog.adapters.web.mastodon_api.push_composer import ApiPushComposer
from microblog.adapters.web.mastodon_api.routes import ApiEndpoints, api_routes
from microblog.adapters.web.oauth.routes import OAuthViews, oauth_routes
from microblog.adapters.web.response import CookieRules
from microblog.adapters.web.route import Family
from microblog.adapters.web.site.error_pages import ErrorPages
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.site.routes import SiteViews, site_routes
from microblog.adapters.web.site.static import StaticFiles
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.server_texts import ServerTexts
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.accounts.sign_up import Registration
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from microblog.domain.use_cases.reaction import Reaction
from microblog.domain.use_cases.reactions import REACTIONS, reactions_of
from microblog.domain.use_cases.sessions.authenticate import Authenticate
from microblog.domain.use_cases.tasks.react import React
from microblog.domain.use_cases.tasks.run_task import RunTask
from microblog.ports.account_query import AccountQuery
from microblog.ports.announcement_query import AnnouncementQuery
from microblog.ports.clock import Clock
from microblog.ports.conversation_query import ConversationQuery
from microblog.ports.directory_query import DirectoryQuery
from microblog.ports.featured_tag_query import FeaturedTagQuery
from microblog.ports.filter_query import FilterQuery
from microblog.ports.followed_tag_query import FollowedTagQuery
from microblog.ports.grapheme_counter import GraphemeCounter
from microblog.ports.html_cleaner import HtmlCleaner
from microblog.ports.id_generator import IdGenerator
from microblog.ports.image_processor import ImageProcessor
from microblog.ports.key_pair_generator import KeyPairGenerator
from microblog.ports.list_query import ListQuery
from microblog.ports.marker_query import MarkerQuery
from microblog.ports.media_store import MediaStore
from microblog.ports.notification_group_query import NotificationGroupQuery
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.notification_request_query import NotificationRequestQuery
from microblog.ports.outbound_http import OutboundHttp
from microblog.ports.password_hasher import PasswordHasher
from microblog.ports.post_query import PostQuery
from microblog.ports.push_composer import PushComposer
from microblog.ports.push_sender import PushSender
from microblog.ports.rate_limiter import RateLimiter
from microblog.ports.recording_processor import RecordingProcessor
from microblog.ports.search_query import SearchQuery
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.statistics_query import StatisticsQuery
from microblog.ports.timeline_query import TimelineQuery
from microblog.ports.translator import Translator
from microblog.ports.trend_query import TrendQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory
from microblog.ports.viewer_query import ViewerQuery
from tests.unit.domain.use_cases.fakes import ListOutboundHttp

HOST = "localhost"
_NO_TEXTS = ServerTexts()
METRICS_TOKEN = "let-the-monitor-in"


@frozen
class QuietReaction(Reaction):
    """Stands for the reactions that send mails or purge: it only takes the task away."""

    name: ClassVar[str] = "quiet"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, task: Task) -> None:
        with self.unit_of_work() as uow:
            uow.outbox.complete(task.id)
            uow.commit()


@frozen
class WholeSite:
    """The application, and the ways around its pages that a test needs."""

    application: Application
    parts: Mapping[Any, Any] = field(repr=False)

    def make(self, kind: Any) -> Any:
        """A use case, wired."""
        return wired(kind, self.parts)


def wired(kind: Any, parts: Mapping[Any, Any]) -> Any:
    """An object of that class, each of its fields found by type in `parts` or made in the same way."""
    attrs.resolve_types(kind)
    values = {}
    for attribute in attrs.fields(kind):
        if not attribute.init or attribute.default is not attrs.NOTHING:
            continue
        name, wanted = attribute.name, attribute.type
        values[name] = parts[wanted] if wanted in parts else parts[name] if name in parts else wired(wanted, parts)
    return kind(**values)


def whole_site(
    registration: Registration = Registration.OPEN,
    *,
    confirm_email: bool = False,
    server_texts: ServerTexts = _NO_TEXTS,
    process_recording: RecordingProcessor | None = None,
) -> WholeSite:
    """A site without mail, whose reactions run at once."""
    storage, clock, secrets = MemoryStorage(), SystemClock(), SystemSecretGenerator()
    new_id = SnowflakeIdGenerator(clock, 1)
    cookies = CookieRules(secure=False)
    static_files, translator, pages = _looks(registration, takes_recordings=process_recording is not None)
    parts: dict[Any, Any] = {}
    queue = InlineQueue(lambda: RunTask(parts[UnitOfWorkFactory], clock, parts[React]))
    parts |= {
        Clock: clock,
        IdGenerator: new_id,
        SecretGenerator: secrets,
        PasswordHasher: Argon2PasswordHasher(Argon2(time_cost=1, memory_cost=8, parallelism=1)),
        GraphemeCounter: RegexGraphemeCounter(),
        HtmlCleaner: Nh3HtmlCleaner(),
        RateLimiter: NoRateLimiter(),
        MediaStore: MemoryMediaStore(),
        ImageProcessor: PillowImageProcessor(),
        RecordingProcessor: process_recording or NoRecordingProcessor(),
        Addresses: Addresses(f"http://{HOST}"),
        UnitOfWorkFactory: MemoryUnitOfWorkFactory(storage, queue, new_id, clock, reactions_of),
        ViewerQuery: MemoryViewerQuery(storage),
        TimelineQuery: MemoryTimelineQuery(storage),
        PostQuery: MemoryPostQuery(storage),
        AccountQuery: MemoryAccountQuery(storage),
        ConversationQuery: MemoryConversationQuery(storage),
        NotificationQuery: MemoryNotificationQuery(storage),
        NotificationGroupQuery: MemoryNotificationGroupQuery(storage),
        NotificationRequestQuery: MemoryNotificationRequestQuery(storage),
        StatisticsQuery: MemoryStatisticsQuery(storage),
        TrendQuery: MemoryTrendQuery(storage),
        SearchQuery: MemorySearchQuery(storage),
        FollowedTagQuery: MemoryFollowedTagQuery(storage),
        FeaturedTagQuery: MemoryFeaturedTagQuery(storage),
        ListQuery: MemoryListQuery(storage),
        FilterQuery: MemoryFilterQuery(storage),
        DirectoryQuery: MemoryDirectoryQuery(storage),
        AnnouncementQuery: MemoryAnnouncementQuery(storage),
        MarkerQuery: MemoryMarkerQuery(storage),
        Registration: registration,
        ServerTexts: server_texts,
        "confirm_email": confirm_email,
        "name": "microblog",
        "version": "0.1.0",
        "metrics_token": METRICS_TOKEN,
        Translator: translator,
        StaticFiles: static_files,
        Pages: pages,
    }
    parts |= {
        KeyPairGenerator: P256KeyPairGenerator(),
        OutboundHttp: (outbound_http := ListOutboundHttp()),
        PushComposer: ApiPushComposer(translator, parts[Addresses]),
        PushSender: WebPushSender(outbound_http, clock, "operator@example.org"),
    }
    parts[React] = React(parts[UnitOfWorkFactory], clock, _reactions(parts))
    authenticate = wired(Authenticate, parts)
    limit_rate = LimitRate(NoRateLimiter(), clock)
    gates = (
        TrustedHosts(frozenset({HOST})),
        AuthenticateGate(authenticate, cookies),
        BearerGate(wired(AuthenticateBearer, parts), limit_rate),
        ChooseLocale(translator),
        limit_rate,
        CheckAccess(),
        CheckCsrf(cookies),
    )
    renderers: dict[Family, ErrorRenderer] = {Family.SITE: ErrorPages(parts[Pages]), Family.API: ApiProblems()}
    routes = described_table(
        site_routes(wired(SiteViews, parts)),
        api_routes(wired(ApiEndpoints, parts)),
        oauth_routes(wired(OAuthViews, parts)),
        pages=pages,
        addresses=parts[Addresses],
        version="0.1.0",
    )
    application = Application(routes, gates, renderers)
    return WholeSite(application, parts)


@cache
def _looks(registration: Registration, *, takes_recordings: bool) -> tuple[StaticFiles, CatalogueTranslator, Pages]:
    """What holds no state is made once for all tests."""
    translator, static_files, cookies = CatalogueTranslator(), StaticFiles.load(), CookieRules(secure=False)
    clock = SystemClock()
    pages = Pages.build(
        translator, static_files, cookies, "microblog", registration, clock, takes_recordings=takes_recordings
    )
    return static_files, translator, pages


def _reactions(parts: Mapping[Any, Any]) -> dict[str, Reaction]:
    quiet = QuietReaction(parts[UnitOfWorkFactory])
    return {
        kind.name: quiet if kind.name.startswith(("mail_", "purge_")) else wired(kind, parts)
        for kinds in REACTIONS.values()
        for kind in kinds
    }
