"""That every read finds its rows by keys, among some ten thousands of them, and looks at few."""

# Long because each table has to be filled so that a read which goes through all of it is found out.

import time
from collections.abc import Iterator
from datetime import timedelta
from functools import cache, partial
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from bench.large.city import City, Size
from bench.large.records import Records
from bench.large.sql_loader import gather_statistics, load
from sqlalchemy import Table, delete, insert, update

from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.tables import (
    account_notes,
    announcement_dismissals,
    announcements,
    app_tokens,
    apps,
    blocks,
    bookmarks,
    conversations,
    day_statistics,
    endorsements,
    featured_tags,
    filters,
    followed_tags,
    follows,
    grants,
    held_notifications,
    likes,
    list_members,
    lists,
    markers,
    mutes,
    notification_requests,
    notifications,
    pins,
    poll_votes,
    post_hashtags,
    post_versions,
    posts,
    sessions,
    tag_days,
    thread_mutes,
    trending_posts,
    trending_tags,
)
from microblog.domain.model.announcement import MAX_ANNOUNCEMENTS
from microblog.domain.model.app import TokenKind
from microblog.domain.model.filter import FilterAction
from microblog.domain.model.list import RepliesPolicy
from microblog.domain.model.marker import MarkedTimeline
from microblog.domain.model.notification import NotificationGroup, NotificationKind
from microblog.domain.model.notification_request import RequestState
from microblog.domain.model.page import Cursor
from microblog.domain.model.trend import MOST_TRENDS
from tests.gaps import needs
from tests.integration.storage.plans import rows_looked_at, slow_steps
from tests.integration.storage.reads import READS, Subjects, noted
from tests.integration.storage.storage import NOW
from tests.integration.storage.storages import on
from tests.servers import KINDS, new_database

SIZE = Size(
    people=1_200, follows=20_000, posts=15_000, likes=20_000, star_followers=600, following=(20, 400), readers=1
)
LIMIT = 40
# A post with its accounts, and what the viewer may, did, mutes and has on lists, takes some ten, in MySQL up to 23.
MOST_ROWS = 24 * LIMIT
MOST_STEPS = 300 * LIMIT  # of SQLite's machine


@pytest.fixture(params=["sqlite", *KINDS])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'storage.sqlite'}"
        return
    with new_database(request.param, needs(request.param)) as url:
        yield url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url, 1)
    schema.upgrade(database)
    yield database
    database.close()


@cache
def make_records() -> Records:
    """The same for every database."""
    return Records(City(SIZE))


