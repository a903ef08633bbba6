"""What is kept of home timelines and of their JSON: nothing that has changed is shown as it was."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from attrs import evolve

from microblog.adapters.storage.sql.account_query import SqlAccountQuery
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.timeline_query import SqlTimelineQuery
from microblog.adapters.web.mastodon_api.entity_maker import EntityMaker
from microblog.adapters.web.mastodon_api.status_lists import StatusLists
from microblog.domain.model.account import Account, AccountState, ProfileField
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.poll import Poll
from microblog.domain.model.post import Post
from microblog.domain.model.views import PostView
from microblog.domain.use_cases.accounts.read_profile import ReadProfiles
from microblog.ports.clock import Clock
from tests.integration.storage.reads import statements_of
from tests.integration.storage.storage import NOW, Storage
from tests.integration.storage.storages import DATABASES
from tests.unit.domain.use_cases.fakes import HandMovedClock

Reader = Callable[[], tuple[Page[PostView], bytes]]


@pytest.fixture(params=["sqlite", "postgresql", "mysql"])
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """An empty SQL storage."""
    made = DATABASES[request.param](tmp_path)
    yield made
    made.close()


def reader_of(storage: Storage, viewer: Account, clock: Clock) -> Reader:
    """Reads the home timeline as a process does that has just started, and then goes on with what it keeps."""
    assert isinstance(storage.database, Database)
    timelines = SqlTimelineQuery(storage.database)
    profiles = ReadProfiles(SqlAccountQuery(storage.database))
    entities = EntityMaker(profiles, Addresses("https://example.org"), clock)
    as_json = StatusLists(entities)

    def read() -> tuple[Page[PostView], bytes]:
        page = timelines.home(viewer.id, Cursor())
        return page, bytes(as_json(viewer.id, page.items))

    return read


def save(storage: Storage, account: Account) -> None:
    with storage.begin() as unit:
        unit.accounts.save(account)
        unit.commit()


def edit(storage: Storage, post: Post) -> None:
    with storage.begin() as unit:
        unit.posts.save(post)
        unit.commit()


def unlike(storage: Storage, account: Account, post: Post) -> None:
    with storage.begin() as unit:
        unit.likes.remove(account.id, post.id)
        unit.commit()


def unfollow(storage: Storage, follower: Account, followee: Account) -> None:
    with storage.begin() as unit:
        unit.follows.remove(follower.id, followee.id)
        unit.commit()


def test_every_change_is_shown_at_once_by_every_process(storage: Storage) -> None:
    author, booster, viewer, other = (storage.account(name) for name in ("author", "booster", "viewer", "other"))
    clock = HandMovedClock()
    poll = Poll(("tea", "coffee"), multiple=False, hide_totals=True, ends_at=clock() + timedelta(hours=1))
    post, second = storage.post(author), storage.post(author, poll=poll)
    edited = evolve(post, html="<p>edited</p>", edited_at=NOW)
    boosted, own = storage.post(other), storage.post(viewer)
    boost = storage.boost(booster, boosted)
    storage.put_home(viewer, post, second, boost, own)
    readers = [reader_of(storage, viewer, clock) for _ in range(2)]
    changes: dict[str, Callable[[], object]] = {
        "edited": lambda: edit(storage, edited),
        "edited in the same millisecond": lambda: edit(storage, evolve(edited, html="<p>again</p>")),
        "liked by another": lambda: storage.like(other, post),
        "liked by the viewer": lambda: storage.like(viewer, post),
        "unliked by another": lambda: unlike(storage, other, post),
        "boosted": lambda: storage.boost(author, post),
        "boosted by the viewer": lambda: storage.boost(viewer, second),
        "another voted": lambda: storage.vote(other, second, 0),
        "the viewer voted": lambda: storage.vote(viewer, second, 1),
        "bookmarked": lambda: storage.bookmark(viewer, boosted),
        "pinned": lambda: storage.pin(viewer, own),
        "answered": lambda: storage.post(other, answers=post),
        "author renamed": lambda: save(storage, evolve(author_now(), display_name="Zoë")),
        "author's picture": lambda: save(storage, evolve(author_now(), avatar="a.webp")),
        "what only the profile shows": lambda: save(
            storage, evolve(author_now(), bio_html="<p>b</p>", fields=(ProfileField("l", "v", "v"),), header="h.webp")
        ),
        "booster renamed": lambda: save(storage, evolve(booster, display_name="B")),
        "author followed": lambda: storage.follow(other, author),
        "author follows": lambda: storage.follow(author, other),
        "author unfollowed": lambda: unfollow(storage, other, author),
        "author writes elsewhere": lambda: storage.post(author, created_at=NOW + timedelta(days=2)),
        "booster muted": lambda: storage.mute(viewer, booster),
        "a poll ended": lambda: clock.move(timedelta(hours=1)),
        "deleted": lambda: storage.bury(second),
        "author blocks": lambda: storage.block(author, viewer),
        "viewer is gone": lambda: save(storage, evolve(viewer, state=AccountState.SUSPENDED)),
    }

    def author_now() -> Account:
        with storage.begin() as unit:
            found = unit.accounts.get(author.id)
        assert found is not None
        return found

    before, _ = (read() for read in readers)
    assert [view.entry_id for view in before[0].items] == [boost.id, own.id, second.id, post.id]
    for name, change in changes.items():
        change()
        expected = reader_of(storage, viewer, clock)()
        assert expected[1] != before[1], f"{name}: that shows nowhere, so it tests nothing"
        assert [read() for read in readers] == [expected] * 2, name
        before = expected


def test_what_is_known_takes_one_statement(storage: Storage) -> None:
    assert isinstance(storage.database, Database)
    author, viewer = storage.account(), storage.account()
    posts = [storage.post(author) for _ in range(5)]
    storage.put_home(viewer, *posts)
    read = reader_of(storage, viewer, HandMovedClock())
    first = read()
    keeps = storage.database.keeps_revisions
    assert statements_of(storage, read) == (1 if keeps else 2, first)
    assert len(msgspec.json.decode(first[1])) == 5
    for cursor in (Cursor(limit=2), Cursor(limit=2, max_id=posts[3].id), Cursor(limit=2, min_id=posts[0].id)):
        assert storage.timelines.home(viewer.id, cursor) == storage.timelines.home(viewer.id, cursor)
    newest = storage.timelines.home(viewer.id, Cursor(limit=2))
    assert ([view.id for view in newest.items], newest.next_max_id) == ([posts[4].id, posts[3].id], posts[3].id)
    after = storage.timelines.home(viewer.id, Cursor(limit=2, min_id=posts[0].id))
    assert [view.id for view in after.items] == [posts[2].id, posts[1].id]


def test_a_revision_changes_with_whatever_changes_the_row(storage: Storage) -> None:
    assert isinstance(storage.database, Database)
    account = storage.account()
    post = storage.post(account)
    seen = set()
    for _ in range(3):
        with storage.database.write() as connection:
            for table, row in (("accounts", account.id), ("posts", post.id)):
                connection.exec_driver_sql(f"UPDATE {table} SET url = url WHERE id = {row}")
                seen.add(connection.exec_driver_sql(f"SELECT revision FROM {table} WHERE id = {row}").scalar())
            connection.commit()
    assert len(seen) == (6 if storage.database.keeps_revisions else 1)
