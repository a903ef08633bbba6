"""What a storage keeps of a city: the core's own objects, with ids and times, in the order of their ids.

A test holds these, as the loaders store them, equal to what the use cases write when the same people do the same.
"""

import random
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime, timedelta
from itertools import accumulate

from attrs import define, evolve, field, frozen

from bench.large.city import NO_POST, TEXTS, City, Deed
from bench.large.timelines import home_timelines
from microblog.adapters.storage.memory.storage import assemble
from microblog.adapters.system.snowflake_id_generator import SnowflakeIdGenerator
from microblog.adapters.text.grapheme_counter import RegexGraphemeCounter
from microblog.adapters.text.html_cleaner import Nh3HtmlCleaner
from microblog.domain.model.account import Account, AccountState, Role, User
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.relationships import Follow, Like
from microblog.domain.model.task import Task
from microblog.domain.use_cases.posts.composer import Composer, Composition, Draft
from microblog.ports.task_queue import TaskQueue

ADDRESSES = Addresses("https://bench.example")
COMPOSER = Composer(ADDRESSES, RegexGraphemeCounter(), Nh3HtmlCleaner())
VISIBILITIES = tuple(Visibility)
HASHTAGS = ("photo", "garden", "music", "reading", "code", "weather", "cooking", "trains")

_BEGAN = datetime(2024, 12, 1, tzinfo=UTC)
_FOLLOWED = datetime(2024, 12, 2, tzinfo=UTC)
_WROTE = datetime(2025, 1, 1, tzinfo=UTC)
_MENTIONED = 500  # people, the most famous ones
_YEAR = timedelta(days=365)
_MILLISECOND = timedelta(milliseconds=1)
_TEXT = (
    "the of and to in is it was that for on with as at by from this we they have not but what all were when bread "
    "window garden river kettle lantern harbour postcard umbrella bicycle kitchen orchard lighthouse timetable"
)
_WORDS = _TEXT.split()
_ID = SnowflakeIdGenerator(lambda: _BEGAN, 0).at


@frozen
class AccountCounts:
    """What is counted at an account."""

    posts: int
    followers: int
    following: int


@frozen
class PostCounts:
    """What is counted at a post."""

    replies: int = 0
    boosts: int = 0
    likes: int = 0


class NoQueue(TaskQueue):
    """Leaves all tasks to the sweeper."""

    def nudge(self, tasks: Sequence[Task]) -> None:
        """Nothing happens."""


