"""The tables. Every index says which statement it is for.

Ids come from the core. Names that are compared without case have a column with a key in lower case. Numbers that
pages show are kept beside what they count, by increments in the transaction that changes it.

# Long because it is the one list of all tables.
"""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    Date,
    ForeignKey,
    Index,
    Integer,
    MetaData,
    String,
    Table,
    false,
    text,
    true,
)
from sqlalchemy import UniqueConstraint as Unique

from microblog.adapters.storage.sql.column_types import (
    Contexts,
    Digest,
    FilteredPosts,
    Keywords,
    Kinds,
    Numbers,
    Pictures,
    Question,
    Texts,
    Timestamp,
    WantedQuestion,
    Word,
)
from microblog.adapters.storage.sql.dialect import CLUSTERED, KEY, LONG_TEXT, TABLE_OPTIONS
from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.app import TokenKind
from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.filter import FilterAction
from microblog.domain.model.list import RepliesPolicy
from microblog.domain.model.mail_delivery import MailState
from microblog.domain.model.marker import MarkedTimeline
from microblog.domain.model.media import MediaPurpose, MediaState
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.notification_policy import Reception
from microblog.domain.model.notification_request import RequestState
from microblog.domain.model.pending_post import Obstacle
from microblog.domain.model.post import Visibility
from microblog.domain.model.push import PushPolicy
from microblog.domain.model.report import ReportCategory
from microblog.domain.model.session import Purpose

metadata = MetaData(
    naming_convention={
        "pk": "pk_%(table_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_name)s",
    }
)


def _id(name: str = "id") -> Column[int]:
    return Column(name, KEY, primary_key=True, autoincrement=False)


def _account(name: str = "account_id", *, nullable: bool = False, key: bool = False) -> Column[int]:
    reference = ForeignKey("accounts.id")
    return Column(name, BigInteger, reference, nullable=nullable, primary_key=key, autoincrement=False)


def _post(name: str = "post_id", *, nullable: bool = False, key: bool = False) -> Column[int]:
    reference = ForeignKey("posts.id")
    return Column(name, BigInteger, reference, nullable=nullable, primary_key=key, autoincrement=False)


def _announcement() -> Column[int]:
    reference = ForeignKey("announcements.id")
    return Column("announcement_id", BigInteger, reference, primary_key=True, autoincrement=False)


def _app() -> Column[int]:
    return Column("app_id", BigInteger, ForeignKey("apps.id"), nullable=False)


def _grant(*, nullable: bool = False) -> Column[int]:
    return Column("grant_id", BigInteger, ForeignKey("grants.id"), nullable=nullable)


def _text(name: str) -> Column[str]:
    return Column(name, LONG_TEXT, nullable=False)


def _file(name: str) -> Column[str]:
    """The name of a file in the media store, empty where there is none."""
    return Column(name, String(80), nullable=False, server_default=text("''"))


def _revision() -> Column[int]:
    """Becomes another number with every change of the row: a trigger sees to that, except in MySQL."""
    return Column("revision", BigInteger, nullable=False, server_default=text("0"))


def _with_media() -> Column[bool]:
    """Whether a post shows pictures."""
    return Column("with_media", Boolean, nullable=False, server_default=false())


def _sensitive(name: str = "sensitive") -> Column[bool]:
    """Whether the pictures of a post are."""
    return Column(name, Boolean, nullable=False, server_default=false())


def _measure(name: str) -> Column[bool]:
    """Whether moderators did that about an account."""
    return Column(name, Boolean, nullable=False, server_default=false())


def _count(name: str) -> Column[int]:
    return Column(name, Integer, nullable=False, default=0)


accounts = Table(
    "accounts",
    metadata,
    _id(),
    Column("username", String(255), nullable=False),
    Column("domain", String(255)),
    Column("name_key", String(520), nullable=False, unique=True),  # name@domain in lower case, name for local ones
    Column("uri", String(2048), nullable=False),
    Column("url", String(2048), nullable=False),
    _text("display_name"),
    _text("bio"),
    _text("bio_html"),
    _text("fields"),  # JSON
    Column("locked", Boolean, nullable=False),
    Column("state", Word(AccountState), nullable=False),
    Column("created_at", Timestamp, nullable=False),
    _count("posts_count"),  # without boosts and what is for the mentioned alone
    _count("followers_count"),
    _count("following_count"),
    _file("avatar"),
    _file("header"),
    _revision(),
    _measure("limited"),
    _measure("disabled"),
    _measure("sensitized"),
    ACCOUNTS_IN_ORDER := Index(None, "state", "id"),  # UserRepository.in_state, DirectoryQuery.newest
    Index(None, "created_at"),  # StatisticsRepository.count
    **TABLE_OPTIONS,
)