def fill(database: Database) -> tuple[Subjects, int]:
    """A city, and for one of its people everything that can be listed for them, among the same for others.

    Returns also the id of somebody whose home timeline is of long ago.
    """
    records = make_records()
    load(database.url, records, keep=LIMIT + 10)
    city = records.city
    viewer, crowd = records.account_id(city.readers(2)[0]), [records.account_id(each) for each in range(city.crowd)]
    people = [viewer, *crowd]
    dormant = [records.account_id(each) for each in city.dormant]
    post = max(range(SIZE.posts), key=city.answered.count)
    pairs = [(viewer, one) for one in crowd[700:800]] + list(pairwise(crowd))
    mute_pairs = [(viewer, one) for one in crowd[800:900]] + [(other, one) for one, other in pairwise(crowd)]
    asking = [(one, viewer) for one in crowd] + [(one, other) for one in crowd for other in dormant]
    told = [(viewer, one) for one in crowd[:500]] + [(one, other) for one in crowd for other in dormant[:10]]
    author = max(range(50), key=lambda person: len(city.following[person]))
    liked = {records.post_id(each) for _, person, each in city.likes if records.account_id(person) == viewer}
    marked = [post_id for post_id in map(records.post_id, range(0, SIZE.posts, 75)) if post_id not in liked]
    by_author = [n for n, person in enumerate(city.authors) if person == author][:60]
    pinned = [(n, person) for n, person in enumerate(city.authors) if person != author or n in by_author[:5]]
    rows: dict[Table, list[dict[str, Any]]] = {
        blocks: [{"blocker_id": one, "blocked_id": other} for one, other in pairs],
        mutes: [{"muter_id": one, "muted_id": other, "notifications": False} for one, other in mute_pairs],
        follows: [{"follower_id": one, "followee_id": other, "accepted": False} for one, other in asking],
        endorsements: [{"account_id": one, "target_id": other} for one in crowd[:100] for other in crowd[200:300]],
        featured_tags: [{"account_id": one, "name": name} for one in crowd for name in ("photo", "none")],
        followed_tags: [{"account_id": one, "name": f"photo{n}"} for one in people[:300] for n in range(50)],
        lists: [
            {"account_id": one, "title": "", "replies_policy": RepliesPolicy.FOLLOWED, "exclusive": n % 2 == 1}
            for n, one in enumerate([viewer, viewer, *people])
        ],
        filters: [
            {
                "account_id": one,
                "title": "",
                "contexts": (),
                "action": FilterAction.HIDE,
                "keywords": (),
                "posts": (),
            }
            for one in [*people, *people]
        ],
        # A group of 300, and others of five.
        notifications: [
            {
                "account_id": one,
                "sender_id": other,
                "kind": NotificationKind.LIKE,
                "post_id": records.post_id(post),
                "group_id": 1 if n < 300 else n - n % 5,
                "group_place": n + 1 if n < 300 else n % 5 + 1,
                "leads": n == 299 if n < 300 else n % 5 == 4,
            }
            for n, (one, other) in enumerate(told)
        ],
        held_notifications: [
            {"account_id": one, "sender_id": other, "kind": NotificationKind.LIKE, "post_id": records.post_id(n)}
            for n, (one, other) in enumerate([*told, *((viewer, crowd[0]) for _ in range(300))])
        ],
        notification_requests: [
            {
                "account_id": one,
                "sender_id": other,
                "post_id": records.post_id(post),
                "state": RequestState.PENDING if n % 2 else RequestState.MERGED,
                "updated_at": NOW,
            }
            for n, (one, other) in enumerate(told)
        ],
        likes: [{"account_id": viewer, "post_id": each} for each in marked],
        bookmarks: [{"account_id": one, "post_id": each} for one in people[:100] for each in marked],
        pins: [{"account_id": records.account_id(person), "post_id": records.post_id(n)} for n, person in pinned],
        poll_votes: [{"account_id": one, "post_id": each, "choices": (0,)} for one in people[:100] for each in marked],
        sessions: [
            {
                "account_id": one,
                "token_hash": one.to_bytes(32),
                "used_at": NOW,
                "expires_at": NOW + timedelta(1),
                "remember": False,
                "user_agent": "",
            }
            for one in people
        ],
        apps: [
            {"client_id": f"{n}", "secret_hash": b"", "name": "", "website": "", "redirect_uris": (), "scopes": ()}
            for n in range(500)
        ],
        grants: [{"app_id": n % 500, "account_id": one, "scopes": (), "used_at": NOW} for n, one in enumerate(people)],
    }
    tokens = [
        {"token_hash": one.to_bytes(32), "kind": TokenKind.ACCESS, "grant_id": n, "created_at": NOW, "spent": False}
        for n, one in enumerate(people)
    ]
    with database.write() as connection:
        for table, some in rows.items():
            connection.execute(insert(table), [{**row, "id": n, "created_at": NOW} for n, row in enumerate(some)])
        connection.execute(insert(app_tokens), tokens)
        read = {"timeline": MarkedTimeline.HOME, "last_read_id": 1, "version": 1, "updated_at": NOW}
        written = [{"account_id": one, "target_id": other, "text": "x"} for one in people[:100] for other in crowd[:60]]
        connection.execute(insert(account_notes), [note for note in written if note["account_id"] != note["target_id"]])
        connection.execute(insert(markers), [{"account_id": one, **read} for one in people])
        announced = {"text": "x", "html": "x", "created_at": NOW, "updated_at": NOW, "published_at": NOW}
        connection.execute(insert(announcements), [{**announced, "id": n} for n in range(MAX_ANNOUNCEMENTS)])
        dismissed = [
            {"announcement_id": n, "account_id": one} for n in range(1, MAX_ANNOUNCEMENTS) for one in people[:100]
        ]
        connection.execute(insert(announcement_dismissals), dismissed)
        threads = [records.post_id(n) for n in range(0, SIZE.posts, 50)]
        seen = [records.post_id(n) for n, visibility in enumerate(city.visibilities) if visibility == 0][:60]
        connection.execute(delete(conversations))
        connection.execute(
            insert(conversations),
            [
                {"account_id": one, "thread_id": each, "post_id": each, "unread": True}
                for one in people[:100]
                for each in dict.fromkeys([records.post_id(post), *seen])
            ],
        )
        mutes_of_threads = [{"account_id": one, "thread_id": each} for one in people[:100] for each in threads]
        connection.execute(insert(thread_mutes), [{**each, "created_at": NOW} for each in mutes_of_threads])
        # One list of all whom the viewer follows, one that keeps others off the home timeline, and those of others.
        followed = [records.account_id(each) for each in city.following[city.readers(2)[0]]]
        on_lists = [(0, viewer, one) for one in followed][:500] + [(1, viewer, one) for one in dormant]
        on_lists += [(n + 2, one, author_id) for n, one in enumerate(people) for author_id in crowd[:10]]
        connection.execute(
            insert(list_members), [{"list_id": n, "owner_id": one, "account_id": other} for n, one, other in on_lists]
        )
        # Few show pictures, and of one author the oldest ones.
        shown = {*map(records.post_id, by_author), *map(records.post_id, range(0, SIZE.posts, 40))}
        for table, key in ((posts, posts.c.id), (post_hashtags, post_hashtags.c.post_id)):
            connection.execute(update(table).where(key.in_(shown)).values(with_media=True))
        days = [NOW.date() - timedelta(days=number) for number in range(5_000)]
        connection.execute(
            insert(day_statistics), [{"day": day, "posts": 1, "active_people": 1, "sign_ups": 1} for day in days]
        )
        uses = [{"name": f"tag{n}", "day": NOW.date(), "uses": 1, "accounts": 1} for n in range(5_000)]
        connection.execute(insert(tag_days), [*uses, {**uses[0], "name": "photo"}])
        connection.execute(insert(trending_tags), [{"id": n, "name": f"tag{n}"} for n in range(MOST_TRENDS)])
        ranked = [{"id": n, "post_id": records.post_id(n)} for n in range(MOST_TRENDS)]
        connection.execute(insert(trending_posts), ranked)
        connection.execute(
            insert(post_versions),
            [
                {
                    "post_id": records.post_id(n),
                    "number": 1,
                    "text": "",
                    "html": "",
                    "content_warning": "",
                    "created_at": NOW,
                }
                for n in {*range(5_000), post}
            ],
        )
        connection.commit()
    settle(database)
    names = records.username(author), records.post_id(post), "photo", viewer.to_bytes(32)
    group = NotificationGroup(NotificationKind.LIKE, post_id=records.post_id(post), id=1)
    subjects = Subjects(
        viewer, crowd[author], *names, crowd[:500], NotificationKind.LIKE, notification=7, group=group, list=0
    )
    return subjects, records.account_id(city.readers(0)[0])


