"""A small town to measure: people, what they wrote in the last weeks, and whom they follow; the same at each run.

A few people have most of the followers and write most of the posts (Zipf's law), as everywhere. All goes through the
repositories that the site itself writes with, a thousand posts to a transaction.
"""

import random
from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import TypeVar

from attrs import define, evolve, frozen

from microblog.adapters.security.system_secret_generator import SystemSecretGenerator
from microblog.adapters.storage.sql.storage import assemble
from microblog.adapters.system.snowflake_id_generator import SnowflakeIdGenerator
from microblog.adapters.text.grapheme_counter import RegexGraphemeCounter
from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from microblog.domain.model.account import Account, AccountState, Role, User
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.app import OUT_OF_BAND, App, AppToken, Grant, TokenKind
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.relationships import Follow, Like
from microblog.domain.model.session import Session
from microblog.domain.model.task import Task
from microblog.domain.use_cases.posts.composer import Composer
from microblog.ports.task_queue import TaskQueue
from microblog.ports.unit_of_work import UnitOfWork

PEOPLE, POSTS, LIKES, BOOSTS = 200, 20_000, 20_000, 2_000
READERS = 20
_TOGETHER = 1000  # posts to a transaction
_HOME_ROWS = 800
_TEXT = (
    "the a of and to in is it was that for on with as at by from this we they have not but what all were when "
    "there can an your which their said if do will each about how up out them then she many some so these would "
    "other into has more her two like him see time could no make than first been its who now people my made over "
    "did down only way find use may water long little very after words called just where most know bread window "
    "garden river kettle lantern harbour postcard umbrella bicycle kitchen orchard lighthouse timetable"
)
_WORDS = _TEXT.split()
_TAGS = ("photo", "garden", "music", "reading", "code", "weather", "cooking", "trains")

Thing = TypeVar("Thing")


@frozen
class Reader:
    """Somebody who is signed in."""

    username: str
    secret: str
    """What the session cookie holds."""
    token: str
    """What an app of theirs holds."""


@define
class _Clock:
    """Goes on by a step at each look, from some weeks ago until now."""

    now: datetime
    step: timedelta

    def __call__(self) -> datetime:
        self.now += self.step
        return self.now


class _NoQueue(TaskQueue):
    def nudge(self, tasks: Sequence[Task]) -> None:
        """Nothing here makes tasks."""


