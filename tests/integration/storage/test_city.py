"""That the city which is measured (bench/large) is what the use cases would have written."""

from collections import deque
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from attrs import define, field
from bench.large.city import NO_POST, City, Deed, Size
from bench.large.databases import fill
from bench.large.records import ADDRESSES, VISIBILITIES, Records
from dependency_injector.providers import Object
from sqlalchemy import select

from microblog.adapters.storage.mongo import client as mongo_client
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.tables import metadata
from microblog.domain.model.post import Visibility
from microblog.entrypoints.container import Container, open_container
from microblog.entrypoints.settings import load_settings
from tests import mongod
from tests.gaps import needs
from tests.servers import KINDS, new_database

SIZE = Size(people=40, follows=150, posts=100, likes=80, star_followers=20, following=(5, 20), dormant=4, readers=2)
KEEP = 10
NOT_MADE = {"notifications", "tasks", "schema"}  # nobody in the city is told anything

Contents = dict[str, list[Any]]


@define
class Ids:
    """The ids that were given, then others."""

    given: deque[int] = field(factory=deque)
    _others: "count[int]" = field(factory=lambda: count(2**62))

    def __call__(self) -> int:
        return self.given.popleft() if self.given else next(self._others)

    def at(self, moment: datetime) -> int:
        return int(moment.timestamp())


@define
class Replay:
    """Has the people of a city do one after the other what the records say that they did."""

    records: Records
    container: Container
    ids: Ids = field(factory=Ids)
    now: datetime = field(init=False)

    def __attrs_post_init__(self) -> None:
        self.container.new_id.override(Object(self.ids))
        self.container.clock.override(Object(lambda: self.now))
        self.now = self.records.followed_at(0)

    def run(self) -> None:
        records, city = self.records, self.records.city
        self.container.storage().schema.upgrade()
        with self.container.storage().unit_of_work() as uow:
            for person in range(city.size.people):
                uow.accounts.add(records.account(person))
                uow.users.add(records.user(person))
            uow.commit()
        follow = self.container.follow_account()
        for made in records.follows():
            self._as(made.id, made.created_at)
            follow(follower_id=made.follower_id, target=made.followee_id)
        likes, boosts = deque(zip(city.likes, records.likes(), strict=True)), deque(city.boosts)
        for number in range(city.size.posts):
            self._publish(number)
            while likes and likes[0][0].after == number:
                _, like = likes.popleft()
                self._as(like.id, like.created_at)
                self.container.like_post()(account_id=like.account_id, post_id=like.post_id)
            while boosts and boosts[0].after == number:
                self._boost(boosts.popleft())
        with self.container.storage().unit_of_work() as uow:
            uow.home_timelines.trim(KEEP)
            uow.commit()

    def _publish(self, number: int) -> None:
        records, city = self.records, self.records.city
        self._as(records.post_id(number), records.written_at(number))
        answered = city.answered[number]
        self.container.publish_post()(
            author_id=records.account_id(city.authors[number]),
            text=records.texts[city.texts[number]][0].text,
            visibility=VISIBILITIES[city.visibilities[number]],
            language="en",
            in_reply_to_id=None if answered == NO_POST else records.post_id(answered),
        )

    def _boost(self, boost: Deed) -> None:
        records = self.records
        self._as(records.boost_id(boost.after), records.written_at(boost.after))
        self.container.boost_post()(account_id=records.account_id(boost.person), post_id=records.post_id(boost.post))

    def _as(self, new_id: int, moment: datetime) -> None:
        self.ids.given.append(new_id)
        self.now = moment


@pytest.fixture(params=["sqlite", *KINDS, "mongodb"])
def new_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Callable[[], str]]:
    """What makes the URL of a new, empty database."""
    opened: list[Any] = []
    numbers = count()

    def make() -> str:
        if request.param == "sqlite":
            return f"sqlite:///{tmp_path}/{next(numbers)}.db"
        server = needs(request.param)
        database = mongod.new_database(server) if request.param == "mongodb" else new_database(request.param, server)
        opened.append(database)
        url: str = database.__enter__()
        return url

    yield make
    for database in opened:
        database.__exit__(None, None, None)


def container_on(url: str, directory: Path) -> Container:
    environment = {
        "MICROBLOG_STORAGE": url,
        "MICROBLOG_TASKS": "inline",
        "MICROBLOG_DATA_DIR": str(directory),
        "MICROBLOG_BASE_URL": ADDRESSES.base_url,
        "MICROBLOG_TRUSTED_HOSTS": ADDRESSES.host,
    }
    return open_container(load_settings(environment))


def contents(url: str) -> Contents:
    """All rows or documents, in order, but of what the city does not have."""
    if url.startswith("mongodb:"):
        mongo = mongo_client.Database(url)
        with mongo.administer() as driver:
            names = set(driver.list_collection_names()) - NOT_MADE
            # How often an account was locked is nothing that anybody reads.
            every = {name: driver[name].find({}, {"locks": False}) for name in names}
            found = {name: sorted(every[name], key=lambda each: str(each["_id"])) for name in names}
        mongo.close()
        return found
    database = Database(url)
    tables = [table for table in metadata.sorted_tables if table.name not in NOT_MADE]
    # How often a row was changed is nothing that anybody reads.
    told = {table.name: [column for column in table.columns if column.name != "revision"] for table in tables}
    with database.read() as connection:
        rows = {
            name: sorted(map(tuple, connection.execute(select(*columns))), key=str) for name, columns in told.items()
        }
    database.close()
    return rows


@cache
def make_records() -> Records:
    """The same for every storage."""
    return Records(City(SIZE))


def test_a_city_is_what_the_use_cases_write(new_url: Callable[[], str], tmp_path: Path) -> None:
    records = make_records()
    loaded, written = new_url(), new_url()
    fill(loaded, container_on(loaded, tmp_path / "loaded").storage(), records, KEEP)
    Replay(records, container_on(written, tmp_path / "written")).run()
    expected, found = contents(written), contents(loaded)
    assert {name for name in found if found[name] != expected[name]} == set()
    assert len(found["posts"]) > SIZE.posts  # with boosts
    assert len(found["home_timeline_rows"]) > SIZE.people * KEEP / 2
    assert found.keys() == expected.keys()


def test_a_city_has_all_that_is_to_be_measured() -> None:
    records, city = make_records(), make_records().city
    assert sum(map(len, city.following)) == SIZE.follows
    assert sum(city.star in followees for followees in city.following) == SIZE.star_followers
    assert [len(city.following[city.readers(kind)[-1]]) for kind in range(3)] == [SIZE.dormant, *SIZE.following]
    assert city.authors == City(SIZE).authors
    assert len(city.likes) > SIZE.likes / 2
    assert city.boosts
    assert {VISIBILITIES[each] for each in city.visibilities} == set(Visibility)
    assert records.written_at(SIZE.posts) - records.written_at(0) == timedelta(days=365)