def settle(database: Database) -> None:
    """Gather statistics; in PostgreSQL until all rows are on the disk, as only then VACUUM calls them visible to all.

    Test databases do not wait for the disk at each commit.
    """
    given_up = time.monotonic() + 20
    while True:
        gather_statistics(database)
        if database.engine.dialect.name != "postgresql":
            return
        with database.read() as connection:
            if connection.exec_driver_sql(
                "SELECT relallvisible = relpages FROM pg_class WHERE relname = 'blocks'"
            ).scalar():
                return
        assert time.monotonic() < given_up
        time.sleep(0.1)


def test_every_read_finds_few_rows_by_keys(database: Database) -> None:
    """Totals do count, and how the engines search is held by tests of their own."""
    storage = on(database)
    subjects, reader = fill(database)
    slow: dict[str, list[str]] = {}
    looked_at: dict[str, int] = {}
    most = MOST_STEPS if database.engine.dialect.name == "sqlite" else MOST_ROWS
    for name, read in READS.items():
        if name == "statistics.totals" or name.startswith("search."):
            continue
        with noted(database) as statements:
            result = read.call(storage, subjects, Cursor(limit=LIMIT))
        assert statements
        if read.is_paged:
            assert getattr(result, "items", ()), name
        if steps := slow_steps(database, statements):
            slow[name] = steps
        looked_at[name] = rows_looked_at(database, partial(read.call, storage, subjects, Cursor(limit=LIMIT)))
    # What those wrote whom a reader of the dormant follows lies behind all that others wrote since.
    assert len(storage.timelines.home(reader, Cursor(limit=LIMIT)).items) == LIMIT
    looked_at["long ago"] = rows_looked_at(database, lambda: storage.timelines.home(reader, Cursor(limit=LIMIT)))
    # These sort as many posts, or follows, as the port says, and look at these and at their accounts.
    for name in ("directory.active", "directory.suggested"):
        slow.pop(name)
        assert looked_at.pop(name) <= 8 * most
    # Who is in the groups is looked at as well: in order to show some, and to count them.
    for name in ("notification_groups.of_account", "notification_groups.of_account, each for itself"):
        assert looked_at.pop(name) <= 6 * most
    # This one goes through all that it counts, as far as it counts them.
    assert looked_at.pop("notification_requests.held_back") <= 4 * most
    # These read short tables of ranks in their order.
    for name in ("trends.tags", "trends.posts"):
        slow.pop(name, None)
    # This one reads all announcements, of which there are never many.
    slow.pop("announcements.unread", None)
    # This one sorts the hashtags that an account uses, of which it finds no more than it has written.
    slow.pop("featured_tags.used")
    assert slow == {}
    # This one goes through all whom the viewer follows, of whom nobody has very many.
    assert looked_at.pop("accounts.familiar_followers") <= max(most, 3 * SIZE.following[1])
    assert {name: rows for name, rows in looked_at.items() if not 0 < rows <= most} == {}
