"""What is measured: the pages, through the ports that the site reads with, and the writing of a post."""

from collections.abc import Callable, Iterator, Sequence
from itertools import cycle

from attrs import frozen

from bench.large.city import NO_POST
from bench.large.records import HASHTAGS, Records
from microblog.domain.model.page import Cursor
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.posts.publish_post import PublishPost
from microblog.domain.use_cases.posts.read_post import MAX_THREAD
from microblog.ports.storage import Storage

PAGE = 40
_SOME = 20  # authors, conversations and writers who take turns
_CONVERSATION = 10  # answers that a conversation has at least


@frozen
class Page:
    """A page to measure. `most`: how much longer it may take in the large city than in the small one."""

    name: str
    read: Callable[[], int]
    """Read it for whose turn it is; how many posts were on it."""
    most: float
    posts: int = PAGE
    """How many have to be on it at least."""


def pages(storage: Storage, publish: PublishPost, records: Records) -> Iterator[Page]:
    """All of them."""
    city, cursor = records.city, Cursor(limit=PAGE)
    reader = records.account_id(city.readers(2)[0])

    def home(people: Sequence[int]) -> Callable[[], int]:
        turns = cycle([records.account_id(person) for person in people])
        return lambda: len(storage.timelines.home(next(turns), cursor).items)

    yield Page(f"home, follows {city.size.dormant}, who wrote long ago", home(city.readers(0)), 1.3)
    for kind, follows in enumerate(city.size.following, 1):
        yield Page(f"home, follows {follows:,}", home(city.readers(kind)), 1.3)
    yield Page("public timeline", lambda: len(storage.timelines.public(reader, cursor).items), 2.0)

    authors = cycle([(records.account_id(person), records.username(person)) for person in range(_SOME)])

    def profile() -> int:
        account_id, username = next(authors)
        if storage.accounts.profile(reader, username) is None:
            raise LookupError(username)
        return len(storage.timelines.of_account(reader, account_id, cursor, with_replies=False).items)

    yield Page("profile", profile, 2.0)
    names = cycle(HASHTAGS)
    yield Page("hashtag", lambda: len(storage.timelines.hashtag(reader, next(names), cursor).items), 2.0)
    firsts = cycle(_conversations(records))

    def thread() -> int:
        found = storage.posts.thread(reader, next(firsts), MAX_THREAD)
        return 0 if found is None else len(found.descendants)

    yield Page(f"thread, {_CONVERSATION} answers or more", thread, 2.0, _CONVERSATION)
    writers = cycle([records.account_id(person) for person in range(_SOME)])

    def write() -> int:
        text = f"Hello @{records.username(0)}, a post of the usual length, a link to https://example.org, a #photo."
        return int(publish(author_id=next(writers), text=text, language="en").id > 0)

    yield Page("write a post", write, 2.0, 1)


def _conversations(records: Records) -> list[int]:
    """The ids of first posts that everybody may see, with about as many answers in every city."""
    city = records.city
    answers: dict[int, int] = {}
    for post in city.answered:
        answers[post] = answers.get(post, 0) + 1
    public = tuple(Visibility).index(Visibility.PUBLIC)
    found = [
        post
        for post, count in answers.items()
        if post != NO_POST
        and city.answered[post] == NO_POST
        and city.visibilities[post] == public
        and 1.5 * _CONVERSATION <= count < 2.5 * _CONVERSATION
    ]
    return [records.post_id(post) for post in found[:: max(1, len(found) // _SOME)][:_SOME]]
