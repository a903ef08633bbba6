"""A small world for tests of reactions: memory storage, a clock moved by hand, mail that is kept in a list.

# Long because people can be everything to each other in it.
"""

from collections.abc import Callable
from datetime import timedelta
from typing import Any

from attrs import evolve

from microblog.adapters.media.memory_media_store import MemoryMediaStore
from microblog.adapters.storage.memory.filter_query import MemoryFilterQuery
from microblog.adapters.storage.memory.notification_query import MemoryNotificationQuery
from microblog.adapters.storage.memory.search_index import MemorySearchIndex
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.adapters.storage.memory.unit_of_work import MemoryUnitOfWorkFactory
from microblog.domain.model.account import Account, AccountState, Role, User
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.app import OUT_OF_BAND, App, AppToken, AuthorizationCode, Grant, TokenKind
from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.events import Event
from microblog.domain.model.list import List, ListMember, RepliesPolicy
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.post import MentionedAccount, Post, Visibility
from microblog.domain.model.push import PushPolicy, PushSubscription
from microblog.domain.model.relationships import Block, Bookmark, Follow, FollowedTag, Like, Mute, Pin, ThreadMute
from microblog.domain.model.task import Task
from microblog.domain.use_cases.accounts.mail_approval import MailApproval
from microblog.domain.use_cases.accounts.mail_confirmation import MailConfirmation
from microblog.domain.use_cases.accounts.mail_moderators import MailModerators
from microblog.domain.use_cases.accounts.purge_account import PurgeAccount
from microblog.domain.use_cases.media.prepare_recording import PrepareRecording
from microblog.domain.use_cases.media.remove_media import RemoveMedia
from microblog.domain.use_cases.notifications.let_notifications_in import LetNotificationsIn
from microblog.domain.use_cases.notifications.mail_digest import MailDigest
from microblog.domain.use_cases.notifications.mail_mention import MailMention
from microblog.domain.use_cases.notifications.notify_boosted import NotifyBoosted
from microblog.domain.use_cases.notifications.notify_followed import NotifyFollowed
from microblog.domain.use_cases.notifications.notify_liked import NotifyLiked
from microblog.domain.use_cases.notifications.notify_mentioned import NotifyMentioned
from microblog.domain.use_cases.notifications.notify_poll_ended import NotifyPollEnded
from microblog.domain.use_cases.notifications.notify_reported import NotifyReported
from microblog.domain.use_cases.passwords.mail_reset import MailReset
from microblog.domain.use_cases.push.push_notification import PushNotification
from microblog.domain.use_cases.push.read_push_key import ReadPushKey
from microblog.domain.use_cases.reaction import Reaction
from microblog.domain.use_cases.reactions import reactions_of
from microblog.domain.use_cases.screen import Screen
from microblog.domain.use_cases.tasks.react import React
from microblog.domain.use_cases.tasks.run_task import RunTask
from microblog.domain.use_cases.tasks.sweep_outbox import SweepOutbox
from microblog.domain.use_cases.timelines.fan_out_post import FanOutPost
from microblog.ports.clock import Clock
from microblog.ports.filter_query import FilterQuery
from microblog.ports.id_generator import IdGenerator
from microblog.ports.mailer import Mailer
from microblog.ports.media_store import MediaStore
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.push_sender import PushSender
from microblog.ports.recording_processor import RecordingProcessor
from microblog.ports.search_index import SearchIndex
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory
from tests.unit.domain.use_cases.fakes import (
    CountingIds,
    CountingKeyPairs,
    CountingSecrets,
    HandMovedClock,
    KindPushComposer,
    LinkComposer,
    ListMailer,
    ListPushSender,
    ListQueue,
    UnchangingImageProcessor,
    UnchangingRecordingProcessor,
)

ADDRESSES = Addresses("https://example.org")