@define
class Records:
    """Everything that is stored of the city."""

    city: City
    texts: tuple[tuple[Draft, Composition], ...] = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.texts = tuple(self._texts())

    def account_id(self, person: int) -> int:
        """Of a person."""
        return _ID(_BEGAN + person * _MILLISECOND)

    def username(self, person: int) -> str:
        """Of a person."""
        return f"person{person}"

    def written_at(self, post: int) -> datetime:
        """When a post was written, and what follows it was done."""
        return _WROTE + _YEAR * post // self.city.size.posts

    def post_id(self, post: int) -> int:
        """Of a post."""
        return _ID(self.written_at(post))

    def like_id(self, after: int, number: int) -> int:
        """Of one of the likes that follow a post, counted from 0."""
        return self.post_id(after) + 2 + number

    def boost_id(self, after: int) -> int:
        """Of the boost that follows a post."""
        return self.post_id(after) + 1

    def followed_at(self, number: int) -> datetime:
        """When somebody began to follow somebody, counted over all."""
        return _FOLLOWED + number * _MILLISECOND

    def account(self, person: int) -> Account:
        """A person's account."""
        account_id, name = self.account_id(person), self.username(person)
        return Account(
            id=account_id,
            username=name,
            domain=None,
            uri=ADDRESSES.account_uri(account_id),
            url=ADDRESSES.account_url(name),
            display_name=f"Person {person}",
            bio="I write about small things.",
            bio_html="<p>I write about small things.</p>",
            fields=(),
            locked=False,
            state=AccountState.ACTIVE,
            created_at=_BEGAN,
        )

    def user(self, person: int) -> User:
        """The person behind the account."""
        return User(
            account_id=self.account_id(person),
            email=f"person{person}@bench.example",
            password_hash="none: nobody logs in with a password here",  # noqa: S106 - it is no password
            role=Role.USER,
            language="en",
            mail_on_mention=False,
            reason="",
            confirmed_at=_BEGAN,
            last_read_notification_id=0,
            created_at=_BEGAN,
        )

    def accounts(self) -> Iterator[tuple[Account, User, AccountCounts]]:
        """All people."""
        city = self.city
        posts, followers = [0] * city.size.people, [0] * city.size.people
        for author, visibility in zip(city.authors, city.visibilities, strict=True):
            posts[author] += VISIBILITIES[visibility] is not Visibility.MENTIONED
        for followees in city.following:
            for followee in followees:
                followers[followee] += 1
        for person, followees in enumerate(city.following):
            counts = AccountCounts(posts[person], followers[person], len(followees))
            yield self.account(person), self.user(person), counts

    def follows(self) -> Iterator[Follow]:
        """Who follows whom."""
        number = 0
        for follower, followees in enumerate(self.city.following):
            for followee in followees:
                moment = self.followed_at(number)
                ids = self.account_id(follower), self.account_id(followee)
                yield Follow(_ID(moment), *ids, accepted=True, created_at=moment)
                number += 1

    def posts(self) -> Iterator[tuple[Post, PostCounts]]:
        """All posts and boosts."""
        city = self.city
        replies, boosts, likes = ([0] * city.size.posts for _ in range(3))
        for answered in city.answered:
            if answered != NO_POST:
                replies[answered] += 1
        for _, _, post in city.boosts:
            boosts[post] += 1
        for _, _, post in city.likes:
            likes[post] += 1
        threads: list[int] = []
        waiting: Iterator[Deed | None] = iter([*city.boosts, None])
        boost = next(waiting)
        for number, answered in enumerate(city.answered):
            threads.append(number if answered == NO_POST else threads[answered])
            yield self._post(number, threads[number]), PostCounts(replies[number], boosts[number], likes[number])
            while boost is not None and boost.after == number:
                yield self._boost(boost.after, boost.person, boost.post), PostCounts()
                boost = next(waiting)

    def conversations(self) -> Iterator[Conversation]:
        """What people write to those alone whom they mention, as each of them has it."""
        found: dict[tuple[int, int], Conversation] = {}
        for post, _ in self.posts():
            if post.visibility is Visibility.MENTIONED and post.boost_of_id is None:
                for mention in post.mentions:
                    key = mention.account_id, post.thread_id
                    found[key] = Conversation(*key, post.id, unread=True)
                found[post.account_id, post.thread_id] = Conversation(
                    post.account_id, post.thread_id, post.id, unread=False
                )
        yield from found.values()

    def likes(self) -> Iterator[Like]:
        """Who likes what."""
        before, number = NO_POST, 0
        for after, person, post in self.city.likes:
            before, number = after, number + 1 if after == before else 0
            like_id, moment = self.like_id(after, number), self.written_at(after)
            yield Like(like_id, self.account_id(person), self.post_id(post), moment)

    def home_timelines(self, keep: int) -> Iterator[tuple[int, list[int]]]:
        """By owner's id: the ids of the newest posts and boosts that stand there, the oldest first."""
        mentioned = [{mention.account_id for mention in composition.mentions} for _, composition in self.texts]
        people = {self.account_id(person): person for person in range(self.city.size.people)}
        mentions = [{people[account_id] for account_id in each} for each in mentioned]
        for person, entries in enumerate(home_timelines(self.city, mentions, keep)):
            ids = [self.boost_id(after) if is_boost else self.post_id(after) for after, is_boost in entries]
            yield self.account_id(person), ids

    def _texts(self) -> Iterator[tuple[Draft, Composition]]:
        """Posts to choose from, made as people's posts are. A fifth mentions somebody, a fifth has a hashtag."""
        dice = random.Random(self.city.seed)  # noqa: S311 - the same at each run
        weights = list(accumulate(1 / rank for rank in range(1, len(HASHTAGS) + 1)))
        storage = assemble(
            "memory:",
            connections=1,
            task_queue=NoQueue(),
            new_id=SnowflakeIdGenerator(lambda: _BEGAN, 0),
            clock=lambda: _BEGAN,
            reactions_of=lambda _: (),
        )
        with storage.unit_of_work() as uow:
            known = range(min(self.city.crowd, _MENTIONED))
            for person in known:
                uow.accounts.add(self.account(person))
            for _ in range(TEXTS):
                words = dice.choices(_WORDS, k=dice.randint(6, 45))
                if dice.random() < 0.2:
                    words.insert(0, f"@{self.username(dice.choice(known))}")
                if dice.random() < 0.15:
                    words.append(f"https://example.org/{dice.choice(_WORDS)}/{dice.randint(1, 999)}")
                if dice.random() < 0.2:
                    words.append(f"#{dice.choices(HASHTAGS, cum_weights=weights)[0]}")
                draft = COMPOSER.check(" ".join(words), "")
                yield draft, COMPOSER.compose(uow, draft)

    def _post(self, number: int, thread: int) -> Post:
        city = self.city
        author, answered = city.authors[number], city.answered[number]
        draft, composition = self.texts[city.texts[number]]
        account_id, post_id = self.account_id(author), self.post_id(number)
        return Post(
            id=post_id,
            account_id=account_id,
            uri=ADDRESSES.post_uri(account_id, post_id),
            url=ADDRESSES.post_url(self.username(author), post_id),
            domain=None,
            text=draft.text,
            html=composition.html,
            content_warning=draft.content_warning,
            language="en",
            visibility=VISIBILITIES[city.visibilities[number]],
            thread_id=self.post_id(thread),
            created_at=self.written_at(number),
            in_reply_to_id=None if answered == NO_POST else self.post_id(answered),
            in_reply_to_account_id=None if answered == NO_POST else self.account_id(city.authors[answered]),
            mentions=composition.mentions,
            hashtags=composition.hashtags,
        )

    def _boost(self, after: int, person: int, post: int) -> Post:
        account_id, boost_id = self.account_id(person), self.boost_id(after)
        return evolve(
            self._post(post, post),
            id=boost_id,
            account_id=account_id,
            uri=ADDRESSES.post_uri(account_id, boost_id),
            url=ADDRESSES.post_url(self.username(person), boost_id),
            text="",
            html="",
            content_warning="",
            language=None,
            thread_id=boost_id,
            created_at=self.written_at(after),
            in_reply_to_id=None,
            in_reply_to_account_id=None,
            boost_of_id=self.post_id(post),
            mentions=(),
            hashtags=(),
        )
