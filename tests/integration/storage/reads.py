"""Every read that a storage offers, with how many statements it takes, and a way to listen to what is sent.

# Long because it is one list of all reads.
"""

import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

import psycopg
import pymysql.cursors
from attrs import fields, frozen
from sqlalchemy import event

from microblog.adapters.storage.mongo import client as mongo_client
from microblog.adapters.storage.sql.engine import Database
from microblog.domain.model.list import List, RepliesPolicy
from microblog.domain.model.notification import NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor
from microblog.ports.storage import Storage as StoragePort
from tests.integration.storage.storage import NOW, Storage
from tests.mongod import watch_of


@frozen
class Subjects:
    """Who asks, and about what."""

    viewer: int
    author: int
    username: str
    post: int
    hashtag: str
    token_hash: bytes  # of a session and of an app's token
    people: Sequence[int]  # who told the viewer something
    told: NotificationKind
    notification: int
    group: NotificationGroup
    list: int


@frozen
class Read:
    """A call of a query port, and how many statements it takes, in MongoDB commands if that is another number.

    `is_paged`: it returns as many items as the cursor asks for. `by_marks`: where the database keeps revisions, one
    statement more tells what is shown.
    """

    statements: int
    call: Callable[[Storage, Subjects, Cursor], object]
    is_paged: bool = True
    commands: int | None = None
    by_marks: bool = False


