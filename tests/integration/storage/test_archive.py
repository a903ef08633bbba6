"""Everything that a storage holds, read out of it and taken into another one."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from attrs import evolve, fields
from sqlalchemy import select

from microblog.adapters.storage.memory.archive import MemoryArchive
from microblog.adapters.storage.mongo.client import Database as MongoDatabase
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.tables import metadata
from microblog.domain.model.archive import ACCOUNTS, KINDS, Tally
from microblog.ports.archive import ArchiveRefused, Intake
from microblog.ports.schema import SchemaMismatch
from tests.copies import ORIGIN, break_off, copy, tallies
from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import DATABASES, STORAGES, memory
from tests.integration.storage.whole_world import fill

# How far a copy came, and what is computed anew all the time from posts that are copied.
NEVER_COPIED = {"intakes", "tag_days", "trending_tags", "trending_posts", "trend_periods"}


@pytest.fixture
def world(tmp_path: Path) -> Storage:
    """Some of everything, in memory."""
    world = memory(tmp_path)
    fill(world)
    return world


def everything(storage: Storage) -> dict[str, Any]:
    """All that a storage holds, as it keeps it."""
    if isinstance(storage.database, Database):
        return _rows(storage.database)
    if storage.database is not None:
        return _documents(storage.database)
    assert isinstance(storage.archive, MemoryArchive)
    tables = storage.archive.storage.committed
    held = {field.name: getattr(tables, field.name) for field in fields(type(tables)) if field.name not in NEVER_COPIED}
    held["home_timelines"] = {owner: ids & held["posts"].keys() for owner, ids in held["home_timelines"].items() if ids}
    return held


def _rows(database: Database) -> dict[str, Sequence[Any]]:
    tables = [table for table in metadata.sorted_tables if table.name not in NEVER_COPIED]
    with database.read() as connection:
        return {
            f"{table.name}.{column.name}": connection.scalars(select(column).order_by(*table.primary_key)).all()
            for table in tables
            for column in table.columns
            if column.name != "revision"  # which is drawn anew with every change
        }


def _documents(database: MongoDatabase) -> dict[str, Sequence[Any]]:
    with database.administer() as driver:
        names = set(driver.list_collection_names()) - {*NEVER_COPIED, "schema"}
        # How often something was locked is nothing that anybody reads.
        return {name: list(driver[name].find({}, {"locks": False}).sort("_id")) for name in names}


def test_what_goes_in_comes_out(storage: Storage, world: Storage) -> None:
    progress = copy(world.archive, storage.archive, storage.schema)
    expected = tallies(world.archive)
    assert tallies(storage.archive) == expected
    assert progress.done == progress.total == sum(tally.count for tally in expected.values())
    assert storage.archive.intake() is None


def test_nothing_is_forgotten(request: pytest.FixtureRequest, storage: Storage, tmp_path: Path) -> None:
    """A table, column, collection or field that is added fails here until the world fills it and the archive copies it.

    What follows from other records was made by the repositories at first, and by the archive then.
    """
    fill(storage)
    held = everything(storage)
    assert [name for name, values in held.items() if not _any(values)] == []
    carrier = memory(tmp_path)
    copy(storage.archive, carrier.archive, carrier.schema)
    storage.close()
    (tmp_path / "again").mkdir()
    again = STORAGES[request.node.callspec.params["storage"]](tmp_path / "again")
    copy(carrier.archive, again.archive, again.schema)
    assert everything(again) == held
    again.close()


def _any(values: Any) -> bool:
    return bool(values) if isinstance(values, dict) else any(values)


def test_a_copy_of_a_copy_of_a_copy_of_a_copy_is_the_same(tmp_path: Path) -> None:
    (tmp_path / "first").mkdir()
    (tmp_path / "last").mkdir()
    first = DATABASES["sqlite"](tmp_path / "first")
    fill(first)
    expected, source = tallies(first.archive), first
    for name in ("postgresql", "mongodb", "mysql", "sqlite"):
        target = DATABASES[name](tmp_path / "last")
        copy(source.archive, target.archive, target.schema)
        assert tallies(target.archive) == expected, name
        if source is not first:
            source.close()
        source = target
    assert everything(source) == everything(first)
    source.close()
    first.close()


def test_batches_leave_nothing_out_and_repeat_nothing(storage: Storage, tmp_path: Path) -> None:
    """With keys of one column and of two."""
    world = memory(tmp_path)
    author, reader = world.account(), world.account()
    with world.begin() as unit:
        for _ in range(2001):
            post = world.some_post(author)
            unit.posts.add(post)
            unit.home_timelines.add([author.id, reader.id], post.id)
        unit.commit()
    copy(world.archive, storage.archive, storage.schema)
    wanted = {"accounts": 2, "posts": 2001, "home_timelines": 4002}
    with storage.archive.snapshot() as snapshot:
        for kind in KINDS:
            batches = list(snapshot.batches(kind))
            records = [record for batch in batches for record in batch]
            assert len(set(records)) == len(records) == snapshot.count(kind) == wanted.get(kind.name, 0)
            assert all(len(batch) <= 1000 for batch in batches)


def test_a_snapshot_is_of_one_moment(storage: Storage) -> None:
    author = storage.account()
    before = storage.post(author)
    with storage.archive.snapshot() as snapshot:
        assert snapshot.count(ACCOUNTS) == 1
        other = storage.account()
        storage.post(other)
        storage.bury(before)
        seen = {kind.name: [one for batch in snapshot.batches(kind) for one in batch] for kind in KINDS}
    assert seen["accounts"] == [author]
    assert seen["posts"] == [before]


@pytest.mark.parametrize("name", ["memory", "mysql", "mongodb"])
def test_what_a_boost_that_was_taken_back_left_on_home_timelines_is_no_record(name: str, tmp_path: Path) -> None:
    """Where nothing checks foreign keys, a reaction that comes late may leave such a row."""
    storage = STORAGES[name](tmp_path)
    reader = storage.account()
    post = storage.post(reader)
    storage.put_home(reader, post, evolve(post, id=4711))
    with storage.archive.snapshot() as snapshot:
        kind = next(kind for kind in KINDS if kind.name == "home_timelines")
        assert [row.post_id for batch in snapshot.batches(kind) for row in batch] == [post.id]
    storage.close()


def test_a_storage_with_data_of_its_own_is_refused_and_unchanged(storage: Storage, world: Storage) -> None:
    storage.user(storage.account())
    before = tallies(storage.archive)
    with pytest.raises(ArchiveRefused, match=r"data of its own \(accounts, users\)"):
        copy(world.archive, storage.archive, storage.schema)
    assert tallies(storage.archive) == before
    assert storage.archive.intake() is None


@pytest.mark.parametrize("after", [0, 1, 5, 15])
def test_a_copy_that_was_broken_off_goes_on(storage: Storage, world: Storage, after: int) -> None:
    break_off(world.archive, storage.archive, storage.schema, after=after)
    assert sum(tally.count > 0 for tally in tallies(storage.archive).values()) == after
    progress = copy(world.archive, storage.archive, storage.schema)
    assert tallies(storage.archive) == tallies(world.archive)
    assert progress.done == progress.total


def test_a_copy_that_was_broken_off_is_not_served(database_storage: Storage, world: Storage) -> None:
    break_off(world.archive, database_storage.archive, database_storage.schema, after=3)
    with pytest.raises(SchemaMismatch, match=f"an unfinished copy of {ORIGIN}: give the command that began it "):
        database_storage.schema.check()
    copy(world.archive, database_storage.archive, database_storage.schema)
    database_storage.schema.check()


def test_a_copy_of_something_else_does_not_go_on(storage: Storage, world: Storage) -> None:
    break_off(world.archive, storage.archive, storage.schema, after=3)
    before = tallies(storage.archive)
    with pytest.raises(ArchiveRefused, match=f"an unfinished copy of {ORIGIN}: go on with that, or empty it first"):
        copy(world.archive, storage.archive, storage.schema, "elsewhere")
    assert tallies(storage.archive) == before


def test_a_source_that_has_changed_since_is_refused(storage: Storage, world: Storage) -> None:
    break_off(world.archive, storage.archive, storage.schema, after=5)
    with world.begin() as unit:
        post = next(iter(unit.posts.of_account(1, 1)))
        unit.posts.save(evolve(post, text="changed"))
        unit.commit()
    before = tallies(storage.archive)
    with pytest.raises(ArchiveRefused, match=f"The posts in {ORIGIN} have changed since this copy was begun"):
        copy(world.archive, storage.archive, storage.schema)
    assert tallies(storage.archive) == before


def test_a_source_that_has_lost_something_since_is_refused(storage: Storage, world: Storage) -> None:
    break_off(world.archive, storage.archive, storage.schema, after=7)
    with world.begin() as unit:
        unit.blocks.remove_all(1)
        unit.commit()
    with pytest.raises(ArchiveRefused, match="The blocks in"):
        copy(world.archive, storage.archive, storage.schema)


def test_only_one_fills_a_storage(storage: Storage, world: Storage) -> None:
    break_off(world.archive, storage.archive, storage.schema, after=1)
    stale = Intake(ORIGIN, {})
    with pytest.raises(ArchiveRefused, match="Somebody else is filling"):
        storage.archive.take_in(ACCOUNTS, [storage.some_account()], stale, Intake(ORIGIN, {"accounts": Tally(1, 1)}))
    assert tallies(storage.archive)["accounts"] == tallies(world.archive)["accounts"]
