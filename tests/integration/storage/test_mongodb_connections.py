"""Connections to MongoDB."""

import os
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog.adapters.storage.mongo import schema
from microblog.adapters.storage.mongo.client import Database
from microblog.domain.model.errors import StorageUnavailable
from microblog.ports.schema import StorageMisconfigured
from tests.gaps import needs
from tests.integration.storage.storage import NOW, Storage
from tests.integration.storage.storages import mongodb
from tests.mongod import Watch, new_database, own_mongod, watch_of


@pytest.fixture
def storage(tmp_path: Path) -> Iterator[Storage]:
    made = mongodb(tmp_path)
    yield made
    made.close()


@pytest.fixture
def url() -> Iterator[str]:
    """The URL of a database without collections."""
    with new_database(needs("mongodb")) as url:
        yield url


def database_of(storage: Storage) -> Database:
    assert isinstance(storage.database, Database)
    return storage.database


def test_a_url_cannot_make_it_less_certain(url: str) -> None:
    careless = Database(f"{url}?readConcernLevel=local", listeners=(Watch(),))
    schema.upgrade(careless)
    with careless.write() as transaction:
        transaction.write(lambda commands: commands.insert("tasks", [{"_id": 1}]))
        transaction.commit()
    with careless.read() as commands:
        assert commands.ids("tasks", {}) == [1]
    insert, commit, find = [event.command for event in watch_of(careless).commands[-3:]]
    assert (insert["readConcern"]["level"], find["readConcern"]["level"]) == ("snapshot", "snapshot")
    assert commit["writeConcern"] == {"w": "majority", "j": True}
    careless.close()


def test_an_exhausted_pool_is_told_as_unavailable(url: str) -> None:
    small = Database(url, pool_size=1, pool_timeout=0.05, listeners=(Watch(),))
    schema.upgrade(small)
    told: list[StorageUnavailable] = []

    def sleep() -> None:
        with small.administer() as driver:
            driver.client.admin.command("aggregate", 1, pipeline=[{"$currentOp": {}}, {"$limit": 1}, SLEEP], cursor={})

    def read() -> None:
        try:
            schema.check(small)
        except StorageUnavailable as error:
            told.append(error)

    sleeper = threading.Thread(target=sleep)
    sleeper.start()
    while watch_of(small).in_use == 0:
        time.sleep(0.005)
    read()
    sleeper.join()
    assert [error.reason for error in told] == ["all connections are in use"]
    schema.check(small)  # and it is healthy again
    small.close()


SLEEP = {"$match": {"$expr": {"$function": {"body": "function() { sleep(500); }", "args": [], "lang": "js"}}}}


def test_what_takes_too_long_is_told_as_unavailable(storage: Storage) -> None:
    storage.account()
    with (
        pytest.raises(StorageUnavailable, match="try again") as told,
        database_of(storage).read() as commands,
    ):
        commands.aggregate("accounts", [SLEEP], longest=50)
    assert "time limit" in told.value.reason


@pytest.mark.filterwarnings("ignore:.*fork")
def test_a_forked_process_opens_connections_of_its_own(storage: Storage) -> None:
    author, database = storage.account(), database_of(storage)
    client = database.client
    child = os.fork()
    if child == 0:
        try:
            is_new = database.client is not client
            with storage.begin() as unit:
                unit.posts.bury(99, NOW)
                unit.commit()
            os._exit(0 if is_new else 1)
        except BaseException:  # noqa: BLE001 - the child must not go on as a test run
            os._exit(2)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert database.client is client
    assert storage.post(author)


def test_a_server_without_a_replica_set_is_refused_with_what_to_do() -> None:
    needs("own-mongod")
    with own_mongod(replica_set="") as server:
        database = Database(server.url("blog"))
        with pytest.raises(StorageMisconfigured) as caught:
            schema.upgrade(database)
        assert "`mongod --replSet rs0`" in str(caught.value)
        assert "`rs.initiate()`" in str(caught.value)
        assert "blog" not in database.client.list_database_names()
        database.close()
