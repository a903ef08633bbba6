"""Flat views: all that a page or an API entity shows of a thing, for one viewer.

They come from our own database and are made by the thousand, so they have slots and no validators.
"""

from collections.abc import Sequence
from datetime import datetime

from attrs import field, frozen

from microblog.domain.model.account import ProfileField, Role
from microblog.domain.model.app import Grant
from microblog.domain.model.filter import FilterMatch
from microblog.domain.model.media import AttachedMedia
from microblog.domain.model.notification import NotificationGroup, NotificationKind
from microblog.domain.model.page import Page
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.poll import Poll
from microblog.domain.model.post import MentionedAccount, Visibility
from microblog.domain.model.relationships import FeaturedTag

MOST_COUNTED = 100
MOST_HELD_COUNTED = 1000
MOST_MEMBERS = 8  # of a group of notifications that are shown with it


@frozen
class Viewer:
    """Who looks: the person that a session belongs to, with what every page shows of them."""

    account_id: int
    username: str
    display_name: str
    url: str
    role: Role
    language: str | None
    session_id: int  # 0 where an app acts for them, for which nothing is counted either
    unread_notifications: int  # at most MOST_COUNTED are counted
    follow_requests: int  # likewise
    default_visibility: Visibility = Visibility.PUBLIC  # with which what they write begins, as with the next two
    default_language: str | None = None
    default_sensitive: bool = False
    has_filters: bool = True  # False: none need be looked for


@frozen
class Bearer:
    """Whoever holds an access token: what the app is allowed, and for whom it acts (None: for nobody)."""

    grant: Grant
    viewer: Viewer | None


@frozen
class AccountView:
    """An account as it stands beside a post or in a list."""

    id: int
    username: str
    domain: str | None
    url: str
    display_name: str
    locked: bool
    avatar: str = ""  # the name of a file in the media store; empty where there is none

    @property
    def acct(self) -> str:
        """`name` here, `name@domain` elsewhere."""
        return self.username if self.domain is None else f"{self.username}@{self.domain}"


@frozen(cache_hash=True)  # as posts are, below
class ProfileView:
    """An account's own page."""

    account: AccountView
    uri: str
    header: str  # likewise
    bio: str
    bio_html: str
    fields: tuple[ProfileField, ...]
    created_at: datetime
    posts_count: int  # what is for the mentioned alone is not counted, nor are boosts
    followers_count: int
    following_count: int
    last_post_at: datetime | None  # of those that are counted
    follows: bool  # the viewer follows them
    requested: bool  # the viewer asked to follow them
    requested_by: bool  # they asked to follow the viewer
    followed_by: bool
    blocks: bool
    blocked_by: bool
    mutes: bool
    mutes_notifications: bool
    mute_expires_at: datetime | None
    endorsed: bool = False  # by the viewer
    note: str = ""  # what the viewer wrote down about them
    limited: bool = False  # by moderators


@frozen
class PollView:
    """The poll of a post as one viewer sees it: how many voted, and how many of them for each option."""

    options: tuple[str, ...]
    multiple: bool
    hide_totals: bool
    ends_at: datetime
    voters_count: int
    votes: tuple[int, ...]
    choices: tuple[int, ...] | None  # of the viewer; None where they have not voted

    @classmethod
    def of(cls, poll: Poll, counts: Sequence[int], choices: tuple[int, ...] | None) -> "PollView":
        """`counts` are the voters, and then the votes of each option."""
        return cls(poll.options, poll.multiple, poll.hide_totals, poll.ends_at, counts[0], tuple(counts[1:]), choices)

    def has_ended(self, now: datetime) -> bool:
        """Whether it is too late to vote."""
        return self.ends_at <= now


