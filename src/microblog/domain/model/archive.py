"""Everything that a server keeps, as records that belong to no storage.

What follows from other records is not among them (counters, keys in lower case, the index of a search): who takes
records in makes it anew. Home timelines are, as it cannot be found out afterwards what was put on them when.
"""

from collections.abc import Iterable
from datetime import datetime
from hashlib import sha256

from attrs import AttrsInstance, frozen

from microblog.domain.model.account import Account, User
from microblog.domain.model.mail_delivery import MailDelivery
from microblog.domain.model.notification import Notification
from microblog.domain.model.post import Post
from microblog.domain.model.relationships import Block, Follow, Like
from microblog.domain.model.session import Session, Token
from microblog.domain.model.statistics import DayStatistics


@frozen
class NumberedVersion:
    """How a post read once; the oldest version is number 1."""

    post_id: int
    number: int
    text: str
    html: str
    content_warning: str
    created_at: datetime


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
class KeptTask:
    """A task, and until when somebody holds it. Maybe only another version of this program knows its event."""

    id: int
    event: str
    payload: dict[str, int]
    reaction: str
    attempts: int
    created_at: datetime
    due_at: datetime
    leased_until: datetime | None
    dead: bool
    last_error: str


@frozen
class Kind:
    """Records of one class, under the name that they have in archives."""

    name: str
    record: type[AttrsInstance]


ACCOUNTS = Kind("accounts", Account)
USERS = Kind("users", User)
POSTS = Kind("posts", Post)  # but for boosts
BOOSTS = Kind("boosts", Post)
POST_VERSIONS = Kind("post_versions", NumberedVersion)
FOLLOWS = Kind("follows", Follow)
BLOCKS = Kind("blocks", Block)
LIKES = Kind("likes", Like)
NOTIFICATIONS = Kind("notifications", Notification)
HOME_TIMELINES = Kind("home_timelines", HomeTimelineRow)  # but for rows of boosts that were taken back meanwhile
SESSIONS = Kind("sessions", Session)
TOKENS = Kind("tokens", Token)
DAY_STATISTICS = Kind("day_statistics", DayStatistics)
MAIL_DELIVERIES = Kind("mail_deliveries", MailDelivery)
IDEMPOTENCY_KEYS = Kind("idempotency_keys", IdempotencyKey)
TASKS = Kind("tasks", KeptTask)

# In an order in which whatever a record refers to comes before it.
KINDS = (
    *(ACCOUNTS, USERS, POSTS, BOOSTS, POST_VERSIONS, FOLLOWS, BLOCKS, LIKES, NOTIFICATIONS, HOME_TIMELINES),
    *(SESSIONS, TOKENS, DAY_STATISTICS, MAIL_DELIVERIES, IDEMPOTENCY_KEYS, TASKS),
)


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