def all_reactions(
    unit_of_work: UnitOfWorkFactory,
    *,
    clock: Clock,
    new_id: IdGenerator,
    secrets: SecretGenerator,
    mailer: Mailer,
    notifications: NotificationQuery,
    filters: FilterQuery,
    push_sender: PushSender | None = None,
    media_store: MediaStore | None = None,
    process_recording: RecordingProcessor | None = None,
    search_index: SearchIndex | None = None,
    confirm_email: bool = False,
) -> dict[str, Reaction]:
    """Every reaction by its name, wired by hand."""
    composer = LinkComposer()
    media_store = media_store or MemoryMediaStore()
    built: list[Reaction] = [
        FanOutPost(unit_of_work),
        NotifyMentioned(unit_of_work, clock, new_id),
        NotifyLiked(unit_of_work, clock, new_id),
        NotifyBoosted(unit_of_work, clock, new_id),
        NotifyFollowed(unit_of_work, clock, new_id),
        NotifyPollEnded(unit_of_work, clock, new_id),
        NotifyReported(unit_of_work, clock, new_id),
        LetNotificationsIn(unit_of_work),
        PurgeAccount(unit_of_work, clock, media_store, search_index or MemorySearchIndex()),
        RemoveMedia(unit_of_work, media_store),
        PrepareRecording(
            unit_of_work,
            clock,
            media_store,
            process_recording or UnchangingRecordingProcessor(),
            UnchangingImageProcessor(),
        ),
        MailApproval(unit_of_work, composer, mailer, ADDRESSES, "Example"),
        MailModerators(unit_of_work, composer, mailer, ADDRESSES, "Example"),
        MailConfirmation(unit_of_work, clock, secrets, composer, mailer, ADDRESSES, "Example"),
        MailReset(unit_of_work, clock, secrets, composer, mailer, ADDRESSES, "Example"),
        MailDigest(unit_of_work, clock, secrets, composer, mailer, ADDRESSES, "Example", confirm_email, notifications),
        PushNotification(
            unit_of_work,
            notifications,
            Screen(filters, clock),
            ReadPushKey(unit_of_work, clock, CountingKeyPairs()),
            KindPushComposer(),
            push_sender or ListPushSender(),
        ),
        MailMention(unit_of_work, clock, secrets, composer, mailer, ADDRESSES, "Example", confirm_email),
    ]
    return {reaction.name: reaction for reaction in built}


