"""Where the data lies."""

from datetime import date, datetime
from threading import Lock, get_ident

from attrs import Factory, define, field, frozen

from microblog.domain.model.account import Account, User
from microblog.domain.model.announcement import Announcement, AnnouncementReaction, DismissedAnnouncement
from microblog.domain.model.app import App, AppToken, AuthorizationCode, Grant
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.digest import Digest
from microblog.domain.model.filter import Filter
from microblog.domain.model.list import List, ListMember
from microblog.domain.model.mail_delivery import MailDelivery
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.domain.model.media import Media
from microblog.domain.model.notification import Notification
from microblog.domain.model.notification_policy import NotificationPolicy
from microblog.domain.model.notification_request import NotificationRequest
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.poll import OpenPoll, PollVote
from microblog.domain.model.post import Post, PostVersion
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
from microblog.domain.model.task import Task
from microblog.domain.model.trend import TagDay
from microblog.ports.archive import Intake


@frozen
class HeldTask:
    """A task, and until when somebody holds it."""

    task: Task
    leased_until: datetime | None = None


@define
class Tables:
    """All rows. They are immutable, so that copying the dictionaries is enough to have a second state."""

    accounts: dict[int, Account] = Factory(dict)
    users: dict[int, User] = Factory(dict)  # by account
    posts: dict[int, Post] = Factory(dict)
    versions: dict[int, tuple[PostVersion, ...]] = Factory(dict)  # by post
    pending_posts: dict[int, PendingPost] = Factory(dict)
    media: dict[int, Media] = Factory(dict)
    poll_votes: dict[tuple[int, int], PollVote] = Factory(dict)  # by account, post
    open_polls: dict[int, OpenPoll] = Factory(dict)  # by post
    follows: dict[tuple[int, int], Follow] = Factory(dict)  # by follower, followee
    followed_tags: dict[tuple[int, str], FollowedTag] = Factory(dict)  # by account, name
    featured_tags: dict[tuple[int, str], FeaturedTag] = Factory(dict)  # likewise
    blocks: dict[tuple[int, int], Block] = Factory(dict)  # by blocker, blocked
    mutes: dict[tuple[int, int], Mute] = Factory(dict)  # by muter, muted
    account_notes: dict[tuple[int, int], AccountNote] = Factory(dict)  # by account, target
    endorsements: dict[tuple[int, int], Endorsement] = Factory(dict)  # by account, target
    dismissals: dict[tuple[int, int], DismissedSuggestion] = Factory(dict)  # by account, target
    thread_mutes: dict[tuple[int, int], ThreadMute] = Factory(dict)  # by account, thread
    conversations: dict[tuple[int, int], Conversation] = Factory(dict)  # by account, thread
    likes: dict[tuple[int, int], Like] = Factory(dict)  # by account, post
    bookmarks: dict[tuple[int, int], Bookmark] = Factory(dict)  # by account, post
    pins: dict[tuple[int, int], Pin] = Factory(dict)  # by account, post
    lists: dict[int, List] = Factory(dict)
    list_members: dict[tuple[int, int], ListMember] = Factory(dict)  # by list, account
    filters: dict[int, Filter] = Factory(dict)
    reports: dict[int, Report] = Factory(dict)
    announcements: dict[int, Announcement] = Factory(dict)
    announcement_dismissals: dict[tuple[int, int], DismissedAnnouncement] = Factory(dict)  # by announcement, account
    announcement_reactions: dict[tuple[int, int, str], AnnouncementReaction] = Factory(dict)  # and by name
    markers: dict[tuple[int, MarkedTimeline], Marker] = Factory(dict)  # by account, timeline
    notifications: dict[int, Notification] = Factory(dict)
    held_notifications: dict[int, Notification] = Factory(dict)
    notification_requests: dict[tuple[int, int], NotificationRequest] = Factory(dict)  # by account, sender
    notification_policies: dict[int, NotificationPolicy] = Factory(dict)  # by account
    home_timelines: dict[int, frozenset[int]] = Factory(dict)  # posts by owner
    sessions: dict[int, Session] = Factory(dict)
    tokens: dict[bytes, Token] = Factory(dict)  # by hash
    apps: dict[int, App] = Factory(dict)
    grants: dict[int, Grant] = Factory(dict)
    authorization_codes: dict[bytes, AuthorizationCode] = Factory(dict)  # by hash
    app_tokens: dict[bytes, AppToken] = Factory(dict)  # by hash
    push_subscriptions: dict[int, PushSubscription] = Factory(dict)
    push_keys: dict[None, PushKey] = Factory(dict)  # the one
    tag_days: dict[tuple[str, date], TagDay] = Factory(dict)  # by name, day
    trending_tags: dict[int, str] = Factory(dict)  # by rank
    trending_posts: dict[int, int] = Factory(dict)  # ids by rank
    trend_periods: dict[int, None] = Factory(dict)
    statistics: dict[date, DayStatistics] = Factory(dict)
    mail_deliveries: dict[str, MailDelivery] = Factory(dict)  # by key
    digests: dict[tuple[int, int], Digest] = Factory(dict)  # by account, period
    idempotency: dict[tuple[int, str], tuple[int, datetime]] = Factory(dict)  # post and time by account, key
    tasks: dict[int, HeldTask] = Factory(dict)
    intakes: dict[None, Intake] = Factory(dict)  # the unfinished one

    def copy(self) -> "Tables":
        """The same rows in dictionaries of their own."""
        return Tables(**{name: dict(getattr(self, name)) for name in Tables.__slots__ if name != "__weakref__"})


@define
class MemoryStorage:
    """The committed state. Queries read it; a unit of work changes a copy and puts that in its place.

    Units of work go one after the other. Readers wait for nobody: they see the last state that was committed.
    """

    committed: Tables = Factory(Tables)
    _writing: Lock = field(factory=Lock, init=False)
    _writer: int | None = field(default=None, init=False)

    def begin(self) -> Tables:
        """A copy to work on, when it is one's turn.

        Raises RuntimeError where the thread has a unit of work open already: it would wait for itself.
        """
        if self._writer == get_ident():
            raise RuntimeError("this thread has an open unit of work")
        self._writing.acquire()
        self._writer = get_ident()
        return self.committed.copy()

    def end(self, changed: Tables | None) -> None:
        """Let the next one work. `changed` becomes the committed state."""
        if changed is not None:
            self.committed = changed
        self._writer = None
        self._writing.release()
