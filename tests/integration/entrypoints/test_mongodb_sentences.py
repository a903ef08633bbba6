"""What the commands say of a MongoDB that cannot be used; what is the same for all storages is beside this."""

from pathlib import Path

from pymongo import MongoClient

from microblog.adapters.storage.mongo import schema
from microblog.adapters.storage.mongo.client import Database
from tests.gaps import needs
from tests.integration.entrypoints.test_storage_sentences import COMMANDS, OTHERS, say
from tests.mongod import Mongod, new_database, own_mongod


def content(url: str) -> dict[str, object]:
    """The collections with all that is in them."""
    with MongoClient[dict[str, object]](url) as client:
        database = client.get_default_database()
        return {name: list(database[name].find()) for name in database.list_collection_names()}


def test_a_server_that_is_no_replica_set(tmp_path: Path) -> None:
    needs("own-mongod")
    with own_mongod(replica_set="") as server:
        for command in COMMANDS:
            said = say(server.url("blog"), tmp_path, command)
            assert said == (
                "MICROBLOG_STORAGE names a MongoDB server that is no replica set, which transactions need: start it"
                " with `mongod --replSet rs0` and call `rs.initiate()` in mongosh once.\n"
            )
        assert content(server.url("blog")) == {}


def test_a_replica_set_that_nobody_initiated(tmp_path: Path) -> None:
    needs("own-mongod")
    server = Mongod(tmp_path, initiates=False)
    server.start()
    try:
        said = say(server.url("blog") + "?serverSelectionTimeoutMS=500", tmp_path / "data", ("db", "upgrade"))
    finally:
        server.kill()
    assert "call `rs.initiate()` in mongosh once" in said


def test_a_database_without_collections(tmp_path: Path) -> None:
    with new_database(needs("mongodb")) as url:
        for command in OTHERS:
            said = say(url, tmp_path, command)
            assert said == "The database has no collections yet: run `microblog db upgrade`.\n"
        assert content(url) == {}


def test_a_database_that_is_ahead(tmp_path: Path) -> None:
    with new_database(needs("mongodb")) as url:
        database = Database(url)
        schema.upgrade(database)
        with database.administer() as driver:
            driver["schema"].update_one({}, {"$set": {"revision": 9999}})
        before = content(url)
        for command in COMMANDS:
            said = say(url, tmp_path, command)
            assert said.startswith("The database is at revision 9999, which is newer than this version of microblog ")
            assert said.rstrip().endswith(": install the version that was last used with it.")
        assert content(url) == before
        database.close()


def test_a_database_that_is_behind(tmp_path: Path) -> None:
    with new_database(needs("mongodb")) as url:
        database = Database(url)
        schema.upgrade(database)
        with database.administer() as driver:
            driver["schema"].update_one({}, {"$set": {"revision": 0}})
        for command in OTHERS:
            said = say(url, tmp_path, command)
            assert said.startswith("The database is at revision 0 and this version of microblog needs ")
            assert said.rstrip().endswith(": run `microblog db upgrade`.")
        database.close()