class Community:
    """People, posts, and what is between them, in whatever storage."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def account(self, username: str, state: AccountState = AccountState.ACTIVE, *, confirmed: bool = True) -> Account:
        """Somebody who wants mail, in German."""
        account_id, now = self.new_id(), self.clock()
        account = Account(
            id=account_id,
            username=username,
            domain=None,
            uri=ADDRESSES.account_uri(account_id),
            url=ADDRESSES.account_url(username),
            display_name=username.title(),
            bio="",
            bio_html="",
            fields=(),
            locked=False,
            state=state,
            created_at=now,
        )
        user = User(
            account_id=account_id,
            email=f"{username}@example.com",
            password_hash="",
            role=Role.USER,
            language="de",
            mail_on_mention=True,
            reason="",
            confirmed_at=now if confirmed else None,
            last_read_notification_id=0,
            created_at=now,
        )
        with self.unit_of_work() as uow:
            uow.accounts.add(account)
            uow.users.add(user)
            uow.commit()
        return account

    def post(
        self,
        author: Account,
        *mentioned: Account,
        visibility: Visibility = Visibility.PUBLIC,
        boost_of: Post | None = None,
        hashtags: tuple[str, ...] = (),
    ) -> Post:
        """A post that mentions these; no event goes with it."""
        post_id = self.new_id()
        post = Post(
            id=post_id,
            account_id=author.id,
            uri=ADDRESSES.post_uri(author.id, post_id),
            url=ADDRESSES.post_url(author.username, post_id),
            domain=None,
            text="" if boost_of else "Hello",
            html="" if boost_of else "<p>Hello</p>",
            content_warning="",
            language="en",
            visibility=visibility,
            thread_id=post_id,
            created_at=self.clock(),
            boost_of_id=boost_of.id if boost_of else None,
            mentions=tuple(MentionedAccount(one.id, one.username, one.domain, one.url) for one in mentioned),
            hashtags=hashtags,
        )
        with self.unit_of_work() as uow:
            uow.posts.add(post)
            uow.commit()
        return post

    def _put(self, put: Callable[[UnitOfWork], object]) -> None:
        with self.unit_of_work() as uow:
            put(uow)
            uow.commit()

    def follow(self, follower: Account, followee: Account, *, accepted: bool = True) -> None:
        self._put(lambda uow: uow.follows.add(Follow(self.new_id(), follower.id, followee.id, accepted, self.clock())))

    def follow_tag(self, account: Account, name: str) -> None:
        with self.unit_of_work() as uow:
            uow.followed_tags.add(FollowedTag(self.new_id(), account.id, name, self.clock()))
            uow.commit()

    def list(self, owner: Account, *members: Account) -> None:
        with self.unit_of_work() as uow:
            new = List(self.new_id(), owner.id, "Friends", RepliesPolicy.FOLLOWED, False, self.clock())
            uow.lists.add(new)
            for member in members:
                uow.lists.add_member(ListMember(new.id, owner.id, member.id))
            uow.commit()

    def block(self, blocker: Account, blocked: Account) -> None:
        self._put(lambda uow: uow.blocks.add(Block(self.new_id(), blocker.id, blocked.id, self.clock())))

    def mute(self, muter: Account, muted: Account, *, notifications: bool = True) -> None:
        self._put(lambda uow: uow.mutes.add(Mute(self.new_id(), muter.id, muted.id, notifications, self.clock(), None)))

    def mute_thread(self, account: Account, post: Post) -> None:
        self._put(lambda uow: uow.thread_mutes.add(ThreadMute(account.id, post.thread_id, self.clock())))

    def like(self, account: Account, post: Post) -> None:
        self._put(lambda uow: uow.likes.add(Like(self.new_id(), account.id, post.id, self.clock())))

    def bookmark(self, account: Account, post: Post) -> None:
        self._put(lambda uow: uow.bookmarks.add(Bookmark(self.new_id(), account.id, post.id, self.clock())))

    def pin(self, post: Post) -> None:
        self._put(lambda uow: uow.pins.add(Pin(self.new_id(), post.account_id, post.id, self.clock())))

    def notification(self, account: Account, sender: Account, post: Post) -> Notification:
        """A mention that somebody was told of."""
        one = Notification(self.new_id(), account.id, NotificationKind.MENTION, sender.id, post.id, self.clock())
        with self.unit_of_work() as uow:
            uow.notifications.add(one)
            uow.commit()
        return one

    def change(self, account: Account, state: AccountState) -> None:
        with self.unit_of_work() as uow:
            uow.accounts.lock(account.id)
            uow.accounts.save(evolve(account, state=state))
            uow.commit()

    def change_user(
        self,
        account: Account,
        *,
        mail_on_mention: bool = True,
        confirmed: bool = True,
        digest: DigestRhythm = DigestRhythm.OFF,
    ) -> None:
        with self.unit_of_work() as uow:
            uow.accounts.lock(account.id)
            user = uow.users.get(account.id)
            assert user is not None
            confirmed_at = self.clock() if confirmed else None
            uow.users.save(evolve(user, mail_on_mention=mail_on_mention, confirmed_at=confirmed_at, digest=digest))
            uow.commit()


class World(Community):
    """A community in memory, and what happens to it."""

    clock: HandMovedClock
    media_store: MemoryMediaStore

    def __init__(self, *, confirm_email: bool = False) -> None:
        self.clock, self.new_id, self.secrets = HandMovedClock(), CountingIds(), CountingSecrets()
        self.mailer, self.queue, self.storage = ListMailer(), ListQueue(), MemoryStorage()
        self.push_sender = ListPushSender()
        self.media_store, self.process_recording = MemoryMediaStore(), UnchangingRecordingProcessor()
        self.unit_of_work = MemoryUnitOfWorkFactory(self.storage, self.queue, self.new_id, self.clock, reactions_of)
        self.reactions = all_reactions(
            self.unit_of_work,
            clock=self.clock,
            new_id=self.new_id,
            secrets=self.secrets,
            mailer=self.mailer,
            notifications=MemoryNotificationQuery(self.storage),
            filters=MemoryFilterQuery(self.storage),
            push_sender=self.push_sender,
            media_store=self.media_store,
            process_recording=self.process_recording,
            confirm_email=confirm_email,
        )
        self.react = React(self.unit_of_work, self.clock, self.reactions)
        self.run_task = RunTask(self.unit_of_work, self.clock, self.react)
        self.sweep = SweepOutbox(self.unit_of_work, self.clock, self.react)

    @property
    def rows(self) -> Tables:
        """What is committed."""
        return self.storage.committed

    @property
    def open_tasks(self) -> list[Task]:
        """What waits, dead tasks included."""
        return [kept.task for kept in self.rows.tasks.values()]

    def home(self, account: Account) -> list[int]:
        """What stands on somebody's home timeline."""
        return sorted(self.rows.home_timelines.get(account.id, ()))

    def told(self, account: Account) -> list[tuple[NotificationKind, int, int | None]]:
        """What somebody was told: kind, sender, post."""
        return [
            (one.kind, one.sender_id, one.post_id)
            for one in self.rows.notifications.values()
            if one.account_id == account.id
        ]

    def held(self, account: Account) -> list[tuple[NotificationKind, int, int | None]]:
        """What is held back for somebody: kind, sender, post."""
        return [
            (one.kind, one.sender_id, one.post_id)
            for one in self.rows.held_notifications.values()
            if one.account_id == account.id
        ]

    def let_in(self, account: Account) -> Grant:
        """Somebody allows an app something; it has the code and a token, and another code is on its way."""
        now, later = self.clock(), self.clock() + timedelta(days=30)
        app = App(self.new_id(), f"client {self.new_id()}", b"", "An app", "", (OUT_OF_BAND,), ("read",), now)
        grant = Grant(self.new_id(), app.id, account.id, ("read",), now, now)
        with self.unit_of_work() as uow:
            uow.apps.add(app)
            uow.grants.add(grant)
            for grant_id in (grant.id, None):
                digest = self.new_id().to_bytes(32)
                uow.authorization_codes.add(
                    AuthorizationCode(digest, app.id, account.id, OUT_OF_BAND, ("read",), "", now, later, grant_id)
                )
            uow.app_tokens.add(AppToken(self.new_id().to_bytes(32), TokenKind.ACCESS, grant.id, now))
            uow.commit()
        return grant

    def subscribe(self, grant: Grant, **rest: Any) -> PushSubscription:
        """The app that holds the grant wants to be told of mentions and likes."""
        assert grant.account_id is not None
        kinds = (NotificationKind.MENTION, NotificationKind.LIKE)
        subscription = PushSubscription(
            self.new_id(),
            grant.id,
            grant.account_id,
            "https://push.example/1",
            "key",
            "secret",
            True,
            kinds,
            PushPolicy.ALL,
            self.clock(),
        )
        self._put(lambda uow: uow.push_subscriptions.save(evolve(subscription, **rest)))
        return evolve(subscription, **rest)

    def subscribe_again(self, subscription: PushSubscription, **rest: Any) -> None:
        """The app changes what it wants."""
        self._put(lambda uow: uow.push_subscriptions.save(evolve(subscription, **rest)))

    def unsubscribe(self, subscription: PushSubscription) -> None:
        self._put(lambda uow: uow.push_subscriptions.remove(subscription.id))

    def let_in_by(self, account: Account) -> list[object]:
        """What is kept of the apps that somebody allows something."""
        grants = {one.id for one in self.rows.grants.values() if one.account_id == account.id}
        return [
            *grants,
            *(one.code_hash for one in self.rows.authorization_codes.values() if one.account_id == account.id),
            *(one.token_hash for one in self.rows.app_tokens.values() if one.grant_id in grants),
            *(one.id for one in self.rows.push_subscriptions.values() if one.account_id == account.id),
        ]

    def happens(self, event: Event) -> list[Task]:
        """Write an event; returns its tasks."""
        with self.unit_of_work() as uow:
            before = len(self.queue.nudged)
            uow.outbox.add(event)
            uow.commit()
        return self.queue.nudged[before:]

    def react_twice(self, event: Event) -> None:
        """Each reaction to the event runs to its end, and then again as one that lost the race does."""
        for task in self.happens(event):
            reaction = self.reactions[task.reaction]
            reaction(task=task)
            reaction(task=task)
            assert task.id not in self.rows.tasks