class _Town:
    """Writes the data set. Every choice comes from one seeded generator."""

    def __init__(self, base_url: str, url: str) -> None:
        self.dice = random.Random(20)  # noqa: S311 - the same at each run
        began = datetime.now(UTC).replace(microsecond=0) - timedelta(days=30)
        self.clock = _Clock(began, timedelta(days=29) / (12 * POSTS))
        self.new_id = SnowflakeIdGenerator(self.clock, 1023)
        self.storage = assemble(
            url,
            connections=1,
            task_queue=_NoQueue(),
            new_id=self.new_id,
            clock=self.clock,
            reactions_of=lambda _: (),
        )
        self.addresses = Addresses(base_url)
        self.composer = Composer(self.addresses, RegexGraphemeCounter(), Nh3HtmlCleaner())
        self.accounts: list[Account] = []
        self.posts: list[Post] = []

    def build(self) -> list[Reader]:
        self.storage.schema.upgrade()
        with self.storage.unit_of_work() as uow:
            for number in range(PEOPLE):
                self._settle(uow, number)
            for follower in range(PEOPLE):
                for followee in set(self._by_fame(range(PEOPLE), 30)) - {follower}:
                    ids = self.accounts[follower].id, self.accounts[followee].id
                    uow.follows.add(Follow(self.new_id(), *ids, accepted=True, created_at=self.clock()))
            uow.commit()
        for _ in range(POSTS // _TOGETHER):
            with self.storage.unit_of_work() as uow:
                for _ in range(_TOGETHER):
                    self._write(uow)
                for _ in range(LIKES * _TOGETHER // POSTS):
                    liker, liked = self.dice.choice(self.accounts), self.dice.choice(self.posts[-5 * _TOGETHER :])
                    uow.likes.add(Like(self.new_id(), liker.id, liked.id, self.clock()))
                self._boost(uow, BOOSTS * _TOGETHER // POSTS)
                uow.commit()
        with self.storage.unit_of_work() as uow:
            uow.home_timelines.trim(_HOME_ROWS)
            readers = [self._sign_in(uow, account) for account in self.accounts[20 : 20 + READERS]]
            uow.commit()
        return readers

    def _settle(self, uow: UnitOfWork, number: int) -> None:
        account_id, name, now = self.new_id(), f"person{number}", self.clock()
        account = Account(
            id=account_id,
            username=name,
            domain=None,
            uri=self.addresses.account_uri(account_id),
            url=self.addresses.account_url(name),
            display_name=f"{self.dice.choice(_WORDS)} {self.dice.choice(_WORDS)}".title(),
            bio="I write about small things.",
            bio_html="<p>I write about small things.</p>",
            fields=(),
            locked=False,
            state=AccountState.ACTIVE,
            created_at=now,
        )
        uow.accounts.add(account)
        uow.users.add(
            User(
                account_id=account_id,
                email=f"{name}@example.org",
                password_hash="none: nobody logs in with a password here",  # noqa: S106 - it is no password
                role=Role.USER,
                language="en",
                mail_on_mention=True,
                reason="",
                confirmed_at=now,
                last_read_notification_id=0,
                created_at=now,
            )
        )
        self.accounts.append(account)

    def _write(self, uow: UnitOfWork) -> None:
        author, dice = self._by_fame(self.accounts, 1)[0], self.dice
        draft = self.composer.check(self._text(), "Long" if dice.random() < 0.03 else "")
        composition = self.composer.compose(uow, draft)
        post_id, kinds = self.new_id(), list(Visibility)
        post = Post(
            id=post_id,
            account_id=author.id,
            uri=self.addresses.post_uri(author.id, post_id),
            url=self.addresses.post_url(author.username, post_id),
            domain=None,
            text=draft.text,
            html=composition.html,
            content_warning=draft.content_warning,
            language=dice.choice(("en", "de")),
            visibility=dice.choices(kinds, (85, 8, 5, 2))[0],
            thread_id=post_id,
            created_at=self.clock(),
            mentions=composition.mentions,
            hashtags=composition.hashtags,
        )
        if self.posts and dice.random() < 0.2:
            answered = dice.choice(self.posts[-200:])
            post = evolve(
                post,
                in_reply_to_id=answered.id,
                in_reply_to_account_id=answered.account_id,
                thread_id=answered.thread_id,
            )
        uow.posts.add(post)
        uow.home_timelines.add([author.id], post.id)
        uow.home_timelines.fan_out(post)
        for mention in post.mentions:
            kind, now = NotificationKind.MENTION, self.clock()
            uow.notifications.add(Notification(self.new_id(), mention.account_id, kind, author.id, post.id, now))
        self.posts.append(post)

    def _boost(self, uow: UnitOfWork, how_many: int) -> None:
        public = [post for post in self.posts[-_TOGETHER:] if post.visibility is Visibility.PUBLIC]
        pairs = zip(self.dice.sample(public, how_many), self.dice.choices(self.accounts, k=how_many), strict=True)
        for boosted, account in pairs:
            boost_id = self.new_id()
            boost = evolve(
                boosted,
                id=boost_id,
                account_id=account.id,
                uri=self.addresses.post_uri(account.id, boost_id),
                url=self.addresses.post_url(account.username, boost_id),
                text="",
                html="",
                content_warning="",
                language=None,
                thread_id=boost_id,
                created_at=self.clock(),
                in_reply_to_id=None,
                in_reply_to_account_id=None,
                boost_of_id=boosted.id,
                mentions=(),
                hashtags=(),
            )
            uow.posts.add(boost)
            uow.home_timelines.add([account.id], boost.id)
            uow.home_timelines.fan_out(boost)

    def _text(self) -> str:
        dice = self.dice
        words = self._by_fame(_WORDS, dice.randint(6, 45))
        if dice.random() < 0.2:
            words.insert(0, f"@{dice.choice(self.accounts).username}")
        if dice.random() < 0.15:
            words.append(f"https://example.org/{dice.choice(_WORDS)}/{dice.randint(1, 999)}")
        if dice.random() < 0.2:
            words.append(f"#{dice.choice(_TAGS)}")
        return " ".join(words)

    def _sign_in(self, uow: UnitOfWork, account: Account) -> Reader:
        secrets, now = SystemSecretGenerator(), datetime.now(UTC)
        secret = secrets()
        uow.sessions.add(
            Session(
                id=self.new_id(),
                token_hash=secrets.hash(secret),
                account_id=account.id,
                created_at=now,
                used_at=now,
                expires_at=now + timedelta(days=1),
                remember=False,
                user_agent="bench",
            )
        )
        return Reader(account.username, secret, self._let_in(uow, account))

    def _let_in(self, uow: UnitOfWork, account: Account) -> str:
        secrets, now, scopes = SystemSecretGenerator(), datetime.now(UTC), ("read", "write", "follow")
        client_id, token = secrets(), secrets()
        app = App(self.new_id(), client_id, secrets.hash(secrets()), "bench", "", (OUT_OF_BAND,), scopes, now)
        grant = Grant(self.new_id(), app.id, account.id, scopes, now, now)
        uow.apps.add(app)
        uow.grants.add(grant)
        uow.app_tokens.add(AppToken(secrets.hash(token), TokenKind.ACCESS, grant.id, now))
        return token

    def _by_fame(self, things: Sequence[Thing], how_many: int) -> list[Thing]:
        """Some of them, the first ones most often: the nth with a weight of 1/n."""
        return self.dice.choices(things, cum_weights=_CUMULATIVE[: len(things)], k=how_many)


_CUMULATIVE = [sum(1 / rank for rank in range(1, last + 1)) for last in range(1, PEOPLE + 1)]


def write_data_set(url: str, base_url: str) -> list[Reader]:
    """Fill the database at a URL. Returns people who follow some 25 others each, signed in."""
    return _Town(base_url, url).build()
