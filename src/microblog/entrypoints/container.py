"""The composition root: which adapter meets which port, chosen by the settings.

The only module that knows everybody. What a use case is made of is said here once, by name; as these calls are not
checked by types, a test builds every provider under every combination of settings.

# Long because it is the one table of everything that is built.
"""

import re
from collections.abc import Callable as Make
from functools import partial
from importlib import import_module, metadata
from ipaddress import IPv4Network, IPv6Network, ip_network
from pathlib import Path
from typing import Any

from attrs import fields
from dependency_injector.containers import DeclarativeContainer
from dependency_injector.providers import Callable, Dependency, Factory, Object, Selector, Singleton
from dependency_injector.providers import Dict as Mapping
from dependency_injector.providers import List as Tuple

from microblog.adapters.archive.archive_file import GzipArchiveFile
from microblog.adapters.email.composer import TemplateComposer
from microblog.adapters.email.file_mailer import FileMailer
from microblog.adapters.email.message import Sender
from microblog.adapters.email.smtp_mailer import SmtpMailer
from microblog.adapters.email.smtp_server import SmtpServer
from microblog.adapters.localization.translator import CatalogueTranslator
from microblog.adapters.media.ffmpeg_recording_processor import FfmpegRecordingProcessor, ffmpeg_programs
from microblog.adapters.media.file_media_store import FileMediaStore
from microblog.adapters.media.memory_media_store import MemoryMediaStore
from microblog.adapters.media.no_recording_processor import NoRecordingProcessor
from microblog.adapters.media.pillow_image_processor import PillowImageProcessor
from microblog.adapters.outbound.guarded_http import GuardedHttp
from microblog.adapters.push.web_push_sender import WebPushSender
from microblog.adapters.security.argon2_password_hasher import Argon2PasswordHasher
from microblog.adapters.security.p256_key_pair_generator import P256KeyPairGenerator
from microblog.adapters.security.rate_limiter import MemoryRateLimiter, NoRateLimiter
from microblog.adapters.security.system_secret_generator import SystemSecretGenerator
from microblog.adapters.system.broker_news import LoggedBrokerNews
from microblog.adapters.system.logging import log_context
from microblog.adapters.system.snowflake_id_generator import PROCESSES_PER_NODE, ProcessNumber, SnowflakeIdGenerator
from microblog.adapters.system.system_clock import SystemClock
from microblog.adapters.tasks.background_queue import BackgroundQueue
from microblog.adapters.tasks.inline_queue import InlineQueue
from microblog.adapters.tasks.periodic_loop import PeriodicLoop
from microblog.adapters.text.grapheme_counter import RegexGraphemeCounter
from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from microblog.adapters.web.application import Application
from microblog.adapters.web.gates.access import CheckAccess
from microblog.adapters.web.gates.authentication import Authenticate as AuthenticateGate
from microblog.adapters.web.gates.bearer import AuthenticateBearer as BearerGate
from microblog.adapters.web.gates.csrf import CheckCsrf
from microblog.adapters.web.gates.locale import ChooseLocale
from microblog.adapters.web.gates.rate_limit import LimitRate
from microblog.adapters.web.gates.trusted_hosts import TrustedHosts
from microblog.adapters.web.gates.trusted_proxies import TrustProxies
from microblog.adapters.web.mastodon_api.account_notes import AccountNoteEndpoints
from microblog.adapters.web.mastodon_api.accounts import AccountEndpoints
from microblog.adapters.web.mastodon_api.admin_accounts import AdminAccountEndpoints
from microblog.adapters.web.mastodon_api.admin_maker import AdminMaker
from microblog.adapters.web.mastodon_api.admin_reports import AdminReportEndpoints
from microblog.adapters.web.mastodon_api.announcements import AnnouncementEndpoints
from microblog.adapters.web.mastodon_api.apps import AppEndpoints
from microblog.adapters.web.mastodon_api.conversations import ConversationEndpoints
from microblog.adapters.web.mastodon_api.description import described_table
from microblog.adapters.web.mastodon_api.directory import DirectoryEndpoints
from microblog.adapters.web.mastodon_api.endorsements import EndorsementEndpoints
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.featured_tags import FeaturedTagEndpoints
from microblog.adapters.web.mastodon_api.filters import FilterEndpoints
from microblog.adapters.web.mastodon_api.follows import FollowEndpoints
from microblog.adapters.web.mastodon_api.instance import InstanceEndpoints
from microblog.adapters.web.mastodon_api.lists import ListEndpoints
from microblog.adapters.web.mastodon_api.markers import MarkerEndpoints
from microblog.adapters.web.mastodon_api.media import MediaEndpoints
from microblog.adapters.web.mastodon_api.mutes import MuteEndpoints
from microblog.adapters.web.mastodon_api.notification_groups import NotificationGroupEndpoints
from microblog.adapters.web.mastodon_api.notification_policy import NotificationPolicyEndpoints
from microblog.adapters.web.mastodon_api.notification_requests import NotificationRequestEndpoints
from microblog.adapters.web.mastodon_api.notifications import NotificationEndpoints
from microblog.adapters.web.mastodon_api.own_account import OwnAccountEndpoints
from microblog.adapters.web.mastodon_api.polls import PollEndpoints
from microblog.adapters.web.mastodon_api.problems import ApiProblems
from microblog.adapters.web.mastodon_api.push import PushEndpoints
from microblog.adapters.web.mastodon_api.push_composer import ApiPushComposer
from microblog.adapters.web.mastodon_api.registration import RegistrationEndpoints
from microblog.adapters.web.mastodon_api.reports import ReportEndpoints
from microblog.adapters.web.mastodon_api.routes import ApiEndpoints, api_routes
from microblog.adapters.web.mastodon_api.scheduled_statuses import ScheduledStatusEndpoints
from microblog.adapters.web.mastodon_api.search import SearchEndpoints
from microblog.adapters.web.mastodon_api.status_lists import StatusLists
from microblog.adapters.web.mastodon_api.statuses import StatusEndpoints
from microblog.adapters.web.mastodon_api.tag_lists import TagLists
from microblog.adapters.web.mastodon_api.tags import TagEndpoints
from microblog.adapters.web.mastodon_api.timelines import TimelineEndpoints
from microblog.adapters.web.mastodon_api.trends import TrendEndpoints
from microblog.adapters.web.mastodon_api.webfinger import WebFingerEndpoints
from microblog.adapters.web.oauth.apps import AppRegistration
from microblog.adapters.web.oauth.authorization_server import OAuthServer
from microblog.adapters.web.oauth.authorized_apps import AuthorizedAppViews
from microblog.adapters.web.oauth.consent import ConsentViews
from microblog.adapters.web.oauth.discovery import DiscoveryEndpoints
from microblog.adapters.web.oauth.routes import OAuthViews, oauth_routes
from microblog.adapters.web.oauth.tokens import TokenEndpoints
from microblog.adapters.web.own_writes import ReadOwnWrites
from microblog.adapters.web.response import CookieRules
from microblog.adapters.web.route import Family
from microblog.adapters.web.site.about import AboutViews
from microblog.adapters.web.site.announcements import AnnouncementViews
from microblog.adapters.web.site.conversations import ConversationViews
from microblog.adapters.web.site.directory import DirectoryViews
from microblog.adapters.web.site.error_pages import ErrorPages
from microblog.adapters.web.site.featured_tags import FeaturedTagViews
from microblog.adapters.web.site.feeds import FeedViews
from microblog.adapters.web.site.filters import FilterViews
from microblog.adapters.web.site.follows import FollowViews
from microblog.adapters.web.site.lists import ListViews
from microblog.adapters.web.site.mail_preferences import MailPreferenceViews
from microblog.adapters.web.site.media import MediaViews
from microblog.adapters.web.site.members import MemberViews
from microblog.adapters.web.site.metrics import MetricsViews
from microblog.adapters.web.site.moderation import ModerationViews
from microblog.adapters.web.site.notification_requests import NotificationRequestViews
from microblog.adapters.web.site.notifications import NotificationViews
from microblog.adapters.web.site.passwords import PasswordViews
from microblog.adapters.web.site.pending_posts import PendingPostViews
from microblog.adapters.web.site.pictures import FormPictures
from microblog.adapters.web.site.polls import PollViews
from microblog.adapters.web.site.posts import PostViews
from microblog.adapters.web.site.profiles import ProfileViews
from microblog.adapters.web.site.registration import RegistrationViews
from microblog.adapters.web.site.rendering import Pages
from microblog.adapters.web.site.reports import ReportViews
from microblog.adapters.web.site.routes import SiteViews, site_routes
from microblog.adapters.web.site.search import SearchViews
from microblog.adapters.web.site.sessions import SessionViews
from microblog.adapters.web.site.settings import SettingsViews
from microblog.adapters.web.site.static import StaticFiles, StaticViews
from microblog.adapters.web.site.statistics import StatisticsViews
from microblog.adapters.web.site.tags import TagViews
from microblog.adapters.web.site.tasks import TaskViews
from microblog.adapters.web.site.timelines import TimelineViews
from microblog.domain.model.addresses import Addresses
from microblog.domain.use_cases.accounts.approve_registration import (
    ApproveRegistration,
    ListRegistrations,
    RejectRegistration,
)
from microblog.domain.use_cases.accounts.change_role import ChangeRole
from microblog.domain.use_cases.accounts.confirm_address import ConfirmAddress
from microblog.domain.use_cases.accounts.create_account import CreateAccount
from microblog.domain.use_cases.accounts.create_invitation import CreateInvitation
from microblog.domain.use_cases.accounts.delete_account import DeleteAccount, RemoveAccount
from microblog.domain.use_cases.accounts.edit_preferences import (
    CheckUnsubscribeLink,
    EditPostingDefaults,
    EditPreferences,
    Unsubscribe,
)
from microblog.domain.use_cases.accounts.edit_profile import EditProfile
from microblog.domain.use_cases.accounts.mail_approval import MailApproval
from microblog.domain.use_cases.accounts.mail_confirmation import MailConfirmation
from microblog.domain.use_cases.accounts.mail_moderators import MailModerators
from microblog.domain.use_cases.accounts.note_account import NoteAccount
from microblog.domain.use_cases.accounts.purge_account import PurgeAccount
from microblog.domain.use_cases.accounts.read_account import FindAccount, ReadAccount
from microblog.domain.use_cases.accounts.read_members import ReadMember, ReadMembers
from microblog.domain.use_cases.accounts.read_profile import ReadProfile, ReadProfiles
from microblog.domain.use_cases.accounts.registrar import Registrar
from microblog.domain.use_cases.accounts.set_up_owner import CheckOwnership, OfferOwnership, SetUpOwner
from microblog.domain.use_cases.accounts.sign_up import SignUp
from microblog.domain.use_cases.announcements.answer_announcement import (
    DismissAnnouncement,
    ReactToAnnouncement,
    UnreactToAnnouncement,
)
from microblog.domain.use_cases.announcements.read_announcements import (
    ReadAllAnnouncements,
    ReadAnnouncement,
    ReadAnnouncements,
    ReadUnreadAnnouncements,
)
from microblog.domain.use_cases.announcements.write_announcement import (
    DeleteAnnouncement,
    EndAnnouncement,
    WriteAnnouncement,
)
from microblog.domain.use_cases.apps.authenticate_bearer import AuthenticateBearer
from microblog.domain.use_cases.apps.authorize_app import AuthorizeApp
from microblog.domain.use_cases.apps.authorized_apps import ListAuthorizedApps, RevokeApp
from microblog.domain.use_cases.apps.find_app import AuthenticateApp, FindApp, ReadApp
from microblog.domain.use_cases.apps.issue_token import IssueAppToken, IssueToken
from microblog.domain.use_cases.apps.redeem_code import RedeemCode
from microblog.domain.use_cases.apps.refresh_tokens import RefreshTokens
from microblog.domain.use_cases.apps.register_app import RegisterApp
from microblog.domain.use_cases.apps.revoke_token import RevokeToken
from microblog.domain.use_cases.apps.token_issuer import TokenIssuer
from microblog.domain.use_cases.archive.compare_storages import CompareStorages
from microblog.domain.use_cases.archive.copy_storage import CopyStorage
from microblog.domain.use_cases.archive.create_backup import CreateBackup, RestoreBackup
from microblog.domain.use_cases.blocks.block_account import BlockAccount, UnblockAccount
from microblog.domain.use_cases.blocks.read_blocks import ReadBlocks
from microblog.domain.use_cases.conversations.read_conversations import MarkConversationRead, ReadConversations
from microblog.domain.use_cases.conversations.remove_conversation import RemoveConversation
from microblog.domain.use_cases.directory.read_directory import ReadDirectory
from microblog.domain.use_cases.directory.suggest_accounts import DismissSuggestion, ReadSuggestions
from microblog.domain.use_cases.endorsements.endorse_account import EndorseAccount, UnendorseAccount
from microblog.domain.use_cases.endorsements.read_endorsements import ReadEndorsements
from microblog.domain.use_cases.featured_tags.feature_tag import FeatureTag, UnfeatureTag
from microblog.domain.use_cases.featured_tags.read_featured_tags import (
    ReadFeaturedTags,
    ReadWhichTagsAreFeatured,
    SuggestTags,
)
from microblog.domain.use_cases.filters.create_filter import CreateFilter, DeleteFilter
from microblog.domain.use_cases.filters.edit_filter import EditFilter
from microblog.domain.use_cases.filters.filter_post import FilterPost, UnfilterPost
from microblog.domain.use_cases.filters.read_filters import ReadFilter, ReadFilteredPost, ReadFilterKeyword, ReadFilters
from microblog.domain.use_cases.follows.approve_follower import ApproveFollower, RejectFollower
from microblog.domain.use_cases.follows.follow_account import FollowAccount, UnfollowAccount
from microblog.domain.use_cases.follows.follow_tag import FollowTag, UnfollowTag
from microblog.domain.use_cases.follows.read_followed_tags import ReadFollowedTags, ReadWhichTagsAreFollowed
from microblog.domain.use_cases.follows.read_follows import (
    ReadFamiliarFollowers,
    ReadFollowers,
    ReadFollowing,
    ReadFollowRequests,
)
from microblog.domain.use_cases.follows.remove_follower import RemoveFollower
from microblog.domain.use_cases.lists.add_to_list import AddToList, RemoveFromList
from microblog.domain.use_cases.lists.create_list import CreateList, DeleteList
from microblog.domain.use_cases.lists.edit_list import EditList
from microblog.domain.use_cases.lists.read_lists import (
    ReadList,
    ReadListChoices,
    ReadListMembers,
    ReadLists,
    ReadListsWith,
)
from microblog.domain.use_cases.markers.read_markers import ReadMarkers
from microblog.domain.use_cases.markers.save_markers import SaveMarkers
from microblog.domain.use_cases.media.delete_media import DeleteMedia
from microblog.domain.use_cases.media.describe_media import DescribeMedia
from microblog.domain.use_cases.media.intake import MediaIntake
from microblog.domain.use_cases.media.prepare_recording import PrepareRecording
from microblog.domain.use_cases.media.read_media import ReadMedia, ReadMediaFile
from microblog.domain.use_cases.media.recording_intake import RecordingIntake
from microblog.domain.use_cases.media.remove_media import RemoveMedia
from microblog.domain.use_cases.media.set_picture import RemovePicture, SetPicture
from microblog.domain.use_cases.media.upload_media import UploadMedia
from microblog.domain.use_cases.moderation.remove_suspended_account import RemoveSuspendedAccount
from microblog.domain.use_cases.moderation.suspend_account import SuspendAccount, UnsuspendAccount
from microblog.domain.use_cases.moderation.take_measure import LiftMeasure, TakeMeasure
from microblog.domain.use_cases.mutes.end_mutes import EndMutes
from microblog.domain.use_cases.mutes.mute_account import MuteAccount, UnmuteAccount
from microblog.domain.use_cases.mutes.mute_thread import MuteThread, UnmuteThread
from microblog.domain.use_cases.mutes.read_mutes import ReadMutes
from microblog.domain.use_cases.notifications.answer_requests import (
    AcceptNotificationRequests,
    DismissNotificationRequests,
)
from microblog.domain.use_cases.notifications.change_policy import ChangeNotificationPolicy, ReadNotificationPolicy
from microblog.domain.use_cases.notifications.dismiss_notification import (
    ClearNotifications,
    DismissNotification,
    DismissNotificationGroup,
)
from microblog.domain.use_cases.notifications.let_notifications_in import LetNotificationsIn
from microblog.domain.use_cases.notifications.mail_digest import MailDigest
from microblog.domain.use_cases.notifications.mail_mention import MailMention
from microblog.domain.use_cases.notifications.notify_boosted import NotifyBoosted
from microblog.domain.use_cases.notifications.notify_followed import NotifyFollowed
from microblog.domain.use_cases.notifications.notify_liked import NotifyLiked
from microblog.domain.use_cases.notifications.notify_mentioned import NotifyMentioned
from microblog.domain.use_cases.notifications.notify_poll_ended import NotifyPollEnded
from microblog.domain.use_cases.notifications.notify_reported import NotifyReported
from microblog.domain.use_cases.notifications.read_mails import CountMails, ReadMails
from microblog.domain.use_cases.notifications.read_notification_groups import (
    CountUnreadNotificationGroups,
    ReadGroupSenders,
    ReadNotificationGroup,
    ReadNotificationGroups,
)
from microblog.domain.use_cases.notifications.read_notifications import (
    CountUnreadNotifications,
    ReadNotification,
    ReadNotifications,
)
from microblog.domain.use_cases.notifications.read_requests import (
    CountHeldNotifications,
    HasLetAllIn,
    ReadHeldNotifications,
    ReadNotificationRequest,
    ReadNotificationRequests,
)
from microblog.domain.use_cases.notifications.write_digests import WriteDigests
from microblog.domain.use_cases.passwords.change_password import ChangePassword, SetPassword
from microblog.domain.use_cases.passwords.mail_reset import MailReset
from microblog.domain.use_cases.passwords.reset_password import CheckResetLink, RequestPasswordReset, ResetPassword
from microblog.domain.use_cases.pending_posts.delete_pending_post import DeletePendingPost
from microblog.domain.use_cases.pending_posts.edit_pending_post import EditPendingPost, ReschedulePost
from microblog.domain.use_cases.pending_posts.pending_post_writer import PendingPostWriter
from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.domain.use_cases.pending_posts.publish_pending_post import PublishPendingPost
from microblog.domain.use_cases.pending_posts.read_pending_posts import (
    ReadPendingPost,
    ReadPendingPosts,
    ReadScheduledPosts,
)
from microblog.domain.use_cases.pending_posts.save_pending_post import SavePendingPost
from microblog.domain.use_cases.polls.end_polls import EndPolls
from microblog.domain.use_cases.polls.vote_in_poll import VoteInPoll
from microblog.domain.use_cases.posts.bookmark_post import BookmarkPost, UnbookmarkPost
from microblog.domain.use_cases.posts.boost_post import BoostPost, UnboostPost
from microblog.domain.use_cases.posts.composer import Composer
from microblog.domain.use_cases.posts.delete_post import DeletePost
from microblog.domain.use_cases.posts.edit_post import EditPost
from microblog.domain.use_cases.posts.like_post import LikePost, UnlikePost
from microblog.domain.use_cases.posts.pin_post import PinPost, UnpinPost
from microblog.domain.use_cases.posts.post_publisher import PostPublisher
from microblog.domain.use_cases.posts.publish_post import PublishPost
from microblog.domain.use_cases.posts.read_post import (
    ReadBoosts,
    ReadEntry,
    ReadHistory,
    ReadLikes,
    ReadPost,
    ReadThread,
)
from microblog.domain.use_cases.push.push_notification import PushNotification
from microblog.domain.use_cases.push.read_push_key import ReadPushKey
from microblog.domain.use_cases.push.stop_push import StopPush
from microblog.domain.use_cases.push.subscribe_to_push import (
    ChangePushSubscription,
    ReadPushSubscription,
    SubscribeToPush,
    UnsubscribeFromPush,
)
from microblog.domain.use_cases.reactions import reactions_of, urgency_of
from microblog.domain.use_cases.reports.assign_report import AssignReport, UnassignReport
from microblog.domain.use_cases.reports.edit_report import EditReport
from microblog.domain.use_cases.reports.file_report import FileReport
from microblog.domain.use_cases.reports.read_reports import (
    ReadReport,
    ReadReports,
    ReadReportsWithPosts,
    ReadSeveralReports,
)
from microblog.domain.use_cases.reports.resolve_report import ReopenReport, ResolveReport
from microblog.domain.use_cases.screen import Screen
from microblog.domain.use_cases.search.search_accounts import SearchAccounts
from microblog.domain.use_cases.search.search_hashtags import SearchHashtags
from microblog.domain.use_cases.search.search_posts import SearchPosts
from microblog.domain.use_cases.sessions.authenticate import Authenticate
from microblog.domain.use_cases.sessions.list_sessions import EndOtherSessions, EndSession, ListSessions
from microblog.domain.use_cases.sessions.log_in import LogIn, LogOut
from microblog.domain.use_cases.sessions.session_opener import SessionOpener
from microblog.domain.use_cases.statistics.compute_statistics import ComputeStatistics
from microblog.domain.use_cases.statistics.read_activity import ReadActivity
from microblog.domain.use_cases.statistics.read_statistics import ReadStatistics
from microblog.domain.use_cases.tasks.react import React
from microblog.domain.use_cases.tasks.read_tasks import ReadBacklog, ReadTask, ReadTasks
from microblog.domain.use_cases.tasks.run_task import RunTask
from microblog.domain.use_cases.tasks.schedule import Schedule
from microblog.domain.use_cases.tasks.settle_tasks import DropAllTasks, DropTasks, RetryAllTasks, RetryTasks
from microblog.domain.use_cases.tasks.sweep_outbox import SweepOutbox
from microblog.domain.use_cases.tasks.tidy_up import TidyUp
from microblog.domain.use_cases.timelines.fan_out_post import FanOutPost
from microblog.domain.use_cases.timelines.read_timeline import (
    ReadAccountTimeline,
    ReadBookmarkedPosts,
    ReadHashtagPage,
    ReadHashtagTimeline,
    ReadHomeTimeline,
    ReadLikedPosts,
    ReadListTimeline,
    ReadPinnedPosts,
    ReadProfilePage,
    ReadPublicTimeline,
)
from microblog.domain.use_cases.trends.compute_trends import ComputeTrends
from microblog.domain.use_cases.trends.read_trends import ReadTagHistories, ReadTrendingPosts, ReadTrendingTags
from microblog.entrypoints.server_texts import load_server_texts
from microblog.entrypoints.settings import Settings, SettingsError


