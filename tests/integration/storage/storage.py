"""A storage with all its ports, and what the tests put into it.

# Long because it can put in some of everything that there is.
"""

import itertools
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from attrs import Factory, define, evolve

from microblog.adapters.storage.mongo import client as mongo_client
from microblog.adapters.storage.sql.engine import Database
from microblog.domain.model.account import Account, AccountState, Role, User
from microblog.domain.model.app import App, AppToken, AuthorizationCode, Grant, TokenKind
from microblog.domain.model.events import Event
from microblog.domain.model.list import List, ListMember, RepliesPolicy
from microblog.domain.model.media import Media
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.notification_request import NotificationRequest, RequestState
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.poll import PollVote
from microblog.domain.model.post import MentionedAccount, Post, Visibility
from microblog.domain.model.push import PushPolicy, PushSubscription
from microblog.domain.model.relationships import (
    Block,
    Bookmark,
    Endorsement,
    FeaturedTag,
    Follow,
    FollowedTag,
    Like,
    Mute,
    Pin,
    ThreadMute,
)
from microblog.domain.model.task import Task
from microblog.ports.account_query import AccountQuery
from microblog.ports.announcement_query import AnnouncementQuery
from microblog.ports.archive import Archive
from microblog.ports.conversation_query import ConversationQuery
from microblog.ports.directory_query import DirectoryQuery
from microblog.ports.featured_tag_query import FeaturedTagQuery
from microblog.ports.filter_query import FilterQuery
from microblog.ports.followed_tag_query import FollowedTagQuery
from microblog.ports.list_query import ListQuery
from microblog.ports.marker_query import MarkerQuery
from microblog.ports.notification_group_query import NotificationGroupQuery
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.notification_request_query import NotificationRequestQuery
from microblog.ports.post_query import PostQuery
from microblog.ports.schema import Schema
from microblog.ports.search_index import SearchIndex
from microblog.ports.search_query import SearchQuery
from microblog.ports.statistics_query import StatisticsQuery
from microblog.ports.task_queue import TaskQueue
from microblog.ports.timeline_query import TimelineQuery
from microblog.ports.trend_query import TrendQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory
from microblog.ports.viewer_query import ViewerQuery
from tests.media_rows import some_media
from tests.mongod import watch_of

NOW = datetime(2026, 1, 15, 12, 0, 0, 123000, tzinfo=UTC)
REACTIONS = ("first", "second")


def reactions_of(_event: Event) -> Sequence[str]:
    """Two for every event."""
    return REACTIONS


@define
class CountingIds:
    """1, 2, 3, …, whatever the time is."""

    _counter: "itertools.count[int]" = Factory(lambda: itertools.count(1))

    def __call__(self) -> int:
        return next(self._counter)

    def at(self, moment: datetime) -> int:
        return int(moment.timestamp() * 1000)


@define
class NotingQueue(TaskQueue):
    """Remembers what it was nudged with."""

    nudged: list[Task] = Factory(list)

    def nudge(self, tasks: Sequence[Task]) -> None:
        self.nudged.extend(tasks)