users = Table(
    "users",
    metadata,
    _account(key=True),
    Column("email", String(254), nullable=False),
    Column("email_key", String(520), nullable=False, unique=True),  # in lower case
    Column("password_hash", String(255), nullable=False),
    Column("role", Word(Role), nullable=False, index=True),
    Column("language", String(35)),
    Column("mail_on_mention", Boolean, nullable=False),
    _text("reason"),
    Column("confirmed_at", Timestamp),
    Column("last_read_notification_id", BigInteger, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("digest", Word(DigestRhythm), nullable=False, server_default=text("'off'"), index=True),  # due
    Column("default_visibility", Word(Visibility), nullable=False, server_default=text("'public'")),
    Column("default_language", String(35)),
    _sensitive("default_sensitive"),
    **TABLE_OPTIONS,
)

posts = Table(
    "posts",
    metadata,
    _id(),
    _account(),
    Column("uri", String(2048), nullable=False),
    Column("url", String(2048), nullable=False),
    Column("domain", String(255)),
    _text("text"),
    _text("html"),
    _text("content_warning"),
    Column("language", String(35)),
    Column("visibility", Word(Visibility), nullable=False),
    Column("thread_id", BigInteger, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("in_reply_to_id", BigInteger),
    Column("in_reply_to_account_id", BigInteger),
    _post("boost_of_id", nullable=True),
    _text("mentions"),  # JSON, a copy that saves a statement
    _text("hashtags"),  # likewise
    Column("edited_at", Timestamp),
    Column("deleted_at", Timestamp),
    Column("on_public_timeline", Boolean, nullable=False),
    _count("replies_count"),
    _count("boosts_count"),
    _count("likes_count"),
    Column("media", Pictures),  # a copy that saves a statement
    _revision(),
    _with_media(),
    Column("poll", Question),
    Column("poll_counts", Numbers),  # of a poll: who voted, and the votes of each option
    _sensitive(),
    Unique("account_id", "boost_of_id"),  # one boost of a post; also whether the viewer boosted it
    POSTS_IN_ORDER := Index(None, "account_id", "id"),  # TimelineQuery.of_account, HomeTimelineRepository.backfill
    Index(None, "thread_id", "id"),  # PostQuery.thread
    Index(None, "boost_of_id", "id"),  # PostQuery.boosted_by, PostRepository.bury
    Index(None, "on_public_timeline", "id"),  # TimelineQuery.public
    PUBLIC_MEDIA := Index(None, "on_public_timeline", "with_media", "id"),  # TimelineQuery.public, only_media
    MEDIA_OF_ACCOUNT := Index(None, "account_id", "with_media", "id"),  # TimelineQuery.of_account, only_media
    Index(None, "created_at"),  # StatisticsRepository.count
    **TABLE_OPTIONS,
)

post_mentions = Table(
    "post_mentions",
    metadata,
    _post(key=True),
    _account(key=True),
    **TABLE_OPTIONS,
    **CLUSTERED,
)

post_hashtags = Table(
    "post_hashtags",
    metadata,
    Column("name", String(500), primary_key=True),
    _post(key=True),
    _with_media(),
    Column("listed_by", BigInteger),  # whose post it is, where everybody may see it
    Index(None, "post_id"),  # PostRepository.save
    Index(None, "listed_by", "name", "post_id"),  # FeaturedTagQuery.counted and used
    TAGGED_MEDIA := Index(None, "name", "with_media", "post_id"),  # TimelineQuery.hashtag, only_media
    **TABLE_OPTIONS,
    **CLUSTERED,
)

post_versions = Table(
    "post_versions",
    metadata,
    _post(key=True),
    Column("number", Integer, primary_key=True, autoincrement=False),  # 1 is the oldest
    _text("text"),
    _text("html"),
    _text("content_warning"),
    Column("created_at", Timestamp, nullable=False),
    Column("media", Pictures),
    Column("poll_options", Texts),
    _sensitive(),
    **TABLE_OPTIONS,
)

pending_posts = Table(
    "pending_posts",
    metadata,
    _id(),
    _account(),
    _text("text"),
    _text("content_warning"),
    Column("visibility", Word(Visibility), nullable=False),
    Column("language", String(35)),
    Column("in_reply_to_id", BigInteger),
    Column("media_ids", Numbers, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("scheduled_at", Timestamp),
    Column("obstacle", Word(Obstacle)),
    Column("idempotency_key", String(255), nullable=False),
    _sensitive(),
    Column("poll", WantedQuestion),
    Column("app_id", BigInteger),  # names no app that has to be there still
    Index(None, "account_id", "id"),  # of_account, moments, remove_all
    Index(None, "scheduled_at", "id"),  # due
    **TABLE_OPTIONS,
)

media = Table(
    "media",
    metadata,
    _id(),
    _account(),
    Column("purpose", Word(MediaPurpose), nullable=False),
    _post(nullable=True),
    Column("key", String(64), nullable=False),
    Column("content_type", String(40), nullable=False),
    Column("width", Integer, nullable=False),
    Column("height", Integer, nullable=False),
    Column("preview_width", Integer, nullable=False),
    Column("preview_height", Integer, nullable=False),
    Column("blurhash", String(120), nullable=False),
    _text("description"),
    Column("created_at", Timestamp, nullable=False),
    Column("unused_since", Timestamp),
    Column("pending_post_id", BigInteger),
    # What only recordings have; what wrote pictures before there were any says nothing of it.
    Column("state", Word(MediaState), nullable=False, server_default=text("'ready'")),
    Column("looped", Boolean, nullable=False, server_default=false()),
    Column("duration", Integer, nullable=False, server_default=text("0")),
    Column("frame_rate", String(20), nullable=False, server_default=text("''")),
    Column("bitrate", Integer, nullable=False, server_default=text("0")),
    Index(None, "account_id", "purpose"),  # of_account, shown_as
    Index(None, "account_id", "state"),  # count_preparing
    Index(None, "post_id"),  # of_post
    Index(None, "unused_since"),  # unused
    **TABLE_OPTIONS,
)

poll_votes = Table(
    "poll_votes",
    metadata,
    _id(),
    _account(),
    _post(),
    Column("choices", Numbers, nullable=False),  # places of options
    Column("created_at", Timestamp, nullable=False),
    Unique("account_id", "post_id"),  # also what the viewer voted, and remove_some
    Index(None, "post_id", "id"),  # of_post, begin_anew, PostRepository.bury
    **TABLE_OPTIONS,
)

open_polls = Table(
    "open_polls",
    metadata,
    _post(key=True),
    Column("ends_at", Timestamp, nullable=False),
    Index(None, "ends_at"),  # ended
    **TABLE_OPTIONS,
)

# What search looks posts and accounts up in: their words as `search_index` writes them, one string with spaces between.
# The engine's own index over `words` is made by the migrations alone, as each database has one of another kind.
# The other column is what tells whether a row is still true of its post or account.
post_words = Table(
    "post_words",
    metadata,
    Column("post_id", KEY, ForeignKey("posts.id"), primary_key=True, autoincrement=False),
    Column("edited_at", Timestamp),
    _text("words"),
    **TABLE_OPTIONS,
)

account_words = Table(
    "account_words",
    metadata,
    Column("account_id", KEY, ForeignKey("accounts.id"), primary_key=True, autoincrement=False),
    _text("display_name"),
    _text("words"),
    **TABLE_OPTIONS,
)

follows = Table(
    "follows",
    metadata,
    _id(),
    _account("follower_id"),
    _account("followee_id"),
    Column("accepted", Boolean, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Unique("follower_id", "followee_id"),
    Index(None, "follower_id", "accepted", "id"),  # AccountQuery.following
    Index(None, "followee_id", "accepted", "id"),  # AccountQuery.followers, fan_out
    **TABLE_OPTIONS,
)

followed_tags = Table(
    "followed_tags",
    metadata,
    _id(),
    _account(),
    Column("name", String(500), nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Unique("account_id", "name"),  # also FollowedTagQuery.among
    FOLLOWED_TAGS_IN_ORDER := Index(None, "account_id", "id"),  # FollowedTagQuery.of_account
    Index(None, "name", "account_id"),  # HomeTimelineRepository.fan_out_by_tags
    **TABLE_OPTIONS,
)

featured_tags = Table(
    "featured_tags",
    metadata,
    _id(),
    _account(),
    Column("name", String(500), nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Unique("account_id", "name"),  # also of_account
    **TABLE_OPTIONS,
)

blocks = Table(
    "blocks",
    metadata,
    _id(),
    _account("blocker_id"),
    _account("blocked_id"),
    Column("created_at", Timestamp, nullable=False),
    Unique("blocker_id", "blocked_id"),  # the visibility of posts, in both directions
    BLOCKS_IN_ORDER := Index(None, "blocker_id", "id"),  # AccountQuery.blocked
    Index(None, "blocked_id"),  # BlockRepository.remove_all
    **TABLE_OPTIONS,
)

mutes = Table(
    "mutes",
    metadata,
    _id(),
    _account("muter_id"),
    _account("muted_id"),
    Column("notifications", Boolean, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("expires_at", Timestamp),
    Unique("muter_id", "muted_id"),  # also whether the viewer mutes somebody
    MUTES_IN_ORDER := Index(None, "muter_id", "id"),  # AccountQuery.muted
    Index(None, "muted_id"),  # MuteRepository.remove_all
    Index(None, "expires_at"),  # remove_expired
    **TABLE_OPTIONS,
)

thread_mutes = Table(
    "thread_mutes",
    metadata,
    _account(key=True),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),
    Column("created_at", Timestamp, nullable=False),
    **TABLE_OPTIONS,
    **CLUSTERED,
)

conversations = Table(
    "conversations",
    metadata,
    _account(key=True),
    Column("thread_id", BigInteger, primary_key=True, autoincrement=False),
    _post(),  # the last one
    Column("unread", Boolean, nullable=False),
    CONVERSATIONS_IN_ORDER := Index(None, "account_id", "post_id"),  # ConversationQuery.of_account
    Index(None, "post_id"),  # settle
    **TABLE_OPTIONS,
    **CLUSTERED,
)

account_notes = Table(
    "account_notes",
    metadata,
    _account(key=True),
    _account("target_id", key=True),
    _text("text"),
    Index(None, "target_id"),  # AccountNoteRepository.remove_all
    **TABLE_OPTIONS,
    **CLUSTERED,
)

endorsements = Table(
    "endorsements",
    metadata,
    _id(),
    _account(),
    _account("target_id"),
    Column("created_at", Timestamp, nullable=False),
    Unique("account_id", "target_id"),  # also whether the viewer recommends somebody
    ENDORSEMENTS_IN_ORDER := Index(None, "account_id", "id"),  # AccountQuery.endorsed
    Index(None, "target_id"),  # EndorsementRepository.remove_all
    **TABLE_OPTIONS,
)

dismissals = Table(
    "dismissals",
    metadata,
    _account(key=True),
    _account("target_id", key=True),
    Index(None, "target_id"),  # SuggestionRepository.remove_all
    **TABLE_OPTIONS,
    **CLUSTERED,
)

likes = Table(
    "likes",
    metadata,
    _id(),
    _account(),
    _post(),
    Column("created_at", Timestamp, nullable=False),
    Unique("account_id", "post_id"),  # also whether the viewer likes it
    LIKES_IN_ORDER := Index(None, "account_id", "id"),  # TimelineQuery.liked
    Index(None, "post_id", "id"),  # PostQuery.liked_by
    Index(None, "created_at"),  # StatisticsRepository.count
    **TABLE_OPTIONS,
)

bookmarks = Table(
    "bookmarks",
    metadata,
    _id(),
    _account(),
    _post(),
    Column("created_at", Timestamp, nullable=False),
    Unique("account_id", "post_id"),  # also whether the viewer has it
    BOOKMARKS_IN_ORDER := Index(None, "account_id", "id"),  # TimelineQuery.bookmarked
    Index(None, "post_id"),  # PostRepository.bury
    **TABLE_OPTIONS,
)

pins = Table(
    "pins",
    metadata,
    _id(),
    _account(),
    _post(),
    Column("created_at", Timestamp, nullable=False),
    Unique("account_id", "post_id"),  # also whether it is one, and TimelineQuery.pinned
    Index(None, "post_id"),  # PostRepository.bury
    **TABLE_OPTIONS,
)

lists = Table(
    "lists",
    metadata,
    _id(),
    _account(),
    Column("title", String(255), nullable=False),
    Column("replies_policy", Word(RepliesPolicy), nullable=False),
    Column("exclusive", Boolean, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Index(None, "account_id", "id"),  # ListQuery.of_account
    **TABLE_OPTIONS,
)

list_members = Table(
    "list_members",
    metadata,
    Column("list_id", BigInteger, ForeignKey("lists.id"), primary_key=True, autoincrement=False),
    _account(key=True),
    _account("owner_id"),
    Index(None, "owner_id", "account_id"),  # ListQuery.containing, TimelineQuery.home, remove_from_all
    Index(None, "account_id"),  # ListRepository.remove_all
    **TABLE_OPTIONS,
    **CLUSTERED,
)

filters = Table(
    "filters",
    metadata,
    _id(),
    _account(),
    _text("title"),
    Column("contexts", Contexts, nullable=False),
    Column("action", Word(FilterAction), nullable=False),
    Column("keywords", Keywords, nullable=False),
    Column("posts", FilteredPosts, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("expires_at", Timestamp),
    Index(None, "account_id", "id"),  # FilterQuery.of_account
    **TABLE_OPTIONS,
)

reports = Table(
    "reports",
    metadata,
    _id(),
    _account(),
    _account("target_id"),
    Column("category", Word(ReportCategory), nullable=False),
    _text("comment"),
    Column("post_ids", Numbers, nullable=False),
    Column("rule_ids", Numbers, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("updated_at", Timestamp, nullable=False),
    _account("assigned_id", nullable=True),
    _account("resolved_id", nullable=True),
    Column("resolved_at", Timestamp),
    Index(None, "account_id", "id"),  # page, remove_all
    Index(None, "target_id", "id"),  # likewise
    Index(None, "assigned_id"),  # remove_all
    Index(None, "resolved_id"),  # likewise
    Index(None, "resolved_at", "id"),  # page
    **TABLE_OPTIONS,
)

announcements = Table(
    "announcements",
    metadata,
    _id(),
    _text("text"),
    _text("html"),
    Column("created_at", Timestamp, nullable=False),
    Column("updated_at", Timestamp, nullable=False),
    Column("published_at", Timestamp),
    Column("ends_at", Timestamp),
    **TABLE_OPTIONS,
)

announcement_dismissals = Table(
    "announcement_dismissals",
    metadata,
    _announcement(),
    _account(key=True),
    Index(None, "account_id"),  # dismissed_by, remove_all
    **TABLE_OPTIONS,
)

announcement_reactions = Table(
    "announcement_reactions",
    metadata,
    _announcement(),
    _account(key=True),
    Column("name", String(20), primary_key=True),
    Column("created_at", Timestamp, nullable=False),
    Index(None, "account_id"),  # remove_all
    **TABLE_OPTIONS,
)

markers = Table(
    "markers",
    metadata,
    _account(key=True),
    Column("timeline", Word(MarkedTimeline), primary_key=True),
    Column("last_read_id", BigInteger, nullable=False),
    Column("version", Integer, nullable=False),
    Column("updated_at", Timestamp, nullable=False),
    **TABLE_OPTIONS,
    **CLUSTERED,
)

notifications = Table(
    "notifications",
    metadata,
    _id(),
    _account(),
    Column("kind", Word(NotificationKind), nullable=False),
    _account("sender_id"),
    Column("post_id", BigInteger, nullable=False),  # 0 where it is about none: NULLs would not be unique
    Column("created_at", Timestamp, nullable=False),
    Column("report_id", BigInteger),
    Column("group_id", BigInteger, nullable=False, server_default=text("0")),
    Column("group_place", Integer, nullable=False, server_default=text("1")),
    Column("leads", Boolean, nullable=False, server_default=true()),
    Unique("account_id", "kind", "sender_id", "post_id"),
    NOTIFICATIONS_IN_ORDER := Index(None, "account_id", "id"),  # NotificationQuery.of_account
    NOTIFICATIONS_THAT_LEAD := Index(None, "account_id", "leads", "id"),  # NotificationGroupQuery.of_account
    # Who is in a group, and NotificationRepository.add. Its name by the convention would be too long.
    NOTIFICATIONS_BY_GROUP := Index(
        "ix_notifications_groups", "account_id", "kind", "post_id", "group_id", "group_place"
    ),
    Index(None, "sender_id"),  # remove_all
    Index(None, "post_id"),  # remove_about
    **TABLE_OPTIONS,
)

held_notifications = Table(
    "held_notifications",
    metadata,
    _id(),
    _account(),
    Column("kind", Word(NotificationKind), nullable=False),
    _account("sender_id"),
    Column("post_id", BigInteger, nullable=False),  # 0 where it is about none, as above
    Column("created_at", Timestamp, nullable=False),
    Unique("account_id", "sender_id", "kind", "post_id"),
    Index(None, "account_id", "id"),  # NotificationQuery.of_account
    # NotificationRepository.held, NotificationQuery.of_account, and how many there are of one sender.
    Index(None, "account_id", "sender_id", "id"),
    Index(None, "sender_id"),  # remove_all
    Index(None, "post_id"),  # remove_about
    **TABLE_OPTIONS,
)

notification_requests = Table(
    "notification_requests",
    metadata,
    _id(),
    _account(),
    _account("sender_id"),
    Column("post_id", BigInteger),
    Column("state", Word(RequestState), nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("updated_at", Timestamp, nullable=False),
    Unique("account_id", "sender_id"),  # between
    REQUESTS_IN_ORDER := Index(None, "account_id", "state", "id"),  # NotificationRequestQuery.of_account, is_merging
    Index(None, "sender_id"),  # remove_all
    **TABLE_OPTIONS,
)

notification_policies = Table(
    "notification_policies",
    metadata,
    _account(key=True),
    Column("for_not_following", Word(Reception), nullable=False),
    Column("for_not_followers", Word(Reception), nullable=False),
    Column("for_new_accounts", Word(Reception), nullable=False),
    Column("for_private_mentions", Word(Reception), nullable=False),
    Column("for_limited_accounts", Word(Reception), nullable=False),
    **TABLE_OPTIONS,
)

home_timeline_rows = Table(
    "home_timeline_rows",
    metadata,
    _account("owner_id", key=True),
    _post(key=True),
    Index(None, "post_id"),  # remove_post
    **TABLE_OPTIONS,
    **CLUSTERED,
)

sessions = Table(
    "sessions",
    metadata,
    _id(),
    Column("token_hash", Digest, nullable=False, unique=True),
    _account(),
    Column("created_at", Timestamp, nullable=False),
    Column("used_at", Timestamp, nullable=False),
    Column("expires_at", Timestamp, nullable=False),
    Column("remember", Boolean, nullable=False),
    _text("user_agent"),
    Index(None, "account_id"),  # of_account, remove_all
    Index(None, "expires_at"),  # remove_expired
    **TABLE_OPTIONS,
)

tokens = Table(
    "tokens",
    metadata,
    Column("token_hash", Digest, primary_key=True),
    Column("purpose", Word(Purpose), nullable=False),
    _account(nullable=True),
    Column("created_at", Timestamp, nullable=False),
    Column("expires_at", Timestamp, nullable=False),
    Index(None, "account_id"),  # remove_of_account
    Index(None, "expires_at"),  # remove_expired
    **TABLE_OPTIONS,
)

apps = Table(
    "apps",
    metadata,
    _id(),
    Column("client_id", String(255), nullable=False, unique=True),
    Column("secret_hash", Digest, nullable=False),
    _text("name"),
    _text("website"),
    Column("redirect_uris", Texts, nullable=False),
    Column("scopes", Texts, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Index(None, "created_at"),  # remove_unused
    **TABLE_OPTIONS,
)

grants = Table(
    "grants",
    metadata,
    _id(),
    _app(),
    _account(nullable=True),
    Column("scopes", Texts, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("used_at", Timestamp, nullable=False),
    Index(None, "app_id"),  # AppRepository.remove_unused
    Index(None, "account_id", "app_id"),  # of_account, remove_of_app, remove_all
    **TABLE_OPTIONS,
)

authorization_codes = Table(
    "authorization_codes",
    metadata,
    Column("code_hash", Digest, primary_key=True),
    _app(),
    _account(),
    _text("redirect_uri"),
    Column("scopes", Texts, nullable=False),
    Column("challenge", String(128), nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("expires_at", Timestamp, nullable=False),
    _grant(nullable=True),
    Index(None, "app_id"),  # AppRepository.remove_unused
    Index(None, "account_id", "app_id"),  # GrantRepository.remove_of_app, remove_all
    Index(None, "grant_id"),  # GrantRepository.remove
    Index(None, "expires_at"),  # remove_expired
    **TABLE_OPTIONS,
)

app_tokens = Table(
    "app_tokens",
    metadata,
    Column("token_hash", Digest, primary_key=True),
    Column("kind", Word(TokenKind), nullable=False),
    _grant(),
    Column("created_at", Timestamp, nullable=False),
    Column("expires_at", Timestamp),
    Column("spent", Boolean, nullable=False),
    Index(None, "grant_id"),  # GrantRepository.remove
    Index(None, "expires_at"),  # remove_expired
    **TABLE_OPTIONS,
)

push_subscriptions = Table(
    "push_subscriptions",
    metadata,
    _id(),
    Column("grant_id", BigInteger, ForeignKey("grants.id"), nullable=False, unique=True),  # of_grant
    _account(),
    Column("endpoint", String(2048), nullable=False),
    Column("public_key", String(100), nullable=False),
    Column("auth_secret", String(40), nullable=False),
    Column("standard", Boolean, nullable=False),
    Column("kinds", Kinds, nullable=False),
    Column("policy", Word(PushPolicy), nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Index(None, "account_id", "id"),  # of_account
    **TABLE_OPTIONS,
)

push_keys = Table(
    "push_keys",
    metadata,
    _id(),  # 1: there is no other
    Column("public_key", String(100), nullable=False),
    Column("private_key", String(60), nullable=False),
    Column("created_at", Timestamp, nullable=False),
    **TABLE_OPTIONS,
)

day_statistics = Table(
    "day_statistics",
    metadata,
    Column("day", Date, primary_key=True),
    Column("posts", Integer, nullable=False),
    Column("active_people", Integer, nullable=False),
    Column("sign_ups", Integer, nullable=False),
    **TABLE_OPTIONS,
)

# What follows from posts and is computed anew all the time: no archive has it.
tag_days = Table(
    "tag_days",
    metadata,
    Column("name", String(500), primary_key=True),
    Column("day", Date, primary_key=True),
    Column("uses", Integer, nullable=False),
    Column("accounts", Integer, nullable=False),
    Index(None, "day"),  # save_day, remove_before
    **TABLE_OPTIONS,
    **CLUSTERED,
)

trending_tags = Table(
    "trending_tags",
    metadata,
    _id(),  # the rank
    Column("name", String(500), nullable=False),
    **TABLE_OPTIONS,
)

trending_posts = Table(
    "trending_posts",
    metadata,
    _id(),  # the rank
    Column("post_id", BigInteger, nullable=False),
    **TABLE_OPTIONS,
)

trend_periods = Table("trend_periods", metadata, _id(), **TABLE_OPTIONS)

mail_deliveries = Table(
    "mail_deliveries",
    metadata,
    Column("key", String(255), primary_key=True),
    _account(),
    Column("state", Word(MailState), nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Index(None, "account_id"),  # remove_all
    Index(None, "state", "created_at"),  # latest, counts
    **TABLE_OPTIONS,
)

digests = Table(
    "digests",
    metadata,
    _account(key=True),
    Column("period", BigInteger, primary_key=True, autoincrement=False),
    Column("up_to_id", BigInteger, nullable=False),
    Column("created_at", Timestamp, nullable=False, index=True),  # remove_before
    **TABLE_OPTIONS,
    **CLUSTERED,
)

idempotency_keys = Table(
    "idempotency_keys",
    metadata,
    _account(key=True),
    Column("key", String(255), primary_key=True),
    Column("post_id", BigInteger, nullable=False),
    Column("created_at", Timestamp, nullable=False, index=True),  # remove_before
    **TABLE_OPTIONS,
)

# Read in the order of its ids: what waits is mostly due, so that this ends early.
tasks = Table(
    "tasks",
    metadata,
    _id(),
    Column("event", String(100), nullable=False),
    _text("payload"),  # JSON
    Column("reaction", String(100), nullable=False),
    Column("attempts", Integer, nullable=False),
    Column("created_at", Timestamp, nullable=False),
    Column("due_at", Timestamp, nullable=False),
    Column("leased_until", Timestamp),
    Column("dead", Boolean, nullable=False),
    _text("last_error"),
    **TABLE_OPTIONS,
)

# What an archive is being taken into this database from, and how far that came: no row, or one.
intakes = Table(
    "intakes",
    metadata,
    _id(),
    _text("origin"),
    Column("records", BigInteger, nullable=False),
    _text("tallies"),  # JSON
    **TABLE_OPTIONS,
)
