"""How many statements a read takes: a fixed number, whatever the page size."""

from datetime import date, timedelta
from functools import partial
from pathlib import Path

import pytest
from attrs import evolve
from sqlalchemy import insert
from sqlalchemy.exc import IntegrityError

from microblog.adapters.storage.mongo import client as mongo_client
from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.post_views import ENTRY, VISIBLE, entries
from microblog.adapters.storage.sql.prepared import Prepared, PreparedChange
from microblog.adapters.storage.sql.tables import day_statistics
from microblog.domain.model.app import AppToken, Grant, TokenKind
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.list import List, ListMember, RepliesPolicy
from microblog.domain.model.notification import Notification, NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.poll import Poll, PollVote
from microblog.domain.model.relationships import Bookmark, Like, Pin
from microblog.domain.model.session import Session
from tests.integration.storage.reads import READS, Subjects, all_reads, statements_of
from tests.integration.storage.storage import NOW, Storage
from tests.integration.storage.storages import DATABASES
from tests.media_rows import some_media

SUBJECTS = Subjects(
    viewer=1,
    author=2,
    username="p2",
    post=1000,
    hashtag="tag",
    token_hash=b"x" * 32,
    people=range(1, 81),
    told=NotificationKind.MENTION,
    notification=900_000,
    group=NotificationGroup(NotificationKind.LIKE, 1000, 900_000),
    list=6,
)

POLL = Poll(("tea", "coffee"), multiple=False, hide_totals=False, ends_at=NOW)


def fill(storage: Storage) -> None:
    """Two people, and 45 posts of every kind for each to meet."""
    viewer, author = storage.account("p1"), storage.account("p2")
    assert (viewer.id, author.id) == (1, 2)
    storage.user(viewer)
    with storage.begin() as unit:
        unit.sessions.add(Session(3, b"x" * 32, 1, NOW, NOW, NOW + timedelta(days=1), False, ""))
        app = storage.some_app(id=4)
        unit.apps.add(app)
        unit.grants.add(Grant(5, app.id, 1, ("read",), NOW, NOW))
        unit.app_tokens.add(AppToken(b"x" * 32, TokenKind.ACCESS, 5, NOW))
        unit.lists.add(List(6, 1, "", RepliesPolicy.FOLLOWED, False, NOW))
        unit.lists.add_member(ListMember(6, 1, 2))
        unit.lists.add(List(7, 1, "", RepliesPolicy.FOLLOWED, True, NOW))
        unit.lists.add_member(ListMember(7, 1, 1))
        first = storage.some_post(author, hashtags=("tag",), id=1000, thread_id=1000)
        unit.posts.add(first)
        unit.conversations.put(Conversation(1, first.thread_id, first.id, unread=True))
        for _ in range(45):
            picture = some_media(storage.new_id(), author.id, NOW).attached
            post = storage.some_post(author, hashtags=("tag",), mentions=[viewer], media=(picture,), poll=POLL)
            unit.posts.add(post)
            unit.polls.add(PollVote(storage.new_id(), 1, post.id, (1,), NOW))
            boost = storage.some_boost(viewer, post)
            unit.posts.add(boost)
            unit.home_timelines.add([1], post.id)
            unit.conversations.put(Conversation(1, post.thread_id, post.id, unread=True))
            unit.home_timelines.add([1], boost.id)
            unit.likes.add(Like(storage.new_id(), 1, post.id, NOW))
            unit.bookmarks.add(Bookmark(storage.new_id(), 1, post.id, NOW))
            unit.pins.add(Pin(storage.new_id(), 2, post.id, NOW))
            unit.posts.add(storage.some_post(author, answers=first, id=1000 + post.id))
        unit.commit()
    for each in range(45):
        other = storage.account()
        storage.like(other, first)
        storage.boost(other, first)
        storage.follow(viewer, other)
        storage.follow(other, author)
        storage.follow(author, other)
        storage.endorse(author, other)
        storage.follow(other, viewer, accepted=False)
        storage.follow_tag(viewer, f"tag{other.id}")
        with storage.begin() as unit:
            unit.lists.add_member(ListMember(6, 1, other.id))
            unit.commit()
        storage.block(viewer, storage.account())
        storage.notify(viewer, other, first)
        storage.hold(viewer, other, first, NotificationKind.BOOST)
        like = Notification(900_000 + other.id, 1, NotificationKind.LIKE, other.id, first.id, NOW)
        with storage.begin() as unit:
            unit.notifications.add(evolve(like, id=900_000) if each == 0 else like)
            unit.commit()
        storage.mute(viewer, other, notifications=False)


def test_every_method_of_every_query_port_is_counted() -> None:
    assert {name.partition(",")[0] for name in READS} == all_reads()


def test_every_read_takes_a_fixed_number_of_statements(database_storage: Storage) -> None:
    storage = database_storage
    fill(storage)
    taken: dict[str, set[int]] = {}
    lengths: dict[str, int] = {}
    for name, read in READS.items():
        for limit in (1, 20, 40):
            count, result = statements_of(storage, partial(read.call, storage, SUBJECTS, Cursor(limit=limit)))
            taken.setdefault(name, set()).add(count)
            lengths[name] = len(result.items) if isinstance(result, Page) else 0
    on_mongodb = isinstance(storage.database, mongo_client.Database)
    marks = isinstance(storage.database, Database) and storage.database.keeps_revisions
    expected = {
        name: read.commands if on_mongodb and read.commands else read.statements + (marks and read.by_marks)
        for name, read in READS.items()
    }
    assert taken == {name: {number} for name, number in expected.items()}
    assert max(expected.values()) <= 4
    paged = {name for name, read in READS.items() if read.is_paged}
    assert {name for name, length in lengths.items() if length == 40} == paged


@pytest.mark.parametrize("kind", ["sqlite", "postgresql", "mysql"])
def test_a_statement_by_itself_reads_what_it_reads_in_a_transaction(kind: str, tmp_path: Path) -> None:
    storage = DATABASES[kind](tmp_path)
    assert isinstance(storage.database, Database)
    fill(storage)
    some = Prepared(entries().where(VISIBLE).order_by(ENTRY.c.id).limit(20))
    with storage.database.read() as connection:
        within = some.rows(connection, {"viewer": 1})
    assert len(within) == 20
    assert list(storage.database.rows(some, {"viewer": 1})) == list(within)
    storage.close()


@pytest.mark.parametrize("kind", ["sqlite", "postgresql", "mysql"])
def test_a_prepared_change_tells_what_it_changed(kind: str, tmp_path: Path) -> None:
    storage = DATABASES[kind](tmp_path)
    assert isinstance(storage.database, Database)
    rows = [{"day": date(2026, 1, day), "posts": 1, "active_people": 1, "sign_ups": 1} for day in (2, 3, 4)]
    add, skip = (PreparedChange(begin(day_statistics)) for begin in (insert, insert_or_skip))
    with storage.database.write() as connection:
        assert skip.made(connection, rows[0]) == 1
        assert skip.made(connection, rows[0]) == 0
        assert skip.made(connection, *rows) == 2
        connection.commit()
    with pytest.raises(IntegrityError), storage.database.write() as connection:
        add.made(connection, rows[0])
    storage.close()