# By the name of the port in ports/storage.py and the method of the port; behind a comma, how that is asked.
READS: dict[str, Read] = {
    "timelines.public": Read(1, lambda storage, who, cursor: storage.timelines.public(who.viewer, cursor)),
    "timelines.home": Read(
        1, lambda storage, who, cursor: storage.timelines.home(who.viewer, cursor), commands=3, by_marks=True
    ),
    "timelines.public, only media": Read(
        1, lambda storage, who, cursor: storage.timelines.public(who.viewer, cursor, only_media=True)
    ),
    **{
        f"timelines.of_list, {policy.value}": Read(
            1,
            lambda storage, who, cursor, policy=policy: storage.timelines.of_list(  # type: ignore[misc]
                who.viewer, List(who.list, who.viewer, "", policy, False, NOW), cursor
            ),
            commands=2,
        )
        for policy in RepliesPolicy
    },
    "timelines.of_account": Read(
        1, lambda storage, who, cursor: storage.timelines.of_account(who.viewer, who.author, cursor, with_replies=False)
    ),
    "timelines.of_account, only posts": Read(
        1,
        lambda storage, who, cursor: storage.timelines.of_account(
            who.viewer, who.author, cursor, with_replies=True, with_boosts=False
        ),
    ),
    "timelines.of_account, about something": Read(
        1,
        lambda storage, who, cursor: storage.timelines.of_account(
            who.viewer, who.author, cursor, with_replies=False, with_boosts=False, hashtag=who.hashtag
        ),
    ),
    "timelines.of_account, only media": Read(
        1,
        lambda storage, who, cursor: storage.timelines.of_account(
            who.viewer, who.author, cursor, with_replies=True, only_media=True
        ),
    ),
    "timelines.pinned": Read(
        1, lambda storage, who, _: storage.timelines.pinned(who.viewer, who.author), is_paged=False
    ),
    "timelines.liked": Read(1, lambda storage, who, cursor: storage.timelines.liked(who.viewer, cursor)),
    "timelines.bookmarked": Read(1, lambda storage, who, cursor: storage.timelines.bookmarked(who.viewer, cursor)),
    "timelines.hashtag": Read(
        1, lambda storage, who, cursor: storage.timelines.hashtag(who.viewer, who.hashtag, cursor)
    ),
    "timelines.hashtag, only media": Read(
        1, lambda storage, who, cursor: storage.timelines.hashtag(who.viewer, who.hashtag, cursor, only_media=True)
    ),
    "posts.get": Read(1, lambda storage, who, _: storage.posts.get(who.viewer, who.post), is_paged=False),
    "posts.for_moderators": Read(
        1,
        lambda storage, who, cursor: storage.posts.for_moderators(range(who.post, who.post + cursor.limit)),
        is_paged=False,
    ),
    "posts.entry": Read(1, lambda storage, who, _: storage.posts.entry(who.viewer, who.post), is_paged=False),
    "posts.thread": Read(
        3, lambda storage, who, cursor: storage.posts.thread(who.viewer, who.post, cursor.limit), is_paged=False
    ),
    "posts.versions": Read(1, lambda storage, who, _: storage.posts.versions(who.post), is_paged=False),
    "posts.is_tombstone": Read(1, lambda storage, who, _: storage.posts.is_tombstone(who.post), is_paged=False),
    "posts.liked_by": Read(
        1, lambda storage, who, cursor: storage.posts.liked_by(who.viewer, who.post, cursor), commands=2
    ),
    "posts.boosted_by": Read(1, lambda storage, who, cursor: storage.posts.boosted_by(who.viewer, who.post, cursor)),
    "accounts.profile": Read(
        1, lambda storage, who, _: storage.accounts.profile(who.viewer, who.username), is_paged=False
    ),
    "accounts.profiles": Read(
        1,
        lambda storage, who, cursor: storage.accounts.profiles(who.viewer, who.people[: cursor.limit]),
        is_paged=False,
    ),
    "accounts.familiar_followers": Read(
        1,
        lambda storage, who, cursor: storage.accounts.familiar_followers(who.viewer, who.author, cursor.limit),
        is_paged=False,
    ),
    "accounts.is_gone, by id": Read(1, lambda storage, who, _: storage.accounts.is_gone(who.author), is_paged=False),
    "accounts.is_gone": Read(1, lambda storage, who, _: storage.accounts.is_gone(who.username), is_paged=False),
    "accounts.followers": Read(
        1, lambda storage, who, cursor: storage.accounts.followers(who.viewer, who.author, cursor)
    ),
    "accounts.following": Read(
        1, lambda storage, who, cursor: storage.accounts.following(who.viewer, who.author, cursor)
    ),
    "accounts.endorsed": Read(
        1, lambda storage, who, cursor: storage.accounts.endorsed(who.viewer, who.author, cursor)
    ),
    "accounts.follow_requests": Read(
        1, lambda storage, who, cursor: storage.accounts.follow_requests(who.viewer, cursor)
    ),
    "accounts.blocked": Read(1, lambda storage, who, cursor: storage.accounts.blocked(who.viewer, cursor)),
    "followed_tags.of_account": Read(
        1, lambda storage, who, cursor: storage.followed_tags.of_account(who.viewer, cursor)
    ),
    "featured_tags.of_account": Read(
        1, lambda storage, who, _: storage.featured_tags.of_account(who.author), is_paged=False
    ),
    "featured_tags.counted": Read(
        1, lambda storage, who, _: storage.featured_tags.counted(who.author), is_paged=False, commands=2
    ),
    "featured_tags.used": Read(
        1, lambda storage, who, cursor: storage.featured_tags.used(who.author, cursor.limit), is_paged=False, commands=2
    ),
    "followed_tags.among": Read(
        1,
        lambda storage, who, cursor: storage.followed_tags.among(
            who.viewer, [f"{who.hashtag}{n}" for n in range(cursor.limit)]
        ),
        is_paged=False,
    ),
    "accounts.muted": Read(1, lambda storage, who, cursor: storage.accounts.muted(who.viewer, cursor)),
    "lists.get": Read(1, lambda storage, who, _: storage.lists.get(who.viewer, who.list), is_paged=False),
    "lists.of_account": Read(1, lambda storage, who, _: storage.lists.of_account(who.viewer), is_paged=False),
    "lists.containing": Read(
        1, lambda storage, who, _: storage.lists.containing(who.viewer, who.author), is_paged=False
    ),
    "lists.members": Read(1, lambda storage, who, cursor: storage.lists.members(who.viewer, who.list, cursor)),
    "announcements.unread": Read(
        1, lambda storage, who, _: storage.announcements.unread(who.viewer, NOW), is_paged=False
    ),
    "directory.newest": Read(
        1, lambda storage, who, cursor: storage.directory.newest(who.viewer, 0, cursor.limit), is_paged=False
    ),
    "directory.active": Read(
        1, lambda storage, who, cursor: storage.directory.active(who.viewer, 0, cursor.limit), is_paged=False
    ),
    "directory.suggested": Read(
        1, lambda storage, who, cursor: storage.directory.suggested(who.viewer, cursor.limit), is_paged=False
    ),
    "trends.tags": Read(1, lambda storage, _, cursor: storage.trends.tags(0, cursor.limit), is_paged=False),
    "trends.posts": Read(
        1, lambda storage, who, cursor: storage.trends.posts(who.viewer, 0, cursor.limit), is_paged=False
    ),
    "trends.days_of": Read(
        1, lambda storage, who, _: storage.trends.days_of([who.hashtag], NOW.date()), is_paged=False
    ),
    "filters.of_account": Read(1, lambda storage, who, _: storage.filters.of_account(who.viewer), is_paged=False),
    "markers.of_account": Read(1, lambda storage, who, _: storage.markers.of_account(who.viewer), is_paged=False),
    "notifications.of_account": Read(
        1, lambda storage, who, cursor: storage.notifications.of_account(who.viewer, cursor)
    ),
    "notifications.of_account, of a kind": Read(
        1, lambda storage, who, cursor: storage.notifications.of_account(who.viewer, cursor, kinds=[who.told])
    ),
    "notifications.of_account, of somebody": Read(
        1,
        lambda storage, who, cursor: storage.notifications.of_account(who.viewer, cursor, sender_id=who.people[0]),
        is_paged=False,
    ),
    "notifications.of_account, held back": Read(
        1, lambda storage, who, cursor: storage.notifications.of_account(who.viewer, cursor, held=True)
    ),
    "notifications.of_account, held back, of somebody": Read(
        1,
        lambda storage, who, cursor: storage.notifications.of_account(
            who.viewer, cursor, sender_id=who.people[0], held=True
        ),
        is_paged=False,
    ),
    "notifications.get, held back": Read(
        1, lambda storage, who, _: storage.notifications.get(who.viewer, who.notification, held=True), is_paged=False
    ),
    "notification_requests.of_account": Read(
        1, lambda storage, who, cursor: storage.notification_requests.of_account(who.viewer, cursor)
    ),
    "notification_requests.get": Read(
        1, lambda storage, who, _: storage.notification_requests.get(who.viewer, who.notification), is_paged=False
    ),
    "notification_requests.held_back": Read(
        1, lambda storage, who, _: storage.notification_requests.held_back(who.viewer), is_paged=False
    ),
    "conversations.of_account": Read(
        1, lambda storage, who, cursor: storage.conversations.of_account(who.viewer, cursor)
    ),
    "conversations.get": Read(
        1, lambda storage, who, _: storage.conversations.get(who.viewer, who.post), is_paged=False
    ),
    "notification_groups.of_account": Read(
        2, lambda storage, who, cursor: storage.notification_groups.of_account(who.viewer, cursor), commands=1
    ),
    "notification_groups.of_account, each for itself": Read(
        2,
        lambda storage, who, cursor: storage.notification_groups.of_account(who.viewer, cursor, grouped=()),
        commands=1,
    ),
    "notification_groups.get": Read(
        2,
        lambda storage, who, _: storage.notification_groups.get(who.viewer, who.group),
        is_paged=False,
        commands=1,
    ),
    "notification_groups.alone": Read(
        2,
        lambda storage, who, _: storage.notification_groups.alone(who.viewer, who.notification),
        is_paged=False,
        commands=1,
    ),
    "notification_groups.senders": Read(
        1, lambda storage, who, cursor: storage.notification_groups.senders(who.viewer, who.group, cursor)
    ),
    "notification_groups.count_unread": Read(
        1,
        lambda storage, who, cursor: storage.notification_groups.count_unread(who.viewer, cursor.limit),
        is_paged=False,
    ),
    "notification_groups.count_unread, each for itself": Read(
        1,
        lambda storage, who, cursor: storage.notification_groups.count_unread(who.viewer, cursor.limit, grouped=()),
        is_paged=False,
    ),
    "notifications.get": Read(
        1, lambda storage, who, _: storage.notifications.get(who.viewer, who.notification), is_paged=False
    ),
    "notifications.count_unread": Read(
        1, lambda storage, who, _: storage.notifications.count_unread(who.viewer), is_paged=False
    ),
    "search.posts": Read(1, lambda storage, who, cursor: storage.search.posts(who.viewer, ["text"], cursor)),
    "search.posts, by somebody": Read(
        1, lambda storage, who, cursor: storage.search.posts(who.viewer, ["text"], cursor, author_id=who.author)
    ),
    "search.accounts": Read(1, lambda storage, who, cursor: storage.search.accounts(who.viewer, ["anna"], cursor)),
    "search.accounts, followed": Read(
        1, lambda storage, who, cursor: storage.search.accounts(who.viewer, ["anna"], cursor, only_followed=True)
    ),
    "search.hashtags": Read(
        1, lambda storage, who, cursor: storage.search.hashtags(who.viewer, "t", cursor.limit), is_paged=False
    ),
    "viewers.by_session": Read(
        1, lambda storage, who, _: storage.viewers.by_session(who.token_hash, NOW), is_paged=False
    ),
    "viewers.by_token": Read(1, lambda storage, who, _: storage.viewers.by_token(who.token_hash, NOW), is_paged=False),
    "statistics.between": Read(
        1, lambda storage, *_: storage.statistics.between(NOW.date() - timedelta(days=30), NOW.date()), is_paged=False
    ),
    "statistics.totals": Read(1, lambda storage, *_: storage.statistics.totals(), is_paged=False),
}