@define
class Storage:
    """A storage with all its ports, and short ways to put things there."""

    begin: UnitOfWorkFactory
    timelines: TimelineQuery
    posts: PostQuery
    accounts: AccountQuery
    conversations: ConversationQuery
    notifications: NotificationQuery
    notification_groups: NotificationGroupQuery
    notification_requests: NotificationRequestQuery
    viewers: ViewerQuery
    statistics: StatisticsQuery
    trends: TrendQuery
    search: SearchQuery
    followed_tags: FollowedTagQuery
    featured_tags: FeaturedTagQuery
    lists: ListQuery
    filters: FilterQuery
    directory: DirectoryQuery
    announcements: AnnouncementQuery
    markers: MarkerQuery
    search_index: SearchIndex
    archive: Archive
    schema: Schema
    queue: NotingQueue
    new_id: CountingIds
    database: Database | mongo_client.Database | None = None  # of one that keeps its data outside of the process
    stays_open: bool = False  # as the next test goes on with it

    def close(self) -> None:
        """Close its connections, or make sure that all were given back."""
        if self.database is not None and self.stays_open:
            assert connections_in_use(self.database) == 0
        elif self.database is not None:
            self.database.close()

    def account(
        self, username: str = "", state: AccountState = AccountState.ACTIVE, domain: str | None = None, **rest: Any
    ) -> Account:
        """Add an account."""
        account = evolve(self.some_account(username, state, domain), **rest)
        with self.begin() as unit:
            unit.accounts.add(account)
            unit.commit()
        return account

    def some_account(
        self, username: str = "", state: AccountState = AccountState.ACTIVE, domain: str | None = None
    ) -> Account:
        """An account that is not stored."""
        new = self.new_id()
        return Account(
            id=new,
            username=username or f"Anna{new}",
            domain=domain,
            uri=f"https://example.org/users/{new}",
            url=f"https://example.org/@{new}",
            display_name="Anna 🌻",
            bio="bio",
            bio_html="<p>bio</p>",
            fields=(),
            locked=False,
            state=state,
            created_at=NOW,
        )

    def user(self, account: Account, email: str = "", **rest: Any) -> User:
        """Add the person behind an account."""
        user = evolve(some_user(account, email), **rest)
        with self.begin() as unit:
            unit.users.add(user)
            unit.commit()
        return user

    def some_post(
        self,
        author: Account,
        visibility: Visibility = Visibility.PUBLIC,
        *,
        answers: Post | None = None,
        mentions: Sequence[Account] = (),
        **rest: Any,
    ) -> Post:
        """A post that is not stored."""
        new = self.new_id()
        post = Post(
            id=new,
            account_id=author.id,
            uri=f"https://example.org/posts/{new}",
            url=f"https://example.org/@x/{new}",
            domain=author.domain,
            text=f"text {new}",
            html=f"<p>text {new}</p>",
            content_warning="",
            language="en",
            visibility=visibility,
            thread_id=answers.thread_id if answers else new,
            created_at=NOW + timedelta(milliseconds=new),
            in_reply_to_id=answers.id if answers else None,
            in_reply_to_account_id=answers.account_id if answers else None,
            mentions=tuple(MentionedAccount(one.id, one.username, one.domain, one.url) for one in mentions),
        )
        return evolve(post, **rest)

    def post(
        self,
        author: Account,
        visibility: Visibility = Visibility.PUBLIC,
        *,
        answers: Post | None = None,
        mentions: Sequence[Account] = (),
        **rest: Any,
    ) -> Post:
        """Add a post."""
        post = self.some_post(author, visibility, answers=answers, mentions=mentions, **rest)
        with self.begin() as unit:
            unit.posts.add(post)
            unit.commit()
        return post

    def some_boost(self, booster: Account, post: Post) -> Post:
        """A boost that is not stored."""
        return self.some_post(booster, text="", html="", boost_of_id=post.id)

    def boost(self, booster: Account, post: Post) -> Post:
        """Add a boost."""
        boost = self.some_boost(booster, post)
        with self.begin() as unit:
            unit.posts.add(boost)
            unit.commit()
        return boost

    def bury(self, post: Post) -> None:
        """Delete a post."""
        with self.begin() as unit:
            unit.posts.bury(post.id, NOW)
            unit.commit()

    def follow(self, follower: Account, followee: Account, *, accepted: bool = True) -> Follow:
        """Add a follow."""
        follow = Follow(self.new_id(), follower.id, followee.id, accepted, NOW)
        self._add("follows", follow)
        return follow

    def feature_tag(self, account: Account, name: str) -> FeaturedTag:
        """Add a featured hashtag."""
        featured = FeaturedTag(self.new_id(), account.id, name, NOW)
        with self.begin() as unit:
            unit.featured_tags.add(featured)
            unit.commit()
        return featured

    def follow_tag(self, account: Account, name: str) -> FollowedTag:
        """Add a followed hashtag."""
        followed = FollowedTag(self.new_id(), account.id, name, NOW)
        with self.begin() as unit:
            unit.followed_tags.add(followed)
            unit.commit()
        return followed

    def list(
        self,
        owner: Account,
        *members: Account,
        policy: RepliesPolicy = RepliesPolicy.FOLLOWED,
        exclusive: bool = False,
    ) -> List:
        """Add a list with these people on it."""
        new = List(self.new_id(), owner.id, "Zoë \U0001f99c", policy, exclusive, NOW)
        with self.begin() as unit:
            unit.lists.add(new)
            for member in members:
                unit.lists.add_member(ListMember(new.id, owner.id, member.id))
            unit.commit()
        return new

    def block(self, blocker: Account, blocked: Account) -> Block:
        """Add a block."""
        block = Block(self.new_id(), blocker.id, blocked.id, NOW)
        self._add("blocks", block)
        return block

    def mute(
        self, muter: Account, muted: Account, *, notifications: bool = True, expires_at: datetime | None = None
    ) -> Mute:
        """Add a mute."""
        mute = Mute(self.new_id(), muter.id, muted.id, notifications, NOW, expires_at)
        with self.begin() as unit:
            unit.mutes.add(mute)
            unit.commit()
        return mute

    def endorse(self, account: Account, target: Account) -> Endorsement:
        """Have one account recommend another."""
        endorsement = Endorsement(self.new_id(), account.id, target.id, NOW)
        self._add("endorsements", endorsement)
        return endorsement

    def mute_thread(self, account: Account, post: Post) -> ThreadMute:
        """Add a mute of a post's conversation."""
        mute = ThreadMute(account.id, post.thread_id, NOW)
        self._add("thread_mutes", mute)
        return mute

    def like(self, account: Account, post: Post) -> Like:
        """Add a like."""
        like = Like(self.new_id(), account.id, post.id, NOW)
        self._add("likes", like)
        return like

    def bookmark(self, account: Account, post: Post) -> Bookmark:
        """Add a bookmark."""
        bookmark = Bookmark(self.new_id(), account.id, post.id, NOW)
        with self.begin() as unit:
            unit.bookmarks.add(bookmark)
            unit.commit()
        return bookmark

    def pin(self, account: Account, post: Post) -> Pin:
        """Add a pin."""
        pin = Pin(self.new_id(), account.id, post.id, NOW)
        with self.begin() as unit:
            unit.pins.add(pin)
            unit.commit()
        return pin

    def vote(self, account: Account, post: Post, *choices: int) -> PollVote:
        """Add a vote in a post's poll."""
        vote = PollVote(self.new_id(), account.id, post.id, choices, NOW)
        self._add("polls", vote)
        return vote

    def notify(
        self,
        account: Account,
        sender: Account,
        post: Post | None = None,
        kind: NotificationKind | None = None,
        at: datetime = NOW,
    ) -> Notification:
        """Add a notification."""
        kind = kind or (NotificationKind.FOLLOW if post is None else NotificationKind.MENTION)
        report_id = 2**62 if kind is NotificationKind.REPORT else None
        notification = Notification(
            self.new_id(), account.id, kind, sender.id, post.id if post else None, at, report_id
        )
        self._add("notifications", notification)
        return notification

    def hold(
        self,
        account: Account,
        sender: Account,
        post: Post | None = None,
        kind: NotificationKind | None = None,
        at: datetime = NOW,
    ) -> Notification:
        """Hold a notification back, with its request."""
        kind = kind or (NotificationKind.FOLLOW if post is None else NotificationKind.MENTION)
        held = Notification(self.new_id(), account.id, kind, sender.id, post.id if post else None, at)
        request = NotificationRequest(
            held.id, account.id, sender.id, held.post_id, RequestState.PENDING, created_at=at, updated_at=at
        )
        with self.begin() as unit:
            assert unit.notifications.hold(held)
            unit.notification_requests.open(request)
            unit.commit()
        return held

    def some_app(self, **rest: Any) -> App:
        """An app that is not stored."""
        new = self.new_id()
        app = App(
            id=new,
            client_id=f"client {new}",
            secret_hash=new.to_bytes(32, "big"),
            name="Anna's app 🌻",
            website="",
            redirect_uris=("https://app.example/ö", "app://callback"),
            scopes=("read", "write:statuses"),
            created_at=NOW,
        )
        return evolve(app, **rest)

    def app(self, **rest: Any) -> App:
        """Add an app."""
        app = self.some_app(**rest)
        self._add("apps", app)
        return app

    def grant(self, app: App, account: Account | None, **rest: Any) -> Grant:
        """Add a grant."""
        grant = evolve(Grant(self.new_id(), app.id, account.id if account else None, ("read",), NOW, NOW), **rest)
        self._add("grants", grant)
        return grant

    def code(self, app: App, account: Account, **rest: Any) -> AuthorizationCode:
        """Add an authorization code."""
        code = AuthorizationCode(
            code_hash=self.new_id().to_bytes(32, "big"),
            app_id=app.id,
            account_id=account.id,
            redirect_uri="https://app.example/ö",
            scopes=("read", "follow"),
            challenge="c" * 43,
            created_at=NOW,
            expires_at=NOW + timedelta(minutes=10),
        )
        self._add("authorization_codes", code := evolve(code, **rest))
        return code

    def app_token(self, grant: Grant, kind: TokenKind = TokenKind.ACCESS, **rest: Any) -> AppToken:
        """Add a token of an app."""
        token = evolve(AppToken(self.new_id().to_bytes(32, "big"), kind, grant.id, NOW), **rest)
        self._add("app_tokens", token)
        return token

    def some_push_subscription(self, grant: Grant, **rest: Any) -> PushSubscription:
        """One that is nowhere yet."""
        plain = PushSubscription(
            id=self.new_id(),
            grant_id=grant.id,
            account_id=grant.account_id or 0,
            endpoint="https://push.example/".ljust(2048, "x"),
            public_key="k" * 87,
            auth_secret="s" * 22,
            standard=True,
            kinds=tuple(NotificationKind),
            policy=PushPolicy.FOLLOWER,
            created_at=NOW,
        )
        return evolve(plain, **rest)

    def media(self, account: Account, **rest: Any) -> Media:
        """Add a picture that nothing shows yet."""
        media = some_media(self.new_id(), account.id, NOW, **rest)
        self._add("media", media)
        return media

    def pending_post(self, account: Account, **rest: Any) -> PendingPost:
        """Add a draft, or with `scheduled_at` a scheduled post."""
        plain = PendingPost(self.new_id(), account.id, "Later", "", Visibility.PUBLIC, None, None, (), NOW, None)
        self._add("pending_posts", pending := evolve(plain, **rest))
        return pending

    def _add(self, repository: str, thing: object) -> None:
        with self.begin() as unit:
            getattr(unit, repository).add(thing)
            unit.commit()

    def put_home(self, owner: Account, *posts: Post) -> None:
        """Put posts on a home timeline."""
        with self.begin() as unit:
            for post in posts:
                unit.home_timelines.add([owner.id], post.id)
            unit.commit()


def connections_in_use(database: Database | mongo_client.Database) -> int:
    """How many connections of this process are not in the pool."""
    return database.connections_in_use() if isinstance(database, Database) else watch_of(database).in_use


def some_user(account: Account, email: str = "") -> User:
    """A user that is not stored."""
    return User(
        account_id=account.id,
        email=email or f"{account.username}@example.org",
        password_hash="hash",
        role=Role.USER,
        language=None,
        mail_on_mention=True,
        reason="",
        confirmed_at=None,
        last_read_notification_id=0,
        created_at=NOW,
    )