def _scheme(url: str) -> str:
    return url.partition(":")[0]


def _mailer(url: str) -> str:
    return "file" if _scheme(url) == "file" else "smtp"


def _limiter_for(settings: Settings) -> str:
    if not settings.rate_limits:
        return "off"
    return "memory" if settings.rate_limit_storage == "memory:" else "redis"


def _on_or_off(switch: object) -> str:
    return "on" if switch else "off"


def _worker_number(settings: Settings, process: ProcessNumber) -> int:
    return settings.node * PROCESSES_PER_NODE + process.value


def _directory(url: str) -> Path:
    return Path(url.removeprefix("file:"))


def _recordings_directory(data_dir: Path) -> Path:
    return (data_dir / "recordings").absolute()


def _is_https(base_url: str) -> bool:
    return base_url.startswith("https://")


def _networks(names: tuple[str, ...]) -> tuple[IPv4Network | IPv6Network, ...]:
    return tuple(ip_network(name) for name in names)


def _host_names(hosts: tuple[str, ...]) -> frozenset[str]:
    # The port is for proxies and people to agree on; it says nothing about whose the name is.
    return frozenset(re.sub(r":\d+$", "", host) for host in hosts)


def _version() -> str:
    try:
        return metadata.version("microblog")
    except metadata.PackageNotFoundError:
        return "that was not installed"


