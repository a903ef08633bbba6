"""A small world for tests of reactions: memory storage, a clock moved by hand, mail that is kept in a list."""

from attrs import evolve

from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.adapters.storage.memory.unit_of_work import MemoryUnitOfWorkFactory
from microblog.domain.model.account import Account, AccountState, Role, User
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.events import Event
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.post import MentionedAccount, Post, Visibility
from microblog.domain.model.relationships import Block, Follow, Like
from microblog.domain.model.task import Task
from microblog.domain.use_cases.accounts.mail_approval import MailApproval
from microblog.domain.use_cases.accounts.mail_confirmation import MailConfirmation
from microblog.domain.use_cases.accounts.mail_moderators import MailModerators
from microblog.domain.use_cases.accounts.purge_account import PurgeAccount
from microblog.domain.use_cases.notifications.mail_mention import MailMention
from microblog.domain.use_cases.notifications.notify_boosted import NotifyBoosted
from microblog.domain.use_cases.notifications.notify_followed import NotifyFollowed
from microblog.domain.use_cases.notifications.notify_liked import NotifyLiked
from microblog.domain.use_cases.notifications.notify_mentioned import NotifyMentioned
from microblog.domain.use_cases.passwords.mail_reset import MailReset
from microblog.domain.use_cases.reaction import Reaction
from microblog.domain.use_cases.reactions import reactions_of
from microblog.domain.use_cases.tasks.react import React
from microblog.domain.use_cases.tasks.run_task import RunTask
from microblog.domain.use_cases.tasks.sweep_outbox import SweepOutbox
from microblog.domain.use_cases.timelines.fan_out_post import FanOutPost
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.mailer import Mailer
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory
from tests.unit.domain.use_cases.fakes import (
    CountingIds,
    CountingSecrets,
    HandMovedClock,
    LinkComposer,
    ListMailer,
    ListQueue,
)

ADDRESSES = Addresses("https://example.org")


def all_reactions(
    unit_of_work: UnitOfWorkFactory,
    *,
    clock: Clock,
    new_id: IdGenerator,
    secrets: SecretGenerator,
    mailer: Mailer,
    confirm_email: bool = False,
) -> dict[str, Reaction]:
    """Every reaction by its name, wired by hand."""
    composer = LinkComposer()
    built: list[Reaction] = [
        FanOutPost(unit_of_work),
        NotifyMentioned(unit_of_work, clock, new_id),
        NotifyLiked(unit_of_work, clock, new_id),
        NotifyBoosted(unit_of_work, clock, new_id),
        NotifyFollowed(unit_of_work, clock, new_id),
        PurgeAccount(unit_of_work, clock),
        MailApproval(unit_of_work, composer, mailer, ADDRESSES, "Example"),
        MailModerators(unit_of_work, composer, mailer, ADDRESSES, "Example"),
        MailConfirmation(unit_of_work, clock, secrets, composer, mailer, ADDRESSES, "Example"),
        MailReset(unit_of_work, clock, secrets, composer, mailer, ADDRESSES, "Example"),
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
        )
        with self.unit_of_work() as uow:
            uow.posts.add(post)
            uow.commit()
        return post

    def follow(self, follower: Account, followee: Account, *, accepted: bool = True) -> None:
        with self.unit_of_work() as uow:
            uow.follows.add(Follow(self.new_id(), follower.id, followee.id, accepted, self.clock()))
            uow.commit()

    def block(self, blocker: Account, blocked: Account) -> None:
        with self.unit_of_work() as uow:
            uow.blocks.add(Block(self.new_id(), blocker.id, blocked.id, self.clock()))
            uow.commit()

    def like(self, account: Account, post: Post) -> None:
        with self.unit_of_work() as uow:
            uow.likes.add(Like(self.new_id(), account.id, post.id, self.clock()))
            uow.commit()

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

    def change_user(self, account: Account, *, mail_on_mention: bool = True, confirmed: bool = True) -> None:
        with self.unit_of_work() as uow:
            uow.accounts.lock(account.id)
            user = uow.users.get(account.id)
            assert user is not None
            confirmed_at = self.clock() if confirmed else None
            uow.users.save(evolve(user, mail_on_mention=mail_on_mention, confirmed_at=confirmed_at))
            uow.commit()


class World(Community):
    """A community in memory, and what happens to it."""

    clock: HandMovedClock

    def __init__(self, *, confirm_email: bool = False) -> None:
        self.clock, self.new_id, self.secrets = HandMovedClock(), CountingIds(), CountingSecrets()
        self.mailer, self.queue, self.storage = ListMailer(), ListQueue(), MemoryStorage()
        self.unit_of_work = MemoryUnitOfWorkFactory(self.storage, self.queue, self.new_id, self.clock, reactions_of)
        self.reactions = all_reactions(
            self.unit_of_work,
            clock=self.clock,
            new_id=self.new_id,
            secrets=self.secrets,
            mailer=self.mailer,
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