def all_reads() -> set[str]:
    """The name of every method of every query port of a storage."""
    ports = [one for one in fields(StoragePort) if getattr(one.type, "__name__", "").endswith("Query")]
    return {
        f"{port.name}.{name}"
        for port in ports
        for name, value in vars(port.type).items()
        if callable(value) and not name.startswith("_")
    }


def statements_of(storage: Storage, read: Callable[[], object]) -> tuple[int, object]:
    """How many statements a read takes, and what it reads."""
    if isinstance(storage.database, mongo_client.Database):
        watch = watch_of(storage.database)
        watch.commands.clear()
        result = read()
        return len(watch.commands), result
    assert storage.database is not None
    with noted(storage.database) as statements:
        result = read()
    return len(statements), result


@contextmanager
def noted(database: Database) -> Iterator[list[tuple[str, Any]]]:
    """The statements that are sent, apart from BEGIN, with their parameters; SQLite tells them in one."""
    statements: list[tuple[str, Any]] = []

    def note(statement: str, parameters: Any = None) -> None:
        if not statement.startswith(("BEGIN", "COMMIT", "ROLLBACK", "--")):
            statements.append((statement, parameters))

    # At the driver, as prepared statements go past SQLAlchemy's own events.
    def watch(connection: Any, *_: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(note)
        elif isinstance(connection, psycopg.Connection):
            connection.cursor_factory = _noting(psycopg.Cursor, note)
        else:
            connection.cursorclass = _noting(pymysql.cursors.Cursor, note)

    def leave(connection: Any, *_: object) -> None:
        if isinstance(connection, sqlite3.Connection):
            connection.set_trace_callback(None)
        elif isinstance(connection, psycopg.Connection):
            connection.cursor_factory = psycopg.Cursor
        else:
            connection.cursorclass = pymysql.cursors.Cursor

    event.listen(database.engine, "checkout", watch)
    event.listen(database.engine, "checkin", leave)
    try:
        yield statements
    finally:
        event.remove(database.engine, "checkout", watch)
        event.remove(database.engine, "checkin", leave)


def _noting(cursor: type[Any], note: Callable[[str, Any], None]) -> type[Any]:
    """A cursor that tells what it sends."""

    class Noting(cursor):  # type: ignore[misc]
        def execute(self, statement: str, parameters: Any = None, **more: Any) -> Any:
            note(statement, parameters)
            return super().execute(statement, parameters, **more)

    return Noting