def _process_number(settings: Settings) -> ProcessNumber:
    try:
        return ProcessNumber(settings.data_dir / "processes")
    except OSError as error:
        raise _no_directory(settings, error) from None


def _no_directory(settings: Settings, error: OSError) -> SettingsError:
    place, why = str(settings.data_dir), error.strerror or "it cannot be used"
    if error.filename is not None and Path(error.filename) != settings.data_dir:
        why += f": {error.filename}"
    return SettingsError(f"MICROBLOG_DATA_DIR is {place!r}: it wants a directory that can be written to ({why}).")


def _later(place: str) -> Make[..., Any]:
    """What makes the thing at `module:name`, which is imported with the first: nobody waits for what was not chosen."""
    module, _, name = place.partition(":")

    def make(*arguments: Any, **named: Any) -> Any:
        return getattr(import_module(module), name)(*arguments, **named)

    return make


def _by_name(kind: type, known: dict[str, Any]) -> Factory[Any]:
    """For a view: its fields are called as the providers here are. A name that is not here is a KeyError at import."""
    return Factory(kind, **{field.name: known[field.name] for field in fields(kind)})


class Container(DeclarativeContainer):
    """Everything that is built. `settings` is given from outside."""

    settings = Dependency(instance_of=Settings)

    # The system
    clock = Singleton(SystemClock)
    process = Singleton(_process_number, settings)
    new_id = Singleton(SnowflakeIdGenerator, clock, Callable(_worker_number, settings, process))
    secrets = Singleton(SystemSecretGenerator)
    passwords = Singleton(Argon2PasswordHasher)
    addresses = Singleton(Addresses, settings.provided.base_url)
    count_graphemes = Singleton(RegexGraphemeCounter)
    clean_html = Singleton(Nh3HtmlCleaner)
    translator = Singleton(CatalogueTranslator)
    rate_limiter = Selector(
        Callable(_limiter_for, settings),
        off=Singleton(NoRateLimiter),
        memory=Singleton(MemoryRateLimiter),
        redis=Singleton(
            _later("microblog.adapters.security.redis_rate_limiter:RedisRateLimiter"),
            settings.provided.rate_limit_storage,
            settings.provided.broker_prefix,
            Singleton(
                LoggedBrokerNews,
                lost="Redis cannot be used, each process counts requests by itself",
                found="Redis is back, requests are counted together",
            ),
        ),
    )

    # Mail
    mail_composer = Singleton(TemplateComposer, translator)
    sender = Singleton(Sender, settings.provided.name, settings.provided.mail_from)
    smtp_mailer = Singleton(SmtpMailer, Callable(SmtpServer.from_url, settings.provided.mail), sender, clock)
    file_mailer = Singleton(FileMailer, Callable(_directory, settings.provided.mail), sender, clock)
    mailer = Selector(Callable(_mailer, settings.provided.mail), file=file_mailer, smtp=smtp_mailer)

    # Media
    process_image = Singleton(PillowImageProcessor)
    _programs = Callable(ffmpeg_programs, settings.provided.ffmpeg)
    process_recording = Selector(
        Callable(_on_or_off, _programs),
        on=Singleton(
            FfmpegRecordingProcessor,
            _programs.provided[0],
            _programs.provided[1],
            Callable(_recordings_directory, settings.provided.data_dir),
        ),
        off=Singleton(NoRecordingProcessor),
    )
    media_store = Selector(
        Callable(_scheme, settings.provided.media),
        file=Singleton(FileMediaStore, Callable(_directory, settings.provided.media)),
        memory=Singleton(MemoryMediaStore),
    )

    # Tasks. The inline queue runs tasks, for which it needs the storage, which nudges the queue: so it is given what
    # makes the runner, and that is told below what it is made of.
    run_task = Factory(RunTask)
    _broker = (settings.provided.broker, settings.provided.broker_prefix)
    publisher = Selector(
        settings.provided.tasks.value,
        inline=Object(None),
        huey=Singleton(_later("microblog.adapters.tasks.huey_queue:HueyPublisher"), *_broker, Object(urgency_of)),
        celery=Singleton(_later("microblog.adapters.tasks.celery_queue:CeleryPublisher"), *_broker, Object(urgency_of)),
    )
    published = Singleton(BackgroundQueue, publisher)
    task_queue = Selector(
        settings.provided.tasks.value,
        inline=Singleton(InlineQueue, run_task.provider),
        huey=published,
        celery=published,
    )

    # Storage
    _storage_needs = {
        "url": settings.provided.storage,
        "connections": settings.provided.storage_connections,
        "task_queue": task_queue,
        "new_id": new_id,
        "clock": clock,
        "reactions_of": Object(reactions_of),
    }
    sql = Singleton(
        _later("microblog.adapters.storage.sql.storage:assemble"),
        replica=settings.provided.storage_replica,
        **_storage_needs,
    )
    storage = Selector(
        Callable(_scheme, settings.provided.storage),
        memory=Singleton(_later("microblog.adapters.storage.memory.storage:assemble"), **_storage_needs),
        sqlite=sql,
        postgresql=sql,
        mysql=sql,
        mariadb=sql,
        mongodb=Singleton(_later("microblog.adapters.storage.mongo.storage:assemble"), **_storage_needs),
    )

    # What use cases are made of, by the names that they use
    unit_of_work = storage.provided.unit_of_work
    _stored = {"unit_of_work": unit_of_work}
    _dated = {**_stored, "clock": clock}
    _made = {**_dated, "new_id": new_id}
    _secret = {**_dated, "secrets": secrets}
    _hashed = {**_stored, "passwords": passwords}
    registrar = Factory(Registrar, clock=clock, new_id=new_id, passwords=passwords, addresses=addresses)
    session_opener = Factory(SessionOpener, clock=clock, new_id=new_id, secrets=secrets)
    composer = Factory(Composer, addresses=addresses, count_graphemes=count_graphemes, clean_html=clean_html)
    _registered = {"registrar": registrar, "sessions": session_opener}
    _rules = {"registration": settings.provided.registration}

    # What those who run the server tell of it
    server_texts = Singleton(
        load_server_texts,
        description=settings.provided.description,
        rules=settings.provided.rules,
        privacy_policy=settings.provided.privacy_policy,
        clean_html=clean_html,
        hashtag_url=addresses.provided.hashtag_url,
    )

    # Accounts
    sign_up = Factory(SignUp, **_stored, **_registered, **_rules, confirm_email=settings.provided.confirm_email)
    confirm_address = Factory(ConfirmAddress, **_secret, **_rules)
    offer_ownership = Factory(OfferOwnership, **_secret)
    check_ownership = Factory(CheckOwnership, **_secret)
    set_up_owner = Factory(SetUpOwner, **_secret, **_registered)
    create_account = Factory(CreateAccount, **_stored, registrar=registrar)
    create_invitation = Factory(CreateInvitation, **_secret)
    list_registrations = Factory(ListRegistrations, **_stored)
    approve_registration = Factory(ApproveRegistration, **_stored)
    reject_registration = Factory(RejectRegistration, **_stored)
    change_role = Factory(ChangeRole, **_stored)
    find_account = Factory(FindAccount, **_stored)
    read_account = Factory(ReadAccount, **_stored)
    edit_profile = Factory(EditProfile, **_stored, addresses=addresses, clean_html=clean_html)
    edit_preferences = Factory(EditPreferences, **_made)
    edit_posting_defaults = Factory(EditPostingDefaults, **_stored)
    check_unsubscribe_link = Factory(CheckUnsubscribeLink, **_secret)
    unsubscribe = Factory(Unsubscribe, **_secret)
    delete_account = Factory(DeleteAccount, **_hashed)
    remove_account = Factory(RemoveAccount, **_stored)
    remove_suspended_account = Factory(RemoveSuspendedAccount, **_stored)
    take_measure = Factory(TakeMeasure, **_dated)
    lift_measure = Factory(LiftMeasure, **_stored)
    suspend_account = Factory(SuspendAccount, **_dated)
    unsuspend_account = Factory(UnsuspendAccount, **_stored)
    read_members = Factory(ReadMembers, **_stored)
    read_member = Factory(ReadMember, **_stored)

    # Sessions and passwords
    log_in = Factory(LogIn, **_hashed, sessions=session_opener, rate_limiter=rate_limiter)
    log_out = Factory(LogOut, **_stored)
    authenticate = Factory(Authenticate, **_secret, viewers=storage.provided.viewers)
    list_sessions = Factory(ListSessions, **_dated)
    end_session = Factory(EndSession, **_stored)
    end_other_sessions = Factory(EndOtherSessions, **_stored)
    change_password = Factory(ChangePassword, **_hashed)
    set_password = Factory(SetPassword, **_hashed)
    request_password_reset = Factory(RequestPasswordReset, **_stored, rate_limiter=rate_limiter)
    check_reset_link = Factory(CheckResetLink, **_secret)
    reset_password = Factory(ResetPassword, **_secret, passwords=passwords)

    # Apps
    authenticate_bearer = Factory(AuthenticateBearer, **_secret, viewers=storage.provided.viewers)
    read_app = Factory(ReadApp, **_stored)
    find_app = Factory(FindApp, **_stored)
    register_app = Factory(RegisterApp, **_made, secrets=secrets)
    authenticate_app = Factory(AuthenticateApp, **_stored, secrets=secrets)
    authorize_app = Factory(AuthorizeApp, **_secret)
    token_issuer = Factory(TokenIssuer, clock=clock, new_id=new_id, secrets=secrets)
    _issuing = {**_stored, "issuer": token_issuer}
    redeem_code = Factory(RedeemCode, **_issuing)
    refresh_tokens = Factory(RefreshTokens, **_issuing)
    issue_app_token = Factory(IssueAppToken, **_issuing)
    issue_token = Factory(IssueToken, **_issuing)
    revoke_token = Factory(RevokeToken, **_stored, secrets=secrets)
    list_authorized_apps = Factory(ListAuthorizedApps, **_stored)
    revoke_app = Factory(RevokeApp, **_stored)

    # Pushes
    read_push_key = Singleton(ReadPushKey, **_dated, new_key_pair=Singleton(P256KeyPairGenerator))  # it is read once
    subscribe_to_push = Factory(SubscribeToPush, **_made)
    read_push_subscription = Factory(ReadPushSubscription, **_stored)
    change_push_subscription = Factory(ChangePushSubscription, **_stored)
    unsubscribe_from_push = Factory(UnsubscribeFromPush, **_stored)
    stop_push = Factory(StopPush, **_stored)
    outbound_http = Singleton(GuardedHttp, may_be_private=settings.provided.push_to_private)
    push_sender = Singleton(WebPushSender, outbound_http, clock, settings.provided.mail_from)
    push_composer = Singleton(ApiPushComposer, translator, addresses)

    # Filters
    _filters = {"filters": storage.provided.filters}
    screen = Factory(Screen, **_filters, clock=clock)
    _screened = {"screen": screen}
    create_filter = Factory(CreateFilter, **_made)
    edit_filter = Factory(EditFilter, **_made)
    delete_filter = Factory(DeleteFilter, **_stored)
    filter_post = Factory(FilterPost, **_stored, new_id=new_id)
    unfilter_post = Factory(UnfilterPost, **_stored)
    read_filters = Factory(ReadFilters, **_filters)
    read_filter = Factory(ReadFilter, **_filters)
    read_filter_keyword = Factory(ReadFilterKeyword, **_filters)
    read_filtered_post = Factory(ReadFilteredPost, **_filters)

    # Announcements
    write_announcement = Factory(WriteAnnouncement, **_made, addresses=addresses, clean_html=clean_html)
    end_announcement = Factory(EndAnnouncement, **_dated)
    delete_announcement = Factory(DeleteAnnouncement, **_stored)
    dismiss_announcement = Factory(DismissAnnouncement, **_stored)
    react_to_announcement = Factory(ReactToAnnouncement, **_dated, count_graphemes=count_graphemes)
    unreact_to_announcement = Factory(UnreactToAnnouncement, **_dated)
    read_announcement = Factory(ReadAnnouncement, **_stored)
    read_announcements = Factory(ReadAnnouncements, **_dated)
    read_all_announcements = Factory(ReadAllAnnouncements, **_stored)
    read_unread_announcements = Factory(ReadUnreadAnnouncements, **_dated, announcements=storage.provided.announcements)

    # Reports
    file_report = Factory(FileReport, **_made, rate_limiter=rate_limiter, server_texts=server_texts)
    read_reports = Factory(ReadReports, **_stored)
    read_report = Factory(ReadReport, **_stored, posts=storage.provided.posts)
    read_reports_with_posts = Factory(ReadReportsWithPosts, read_reports=read_reports, posts=storage.provided.posts)
    edit_report = Factory(EditReport, **_dated, server_texts=server_texts)
    read_several_reports = Factory(ReadSeveralReports, **_stored)
    assign_report = Factory(AssignReport, **_dated)
    unassign_report = Factory(UnassignReport, **_dated)
    resolve_report = Factory(ResolveReport, **_dated)
    reopen_report = Factory(ReopenReport, **_dated)

    # Posts
    post_publisher = Factory(PostPublisher, clock=clock, new_id=new_id, composer=composer)
    publish_post = Factory(PublishPost, **_stored, post_publisher=post_publisher)
    edit_post = Factory(EditPost, **_dated, composer=composer)
    delete_post = Factory(DeletePost, **_dated)
    like_post = Factory(LikePost, **_made)
    unlike_post = Factory(UnlikePost, **_stored)
    boost_post = Factory(BoostPost, **_made, addresses=addresses)
    unboost_post = Factory(UnboostPost, **_stored)
    bookmark_post = Factory(BookmarkPost, **_made)
    unbookmark_post = Factory(UnbookmarkPost, **_stored)
    mute_thread = Factory(MuteThread, **_dated)
    unmute_thread = Factory(UnmuteThread, **_stored)
    pin_post = Factory(PinPost, **_made)
    unpin_post = Factory(UnpinPost, **_stored)
    _posts = {"posts": storage.provided.posts}
    read_entry = Factory(ReadEntry, **_posts)
    read_post = Factory(ReadPost, **_posts, **_screened)
    read_thread = Factory(ReadThread, **_posts, **_screened)
    read_history = Factory(ReadHistory, **_posts)
    read_likes = Factory(ReadLikes, **_posts)
    read_boosts = Factory(ReadBoosts, **_posts)

    # Scheduled posts and drafts
    pending_post_writer = Factory(PendingPostWriter, clock=clock, post_publisher=post_publisher)
    _written = {"pending_post_writer": pending_post_writer}
    save_pending_post = Factory(SavePendingPost, **_made, **_written)
    edit_pending_post = Factory(EditPendingPost, **_stored, **_written)
    reschedule_post = Factory(ReschedulePost, **_dated, **_written)
    delete_pending_post = Factory(DeletePendingPost, **_dated)
    publish_pending_post = Factory(PublishPendingPost, **_dated, post_publisher=post_publisher)
    publish_due_posts = Factory(PublishDuePosts, **_dated, post_publisher=post_publisher)
    read_pending_posts = Factory(ReadPendingPosts, **_stored)
    read_pending_post = Factory(ReadPendingPost, **_stored)
    read_scheduled_posts = Factory(ReadScheduledPosts, **_stored)

    # Media
    media_intake = Factory(MediaIntake, **_made, secrets=secrets, process_image=process_image, media_store=media_store)
    _stores = {"media_store": media_store}
    _recorded = {**_stores, "process_recording": process_recording}
    recording_intake = Factory(RecordingIntake, **_made, **_recorded, secrets=secrets)
    upload_media = Factory(UploadMedia, **_stored, intake=media_intake, recordings=recording_intake)
    describe_media = Factory(DescribeMedia, **_stored)
    delete_media = Factory(DeleteMedia, **_dated)
    read_media = Factory(ReadMedia, **_stored)
    read_media_file = Factory(ReadMediaFile, **_stores)
    set_picture = Factory(SetPicture, **_dated, intake=media_intake)
    remove_picture = Factory(RemovePicture, **_dated)

    # Timelines and profiles
    _accounts = {"accounts": storage.provided.accounts}
    _timelines = {"timelines": storage.provided.timelines}
    read_public_timeline = Factory(ReadPublicTimeline, **_timelines, **_screened)
    read_home_timeline = Factory(ReadHomeTimeline, **_timelines, **_screened)
    read_account_timeline = Factory(ReadAccountTimeline, **_timelines, **_screened, **_accounts)
    _featured_tags = {"featured_tags": storage.provided.featured_tags}
    read_profile_page = Factory(ReadProfilePage, **_timelines, **_screened, **_accounts, **_featured_tags)
    read_pinned_posts = Factory(ReadPinnedPosts, **_timelines, **_screened, **_accounts)
    read_liked_posts = Factory(ReadLikedPosts, **_timelines, **_screened)
    read_bookmarked_posts = Factory(ReadBookmarkedPosts, **_timelines, **_screened)
    read_hashtag_timeline = Factory(ReadHashtagTimeline, **_timelines, **_screened)
    read_profile = Factory(ReadProfile, **_accounts)
    read_profiles = Factory(ReadProfiles, **_accounts)
    _search = {"search": storage.provided.search}
    search_posts = Factory(SearchPosts, **_search, **_screened)
    search_accounts = Factory(SearchAccounts, **_search, addresses=addresses)
    search_hashtags = Factory(SearchHashtags, **_search)

    # Followed and featured hashtags
    feature_tag = Factory(FeatureTag, **_made)
    unfeature_tag = Factory(UnfeatureTag, **_stored)
    read_featured_tags = Factory(ReadFeaturedTags, **_featured_tags, **_accounts)
    read_which_tags_are_featured = Factory(ReadWhichTagsAreFeatured, **_featured_tags)
    suggest_tags = Factory(SuggestTags, **_featured_tags)
    _followed_tags = {"followed_tags": storage.provided.followed_tags}
    follow_tag = Factory(FollowTag, **_made)
    unfollow_tag = Factory(UnfollowTag, **_stored)
    read_followed_tags = Factory(ReadFollowedTags, **_followed_tags)
    read_which_tags_are_followed = Factory(ReadWhichTagsAreFollowed, **_followed_tags)
    read_hashtag_page = Factory(ReadHashtagPage, **_timelines, **_screened, **_followed_tags)

    # Trends
    _trends = {"trends": storage.provided.trends}
    compute_trends = Factory(ComputeTrends, **_dated)
    read_trending_tags = Factory(ReadTrendingTags, **_trends)
    read_trending_posts = Factory(ReadTrendingPosts, **_trends, **_screened)
    read_tag_histories = Factory(ReadTagHistories, **_trends, clock=clock)

    # Lists
    _lists = {"lists": storage.provided.lists}
    create_list = Factory(CreateList, **_made)
    edit_list = Factory(EditList, **_stored)
    delete_list = Factory(DeleteList, **_stored)
    add_to_list = Factory(AddToList, **_stored)
    remove_from_list = Factory(RemoveFromList, **_stored)
    read_list = Factory(ReadList, **_lists)
    read_lists = Factory(ReadLists, **_lists)
    read_list_members = Factory(ReadListMembers, **_lists)
    read_lists_with = Factory(ReadListsWith, **_lists, **_accounts)
    read_list_choices = Factory(ReadListChoices, **_lists, **_accounts)
    read_list_timeline = Factory(ReadListTimeline, **_timelines, **_screened, **_lists)

    # Follows, blocks, notifications, statistics, the storage as a whole
    follow_account = Factory(FollowAccount, **_made)
    unfollow_account = Factory(UnfollowAccount, **_stored)
    approve_follower = Factory(ApproveFollower, **_stored)
    reject_follower = Factory(RejectFollower, **_stored)
    remove_follower = Factory(RemoveFollower, **_stored)
    read_followers = Factory(ReadFollowers, **_accounts)
    read_following = Factory(ReadFollowing, **_accounts)
    read_familiar_followers = Factory(ReadFamiliarFollowers, **_accounts)
    read_follow_requests = Factory(ReadFollowRequests, **_accounts)
    block_account = Factory(BlockAccount, **_made)
    unblock_account = Factory(UnblockAccount, **_stored)
    read_blocks = Factory(ReadBlocks, **_accounts)
    mute_account = Factory(MuteAccount, **_made)
    unmute_account = Factory(UnmuteAccount, **_stored)
    read_mutes = Factory(ReadMutes, **_accounts)
    note_account = Factory(NoteAccount, **_stored)
    endorse_account = Factory(EndorseAccount, **_made)
    unendorse_account = Factory(UnendorseAccount, **_stored)
    read_endorsements = Factory(ReadEndorsements, **_accounts)
    _directory = {"directory": storage.provided.directory}
    read_directory = Factory(ReadDirectory, **_directory)
    read_suggestions = Factory(ReadSuggestions, **_directory)
    dismiss_suggestion = Factory(DismissSuggestion, **_stored)
    end_mutes = Factory(EndMutes, **_dated)
    vote_in_poll = Factory(VoteInPoll, **_made)
    end_polls = Factory(EndPolls, **_dated)
    _notifications = {"notifications": storage.provided.notifications}
    read_notifications = Factory(ReadNotifications, **_notifications, **_screened)
    read_notification = Factory(ReadNotification, **_notifications)
    count_unread_notifications = Factory(CountUnreadNotifications, **_notifications)
    _groups = {"notification_groups": storage.provided.notification_groups}
    read_notification_groups = Factory(ReadNotificationGroups, **_dated, **_groups, **_notifications, **_screened)
    read_notification_group = Factory(ReadNotificationGroup, **_groups, **_notifications)
    read_group_senders = Factory(ReadGroupSenders, **_groups, **_notifications)
    count_unread_notification_groups = Factory(CountUnreadNotificationGroups, **_groups)
    dismiss_notification_group = Factory(DismissNotificationGroup, **_stored)
    dismiss_notification = Factory(DismissNotification, **_stored)
    clear_notifications = Factory(ClearNotifications, **_stored)
    _requests = {"notification_requests": storage.provided.notification_requests}
    read_notification_requests = Factory(ReadNotificationRequests, **_requests)
    read_notification_request = Factory(ReadNotificationRequest, **_requests)
    read_held_notifications = Factory(ReadHeldNotifications, **_notifications)
    count_held_notifications = Factory(CountHeldNotifications, **_requests)
    has_let_all_in = Factory(HasLetAllIn, **_stored)
    accept_notification_requests = Factory(AcceptNotificationRequests, **_stored)
    dismiss_notification_requests = Factory(DismissNotificationRequests, **_stored)
    read_notification_policy = Factory(ReadNotificationPolicy, **_stored)
    change_notification_policy = Factory(ChangeNotificationPolicy, **_stored)
    _conversations = {"conversations": storage.provided.conversations}
    read_conversations = Factory(ReadConversations, **_conversations, **_screened)
    mark_conversation_read = Factory(MarkConversationRead, **_stored, **_conversations, **_screened)
    remove_conversation = Factory(RemoveConversation, **_stored)
    read_markers = Factory(ReadMarkers, markers=storage.provided.markers)
    save_markers = Factory(SaveMarkers, **_dated)
    copy_storage = Factory(CopyStorage, storage.provided.archive, storage.provided.schema)
    compare_storages = Factory(CompareStorages, storage.provided.archive)
    create_backup = Factory(CreateBackup, storage.provided.archive)
    restore_backup = Factory(RestoreBackup, copy_storage)
    archive_file_at = Factory(partial, GzipArchiveFile, Callable(_version), clock, clean_html)
    compute_statistics = Factory(ComputeStatistics, **_dated, statistics=storage.provided.statistics)
    read_activity = Factory(ReadActivity, clock=clock, statistics=storage.provided.statistics)
    read_statistics = Factory(ReadStatistics, clock=clock, statistics=storage.provided.statistics)

    # Reactions, and the runner that they are run by
    _mailed = {
        "composer": mail_composer,
        "mailer": mailer,
        "addresses": addresses,
        "server_name": settings.provided.name,
    }
    reactions = Mapping(
        {
            MailConfirmation.name: Factory(MailConfirmation, **_secret, **_mailed),
            MailModerators.name: Factory(MailModerators, **_stored, **_mailed),
            MailApproval.name: Factory(MailApproval, **_stored, **_mailed),
            PurgeAccount.name: Factory(PurgeAccount, **_dated, **_stores, search_index=storage.provided.search_index),
            RemoveMedia.name: Factory(RemoveMedia, **_stored, **_stores),
            PrepareRecording.name: Factory(PrepareRecording, **_dated, **_recorded, process_image=process_image),
            MailReset.name: Factory(MailReset, **_secret, **_mailed),
            NotifyMentioned.name: Factory(NotifyMentioned, **_made),
            FanOutPost.name: Factory(FanOutPost, **_stored),
            NotifyLiked.name: Factory(NotifyLiked, **_made),
            NotifyBoosted.name: Factory(NotifyBoosted, **_made),
            NotifyFollowed.name: Factory(NotifyFollowed, **_made),
            NotifyPollEnded.name: Factory(NotifyPollEnded, **_made),
            NotifyReported.name: Factory(NotifyReported, **_made),
            LetNotificationsIn.name: Factory(LetNotificationsIn, **_stored),
            MailDigest.name: Factory(
                MailDigest, **_secret, **_mailed, **_notifications, confirm_email=settings.provided.confirm_email
            ),
            PushNotification.name: Factory(
                PushNotification,
                **_stored,
                **_notifications,
                **_screened,
                read_push_key=read_push_key,
                push_composer=push_composer,
                push_sender=push_sender,
            ),
            MailMention.name: Factory(MailMention, **_secret, **_mailed, confirm_email=settings.provided.confirm_email),
        }
    )
    react = Singleton(React, **_dated, reactions=reactions)
    run_task.add_kwargs(**_dated, react=react)
    sweep_outbox = Factory(SweepOutbox, **_dated, react=react)
    tidy_up = Factory(TidyUp, **_dated, **_stores)
    schedule = Factory(
        Schedule,
        clock=clock,
        sweep_outbox=sweep_outbox,
        publish_due_posts=publish_due_posts,
        end_mutes=end_mutes,
        end_polls=end_polls,
        write_digests=Factory(WriteDigests, **_made),
        tidy_up=tidy_up,
        compute_statistics=compute_statistics,
        compute_trends=compute_trends,
        search_index=storage.provided.search_index,
    )
    read_mails = Factory(ReadMails, **_stored)
    count_mails = Factory(CountMails, **_stored)
    read_backlog = Factory(ReadBacklog, **_stored)
    read_tasks = Factory(ReadTasks, **_stored)
    read_task = Factory(ReadTask, **_stored)
    retry_tasks = Factory(RetryTasks, **_stored)
    retry_all_tasks = Factory(RetryAllTasks, **_stored)
    drop_tasks = Factory(DropTasks, **_stored)
    drop_all_tasks = Factory(DropAllTasks, **_stored)
    periodic_loop = Factory(PeriodicLoop, schedule.provided.entries.call())
    huey_consumer = Factory(
        _later("microblog.adapters.tasks.huey_queue:HueyConsumer"), *_broker, run_task, Factory(LoggedBrokerNews)
    )

    # The site
    cookies = Singleton(CookieRules, Callable(_is_https, settings.provided.base_url))
    static_files = Singleton(StaticFiles.load)
    registration = settings.provided.registration
    metrics_token = settings.provided.metrics_token
    pages = Singleton(
        Pages.build,
        translator,
        static_files,
        cookies,
        settings.provided.name,
        registration,
        clock,
        takes_recordings=process_recording.provided.takes_any,
    )
    form_pictures = _by_name(FormPictures, locals())
    site_views = Factory(
        SiteViews,
        timelines=_by_name(TimelineViews, locals()),
        posts=_by_name(PostViews, locals()),
        polls=_by_name(PollViews, locals()),
        pending_posts=_by_name(PendingPostViews, locals()),
        profiles=_by_name(ProfileViews, locals()),
        follows=_by_name(FollowViews, locals()),
        tags=_by_name(TagViews, locals()),
        featured_tags=_by_name(FeaturedTagViews, locals()),
        lists=_by_name(ListViews, locals()),
        notifications=_by_name(NotificationViews, locals()),
        notification_requests=_by_name(NotificationRequestViews, locals()),
        conversations=_by_name(ConversationViews, locals()),
        sessions=_by_name(SessionViews, locals()),
        registration=_by_name(RegistrationViews, locals()),
        passwords=_by_name(PasswordViews, locals()),
        settings=_by_name(SettingsViews, locals()),
        mail_preferences=_by_name(MailPreferenceViews, locals()),
        moderation=_by_name(ModerationViews, locals()),
        reports=_by_name(ReportViews, locals()),
        members=_by_name(MemberViews, locals()),
        announcements=_by_name(AnnouncementViews, locals()),
        tasks=_by_name(TaskViews, locals()),
        metrics=_by_name(MetricsViews, locals()),
        search=_by_name(SearchViews, locals()),
        feeds=_by_name(FeedViews, locals()),
        filters=_by_name(FilterViews, locals()),
        directory=_by_name(DirectoryViews, locals()),
        statistics=_by_name(StatisticsViews, locals()),
        about=_by_name(AboutViews, locals()),
        static=_by_name(StaticViews, locals()),
        media=_by_name(MediaViews, locals()),
    )

    # The API
    entities = Singleton(EntityMaker, read_profiles, addresses, clock)  # which keeps what it made
    status_lists = Singleton(StatusLists, entities)  # likewise
    admin = Factory(AdminMaker, entities, server_texts)
    name = settings.provided.name
    version = Callable(_version)
    tag_lists = _by_name(TagLists, locals())
    api_endpoints = Factory(
        ApiEndpoints,
        timelines=_by_name(TimelineEndpoints, locals()),
        statuses=_by_name(StatusEndpoints, locals()),
        scheduled_statuses=_by_name(ScheduledStatusEndpoints, locals()),
        polls=_by_name(PollEndpoints, locals()),
        media=_by_name(MediaEndpoints, locals()),
        accounts=_by_name(AccountEndpoints, locals()),
        own_account=_by_name(OwnAccountEndpoints, locals()),
        follows=_by_name(FollowEndpoints, locals()),
        mutes=_by_name(MuteEndpoints, locals()),
        account_notes=_by_name(AccountNoteEndpoints, locals()),
        endorsements=_by_name(EndorsementEndpoints, locals()),
        markers=_by_name(MarkerEndpoints, locals()),
        filters=_by_name(FilterEndpoints, locals()),
        reports=_by_name(ReportEndpoints, locals()),
        admin_accounts=_by_name(AdminAccountEndpoints, locals()),
        admin_reports=_by_name(AdminReportEndpoints, locals()),
        announcements=_by_name(AnnouncementEndpoints, locals()),
        directory=_by_name(DirectoryEndpoints, locals()),
        notifications=_by_name(NotificationEndpoints, locals()),
        push=_by_name(PushEndpoints, locals()),
        conversations=_by_name(ConversationEndpoints, locals()),
        notification_groups=_by_name(NotificationGroupEndpoints, locals()),
        notification_policy=_by_name(NotificationPolicyEndpoints, locals()),
        notification_requests=_by_name(NotificationRequestEndpoints, locals()),
        registration=_by_name(RegistrationEndpoints, locals()),
        search=_by_name(SearchEndpoints, locals()),
        tags=_by_name(TagEndpoints, locals()),
        trends=_by_name(TrendEndpoints, locals()),
        featured_tags=_by_name(FeaturedTagEndpoints, locals()),
        lists=_by_name(ListEndpoints, locals()),
        apps=_by_name(AppEndpoints, locals()),
        instance=_by_name(InstanceEndpoints, locals()),
        webfinger=_by_name(WebFingerEndpoints, locals()),
    )

    # OAuth
    oauth_server = Singleton(
        OAuthServer,
        find_app=find_app,
        authenticate_app=authenticate_app,
        redeem_code=redeem_code,
        refresh_tokens=refresh_tokens,
        issue_app_token=issue_app_token,
        revoke_token=revoke_token,
    )
    oauth_views = Factory(
        OAuthViews,
        apps=_by_name(AppRegistration, locals()),
        consent=_by_name(ConsentViews, locals()),
        tokens=_by_name(TokenEndpoints, locals()),
        discovery=_by_name(DiscoveryEndpoints, locals()),
        authorized_apps=_by_name(AuthorizedAppViews, locals()),
    )

    routes = Singleton(
        described_table,
        Callable(site_routes, site_views),
        Callable(api_routes, api_endpoints),
        Callable(oauth_routes, oauth_views),
        pages=pages,
        addresses=addresses,
        version=version,
    )
    limit_rate = Factory(LimitRate, rate_limiter, clock)
    gates = Tuple(
        Factory(TrustProxies, Callable(_networks, settings.provided.trusted_proxies)),
        Factory(TrustedHosts, Callable(_host_names, settings.provided.trusted_hosts)),
        Factory(AuthenticateGate, authenticate, cookies),
        Factory(BearerGate, authenticate_bearer, limit_rate),
        Factory(ChooseLocale, translator),
        limit_rate,
        Factory(CheckAccess),
        Factory(CheckCsrf, cookies),
    )
    application = Singleton(
        Application,
        routes,
        gates,
        Mapping({Family.SITE: Factory(ErrorPages, pages), Family.API: Factory(ApiProblems)}),
        run_handler=Factory(ReadOwnWrites, storage.provided.replica, cookies),
        log_context=Object(log_context),
    )


def open_container(settings: Settings) -> Container:
    """A container for these settings. Nothing is connected to before it is asked for.

    Raises SettingsError if there can be no data directory.
    """
    try:
        settings.data_dir.mkdir(mode=0o700, parents=True, exist_ok=True)  # it holds all that anybody wrote
    except OSError as error:
        raise _no_directory(settings, error) from None
    return Container(settings=settings)
