"""Everything that a server keeps, as records that belong to no storage.

What follows from other records is not among them (counters, keys in lower case, the index of a search): who takes
records in makes it anew. Home timelines are, as it cannot be found out afterwards what was put on them when.
"""

from collections.abc import Callable, Iterable
from datetime import datetime
from hashlib import sha256
from typing import Any

from attrs import AttrsInstance, evolve, frozen

from microblog.domain.model.account import Account, User
from microblog.domain.model.announcement import Announcement, AnnouncementReaction, DismissedAnnouncement
from microblog.domain.model.app import App, AppToken, AuthorizationCode, Grant
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.digest import Digest
from microblog.domain.model.filter import Filter
from microblog.domain.model.list import List, ListMember
from microblog.domain.model.mail_delivery import MailDelivery
from microblog.domain.model.marker import Marker
from microblog.domain.model.media import AttachedMedia, Media
from microblog.domain.model.notification import Notification
from microblog.domain.model.notification_policy import NotificationPolicy
from microblog.domain.model.notification_request import NotificationRequest
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.poll import OpenPoll, PollVote
from microblog.domain.model.post import Post
from microblog.domain.model.push import PushKey, PushSubscription
from microblog.domain.model.relationships import (
    AccountNote,
    Block,
    Bookmark,
    DismissedSuggestion,
    Endorsement,
    FeaturedTag,
    Follow,
    FollowedTag,
    Like,
    Mute,
    Pin,
    ThreadMute,
)
from microblog.domain.model.report import Report
from microblog.domain.model.session import Session, Token
from microblog.domain.model.statistics import DayStatistics
from microblog.domain.model.task import KeptTask


@frozen
class NumberedVersion:
    """How a post read once; the oldest version is number 1."""

    post_id: int
    number: int
    text: str
    html: str
    content_warning: str
    created_at: datetime
    media: tuple[AttachedMedia, ...] = ()
    poll_options: tuple[str, ...] = ()
    sensitive: bool = False


@frozen
class HomeTimelineRow:
    """A post is on somebody's home timeline."""

    owner_id: int
    post_id: int


@frozen
class IdempotencyKey:
    """An account has sent a post under this key."""

    account_id: int
    key: str
    post_id: int
    created_at: datetime


@frozen
class Kind:
    """Records of one class, under the name that they have in archives."""

    name: str
    record: type[AttrsInstance]
    order: tuple[str, ...] = ()
    """Numbers and days that every storage keeps these records by: no two are the same. None where storages differ."""
    accounts: tuple[str, ...] = ()
    """The fields that hold the id of an account, which is never removed; or None."""
    posts: tuple[str, ...] = ()
    """Likewise of a post. Not among them is what may refer to a boost that was taken back."""
    apps: tuple[str, ...] = ()
    """Likewise of an app."""
    grants: tuple[str, ...] = ()
    """Likewise of a grant."""
    lists: tuple[str, ...] = ()
    """Likewise of a list."""


