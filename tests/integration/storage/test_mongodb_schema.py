"""How a MongoDB database is brought to the form that the code needs."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

import pytest

from microblog.adapters.storage.mongo import schema
from microblog.adapters.storage.mongo.client import Database
from microblog.ports.schema import SchemaMismatch
from tests.gaps import needs
from tests.mongod import new_database


@pytest.fixture
def url() -> Iterator[str]:
    """The URL of a database without collections."""
    with new_database(needs("mongodb")) as url:
        yield url


def test_a_database_without_collections_is_refused_and_stays_so(url: str) -> None:
    database = Database(url)
    with pytest.raises(SchemaMismatch, match="no collections yet: run `microblog db upgrade`"):
        schema.check(database)
    with database.administer() as driver:
        assert driver.list_collection_names() == []
    database.close()


def test_processes_that_start_at_once_upgrade_together(url: str) -> None:
    databases = [Database(url) for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(schema.upgrade, databases))
    for database in databases:
        schema.check(database)
        database.close()


def test_an_upgrade_that_was_cut_off_goes_on(url: str, monkeypatch: pytest.MonkeyPatch) -> None:
    database, ran = Database(url), []

    def breaks_off(_: object) -> None:
        ran.append(1)
        if len(ran) == 1:
            raise ZeroDivisionError

    monkeypatch.setattr(schema, "HEAD", schema.HEAD + 1)
    monkeypatch.setitem(schema._STEPS, schema.HEAD, breaks_off)
    with pytest.raises(ZeroDivisionError):
        schema.upgrade(database)
    with pytest.raises(SchemaMismatch, match=f"at revision {schema.HEAD - 1} and .* needs {schema.HEAD}: run"):
        schema.check(database)
    schema.upgrade(database)
    schema.upgrade(database)
    assert ran == [1, 1]
    schema.check(database)
    database.close()


def test_a_database_that_is_ahead_is_refused(url: str) -> None:
    database = Database(url)
    schema.upgrade(database)
    with database.administer() as driver:
        driver["schema"].update_one({}, {"$set": {"revision": 9999}})
    for use in (schema.check, schema.upgrade):
        with pytest.raises(SchemaMismatch, match="9999, which is newer than this version"):
            use(database)
    assert schema.current(database) == 9999
    database.close()