@frozen(cache_hash=True)  # what is rendered of it is found again by it
class PostView:
    """A post as one viewer sees it. `entry_id` is its place in the list: the boost's id where it was boosted.

    In lists of likes, bookmarks or pins it is the id of these.
    """

    entry_id: int
    id: int
    uri: str
    url: str
    author: AccountView
    text: str
    html: str
    content_warning: str
    language: str | None
    visibility: Visibility
    created_at: datetime
    edited_at: datetime | None
    in_reply_to_id: int | None
    in_reply_to_account_id: int | None
    thread_id: int
    mentions: tuple[MentionedAccount, ...]
    hashtags: tuple[str, ...]
    media: tuple[AttachedMedia, ...]
    replies_count: int
    boosts_count: int
    likes_count: int
    liked: bool
    boosted: bool
    bookmarked: bool
    pinned: bool  # by the viewer, whose own post it is; of others' posts nothing is said
    muted: bool  # the conversation, by the viewer
    boosted_by: AccountView | None = None
    boosted_at: datetime | None = None
    mark: str = field(default="", eq=False)
    """Is another when anything else is shown of the post, of its author or booster, or of them by the API; empty where
    the storage cannot tell. What is rendered of the post is found again by it."""
    poll: PollView | None = None
    filtered: tuple[FilterMatch, ...] = ()  # by the filters of the viewer, where it is shown
    sensitive: bool = False  # its pictures and recordings


@frozen
class ThreadView:
    """A post with what it answers (the first post first) and what answers it (depth first, oldest first)."""

    ancestors: tuple[PostView, ...]
    post: PostView
    descendants: tuple[PostView, ...]


@frozen
class NotificationView:
    """A notification with who caused it and the post that it is about, if it is about one."""

    id: int
    kind: NotificationKind
    sender: AccountView
    post: PostView | None
    created_at: datetime
    unread: bool
    group: NotificationGroup
    report_id: int | None = None


@frozen
class GroupMember:
    """A notification of a group, with who caused it."""

    id: int
    sender: AccountView
    created_at: datetime


@frozen
class NotificationGroupView:
    """Notifications that are told of together, or one that is not, with the post that they are about.

    `id` is that of the newest, shown or not, by which the list pages.
    """

    id: int
    group: NotificationGroup | None  # None for one by itself
    kind: NotificationKind
    count: int  # of those that are shown; where there were more than MOST_COUNTED, of all that there ever were
    members: tuple[GroupMember, ...]  # the newest MOST_MEMBERS, the newest first; at least one
    post: PostView | None
    unread: bool
    report_id: int | None = None


@frozen
class NotificationRequestView:
    """Whose notifications are held back, with the last post that they are about, where one may see it."""

    id: int
    sender: AccountView
    count: int  # of those that are held back; at most MOST_COUNTED are counted
    post: PostView | None
    created_at: datetime
    updated_at: datetime


@frozen
class HeldBack:
    """How much is held back for a person: at most MOST_COUNTED requests, and MOST_HELD_COUNTED notifications."""

    requests: int
    notifications: int


@frozen
class ConversationView:
    """A conversation with the last of its posts."""

    id: int  # of the thread
    unread: bool
    post: PostView

    def others(self, account_id: int) -> tuple[int, ...]:
        """The ids of those with whom that account has it: who wrote the last post, and whom that mentions."""
        people = (self.post.author.id, *(mention.account_id for mention in self.post.mentions))
        return tuple(id_ for id_ in dict.fromkeys(people) if id_ != account_id)


@frozen
class FollowView:
    """An account in a list of followers, of followed or of requests; `id` is the follow's, by which the list pages."""

    id: int
    account: AccountView


@frozen
class FeaturedTagView:
    """A hashtag that an account features, with what the account wrote with it that everybody can see."""

    tag: FeaturedTag
    posts_count: int
    last_post_at: datetime | None


@frozen
class MuteView:
    """An account in the list of those whom somebody mutes; `id` is the mute's, by which the list pages."""

    id: int
    account: AccountView
    notifications: bool
    expires_at: datetime | None


@frozen
class ProfilePageView:
    """A profile with a page of posts; what is pinned or featured and who is recommended are on the first alone."""

    profile: ProfileView
    featured_tags: tuple[str, ...]
    pinned: tuple[PostView, ...]
    endorsed: Page[FollowView]
    page: Page[PostView]


@frozen
class PendingPostView:
    """A scheduled post or a draft, with those of its pictures that are there."""

    pending: PendingPost
    media: tuple[AttachedMedia, ...]