ACCOUNTS = Kind("accounts", Account, ("id",))
USERS = Kind("users", User, ("account_id",), ("account_id",))
POSTS = Kind("posts", Post, ("id",), ("account_id",))  # but for boosts
BOOSTS = Kind("boosts", Post, ("id",), ("account_id",), ("boost_of_id",))
POST_VERSIONS = Kind("post_versions", NumberedVersion, ("post_id", "number"), posts=("post_id",))
PENDING_POSTS = Kind("pending_posts", PendingPost, ("id",), ("account_id",), ("in_reply_to_id",))
MEDIA = Kind("media", Media, ("id",), ("account_id",), ("post_id",))
POLL_VOTES = Kind("poll_votes", PollVote, accounts=("account_id",), posts=("post_id",))
OPEN_POLLS = Kind("open_polls", OpenPoll, ("post_id",), posts=("post_id",))
FOLLOWS = Kind("follows", Follow, accounts=("follower_id", "followee_id"))
FOLLOWED_TAGS = Kind("followed_tags", FollowedTag, accounts=("account_id",))
FEATURED_TAGS = Kind("featured_tags", FeaturedTag, accounts=("account_id",))
BLOCKS = Kind("blocks", Block, accounts=("blocker_id", "blocked_id"))
MUTES = Kind("mutes", Mute, accounts=("muter_id", "muted_id"))
ACCOUNT_NOTES = Kind("account_notes", AccountNote, ("account_id", "target_id"), ("account_id", "target_id"))
ENDORSEMENTS = Kind("endorsements", Endorsement, accounts=("account_id", "target_id"))
DISMISSALS = Kind("dismissals", DismissedSuggestion, ("account_id", "target_id"), ("account_id", "target_id"))
THREAD_MUTES = Kind("thread_mutes", ThreadMute, accounts=("account_id",))
CONVERSATIONS = Kind("conversations", Conversation, ("account_id", "thread_id"), ("account_id",), ("post_id",))
LIKES = Kind("likes", Like, accounts=("account_id",), posts=("post_id",))
BOOKMARKS = Kind("bookmarks", Bookmark, accounts=("account_id",), posts=("post_id",))
PINS = Kind("pins", Pin, accounts=("account_id",), posts=("post_id",))
LISTS = Kind("lists", List, ("id",), ("account_id",))
LIST_MEMBERS = Kind(
    "list_members", ListMember, ("list_id", "account_id"), ("owner_id", "account_id"), lists=("list_id",)
)
FILTERS = Kind("filters", Filter, ("id",), ("account_id",))
REPORTS = Kind("reports", Report, ("id",), ("account_id", "target_id", "assigned_id", "resolved_id"))
ANNOUNCEMENTS = Kind("announcements", Announcement, ("id",))
ANNOUNCEMENT_DISMISSALS = Kind(
    "announcement_dismissals",
    DismissedAnnouncement,
    ("announcement_id", "account_id"),
    ("account_id",),
)
ANNOUNCEMENT_REACTIONS = Kind("announcement_reactions", AnnouncementReaction, accounts=("account_id",))
MARKERS = Kind("markers", Marker, accounts=("account_id",))
NOTIFICATIONS = Kind("notifications", Notification, ("id",), ("account_id", "sender_id"))
HELD_NOTIFICATIONS = Kind("held_notifications", Notification, ("id",), ("account_id", "sender_id"))
NOTIFICATION_REQUESTS = Kind("notification_requests", NotificationRequest, ("id",), ("account_id", "sender_id"))
NOTIFICATION_POLICIES = Kind("notification_policies", NotificationPolicy, ("account_id",), ("account_id",))
# But for rows of boosts that were taken back meanwhile.
HOME_TIMELINES = Kind("home_timelines", HomeTimelineRow, ("owner_id", "post_id"), ("owner_id",), ("post_id",))
SESSIONS = Kind("sessions", Session, ("id",), ("account_id",))
TOKENS = Kind("tokens", Token, accounts=("account_id",))
APPS = Kind("apps", App, ("id",))
GRANTS = Kind("grants", Grant, ("id",), ("account_id",), apps=("app_id",))
AUTHORIZATION_CODES = Kind(
    "authorization_codes", AuthorizationCode, accounts=("account_id",), apps=("app_id",), grants=("grant_id",)
)
APP_TOKENS = Kind("app_tokens", AppToken, grants=("grant_id",))
PUSH_SUBSCRIPTIONS = Kind(
    "push_subscriptions", PushSubscription, ("id",), accounts=("account_id",), grants=("grant_id",)
)
PUSH_KEYS = Kind("push_keys", PushKey)
DAY_STATISTICS = Kind("day_statistics", DayStatistics, ("day",))
MAIL_DELIVERIES = Kind("mail_deliveries", MailDelivery, accounts=("account_id",))
DIGESTS = Kind("digests", Digest, ("account_id", "period"), ("account_id",))
IDEMPOTENCY_KEYS = Kind("idempotency_keys", IdempotencyKey, accounts=("account_id",))
TASKS = Kind("tasks", KeptTask, ("id",))

# In an order in which whatever a record refers to comes before it.
KINDS = (
    *(ACCOUNTS, USERS, POSTS, BOOSTS, POST_VERSIONS, FOLLOWS, BLOCKS, MUTES, ACCOUNT_NOTES, ENDORSEMENTS),
    *(DISMISSALS, THREAD_MUTES, CONVERSATIONS),
    *(LIKES, BOOKMARKS, PINS, FOLLOWED_TAGS, LISTS, LIST_MEMBERS, FILTERS, MARKERS, NOTIFICATIONS, HOME_TIMELINES),
    *(HELD_NOTIFICATIONS, NOTIFICATION_REQUESTS, NOTIFICATION_POLICIES),
    FEATURED_TAGS,
    REPORTS,
    *(ANNOUNCEMENTS, ANNOUNCEMENT_DISMISSALS, ANNOUNCEMENT_REACTIONS),
    *(PENDING_POSTS, MEDIA, POLL_VOTES, OPEN_POLLS),
    *(SESSIONS, TOKENS, APPS, GRANTS, AUTHORIZATION_CODES, APP_TOKENS, PUSH_SUBSCRIPTIONS, PUSH_KEYS),
    *(DAY_STATISTICS, MAIL_DELIVERIES, DIGESTS, IDEMPOTENCY_KEYS, TASKS),
)


def with_html(record: Any, change: Callable[[str], str]) -> Any:
    """The record, with whatever it shows as HTML changed so."""
    match record:
        case Account():
            fields = tuple(evolve(field, html=change(field.html)) for field in record.fields)
            return evolve(record, bio_html=change(record.bio_html), fields=fields)
        case Post() | NumberedVersion() | Announcement():
            return evolve(record, html=change(record.html))
    return record


@frozen
class Tally:
    """How many records were counted, and what they were.

    `total` is the sum of the SHA-256 of each of them as encoded, modulo 2²⁵⁶: it is the same in whatever order they
    come, which differs between databases, as they compare texts differently.
    """

    count: int = 0
    total: int = 0

    def plus(self, lines: Iterable[bytes]) -> "Tally":
        """With these encoded records as well."""
        count, total = self.count, self.total
        for line in lines:
            count += 1
            total += int.from_bytes(sha256(line).digest())
        return Tally(count, total % 2**256)

    @property
    def digest(self) -> str:
        """The total in hexadecimal."""
        return f"{self.total:064x}"
