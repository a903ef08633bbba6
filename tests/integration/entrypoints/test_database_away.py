"""A database server that is away, comes back, or was never there: what the site answers, and what the commands say."""

import selectors
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import make_url

from microblog.adapters.storage.mongo import schema as mongo_schema
from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.engine import Database
from microblog.domain.model.errors import StorageUnavailable
from microblog.entrypoints.cli import main
from microblog.entrypoints.settings import load_settings
from microblog.entrypoints.web import build_app
from tests import mongod
from tests.gaps import needs
from tests.servers import KINDS, new_database

USUAL_PORTS = {"postgresql": 5432, "mysql": 3306, "mongodb": 27017}


class Gateway:
    """A way to a server that can be closed and opened again, with all connections on it."""

    def __init__(self, server: str, usual_port: int) -> None:
        url = make_url(server)
        folder, path = url.query.get("host"), url.query.get("unix_socket")
        self._socket_path = f"{folder}/.s.PGSQL.5432" if folder else path
        self._address = (url.host or "127.0.0.1", url.port or usual_port)
        self._connections = list[socket.socket]()
        self._listener: socket.socket | None = None
        self.port = 0
        self.open()

    def open(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self.port))
        self.port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def close(self) -> None:
        listener, self._listener = self._listener, None
        if listener is not None:
            listener.shutdown(socket.SHUT_RDWR)
            listener.close()
        for connection in self._connections:
            with suppress(OSError):  # it had ended by itself
                connection.shutdown(socket.SHUT_RDWR)
        self._connections.clear()

    def _accept(self, listener: socket.socket) -> None:
        while True:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            server = socket.socket(socket.AF_UNIX) if self._socket_path else socket.socket()
            server.connect(self._socket_path or self._address)
            self._connections += [client, server]
            threading.Thread(target=self._pass_on, args=(client, server), daemon=True).start()

    def _pass_on(self, client: socket.socket, server: socket.socket) -> None:
        with selectors.DefaultSelector() as selector, client, server:
            selector.register(client, selectors.EVENT_READ, server)
            selector.register(server, selectors.EVENT_READ, client)
            while True:
                for key, _ in selector.select():
                    source, target = key.fileobj, key.data
                    assert isinstance(source, socket.socket)
                    try:
                        chunk = source.recv(65536)
                        target.sendall(chunk)
                    except OSError:
                        return
                    if not chunk:
                        return


Reached = tuple[Gateway, str]  # a gateway, and the URL of a new database behind it


@contextmanager
def reach(kind: str) -> Iterator[Reached]:
    """Such a pair on a server of that kind."""
    made = mongod.new_database(needs(kind)) if kind == "mongodb" else new_database(kind, needs(kind))
    with made as url:
        gateway = Gateway(url, USUAL_PORTS[kind])
        behind = make_url(url).set(host="127.0.0.1", port=gateway.port).difference_update_query(["host", "unix_socket"])
        if kind == "mongodb":  # or it would go where the server says that it is
            behind = behind.update_query_dict({"directConnection": "true", "serverSelectionTimeoutMS": "1000"})
        yield gateway, behind.render_as_string(hide_password=False)
        gateway.close()


@pytest.fixture(params=[*KINDS, "mongodb"])
def reached(request: pytest.FixtureRequest) -> Iterator[Reached]:
    """Each kind of server behind a gateway."""
    with reach(request.param) as pair:
        yield pair


@pytest.fixture(params=KINDS)
def reached_sql(request: pytest.FixtureRequest) -> Iterator[Reached]:
    """Each kind of SQL server behind a gateway."""
    with reach(request.param) as pair:
        yield pair


@pytest.fixture
def reached_mongodb() -> Iterator[Reached]:
    """A MongoDB server behind a gateway."""
    with reach("mongodb") as pair:
        yield pair


def environment(url: str, folder: Path) -> dict[str, str]:
    return {
        "MICROBLOG_STORAGE": url,
        "MICROBLOG_DATA_DIR": str(folder),
        "MICROBLOG_RATE_LIMITS": "off",
        "MICROBLOG_LOG_LEVEL": "error",
        "MICROBLOG_STORAGE_CONNECTIONS": "2",
    }


def test_the_site_says_503_meanwhile_and_is_healthy_by_itself_after(reached: Reached, tmp_path: Path) -> None:
    gateway, url = reached
    assert CliRunner().invoke(main, ("db", "upgrade"), env=environment(url, tmp_path)).exit_code == 0
    client = build_app(load_settings(environment(url, tmp_path))).test_client()
    assert client.get("/public").status_code == 200
    gateway.close()
    for _ in range(5):  # more often than there are connections: each of them is given back
        answer = client.get("/public")
        assert answer.status_code == 503
        assert int(answer.headers["Retry-After"]) > 0
    gateway.open()
    assert [client.get("/public").status_code for _ in range(5)] == [200] * 5


def test_connections_that_ended_while_nobody_looked_are_never_used(reached_sql: Reached) -> None:
    gateway, url = reached_sql
    database = Database(url)
    with database.read() as one, database.read() as another:
        assert [each.exec_driver_sql("SELECT 1").scalar() for each in (one, another)] == [1, 1]
    gateway.close()
    gateway.open()
    with database.read() as connection:
        assert connection.exec_driver_sql("SELECT 1").scalar() == 1
    database.close()


def test_connections_are_given_back_when_the_server_goes_amid_a_transaction(reached_sql: Reached) -> None:
    gateway, url = reached_sql
    database = Database(url, pool_size=1, pool_timeout=0.1)
    with pytest.raises(StorageUnavailable) as caught, database.write() as connection:  # noqa: PT012 - the whole block
        connection.exec_driver_sql("SELECT 1")
        gateway.close()
        connection.exec_driver_sql("SELECT 1")
    assert caught.value.reason
    assert database.connections_in_use() == 0
    database.close()


def test_a_transaction_survives_the_end_of_its_connections(reached_mongodb: Reached) -> None:
    gateway, url = reached_mongodb
    database = mongod.watched(url)
    mongo_schema.upgrade(database)
    with database.write() as transaction:
        transaction.write(lambda commands: commands.insert("tasks", [{"_id": 1}]))
        gateway.close()
        gateway.open()
        transaction.write(lambda commands: commands.insert("tasks", [{"_id": 2}]))
        transaction.commit()
    with database.read() as commands:
        assert sorted(commands.ids("tasks", {})) == [1, 2]
    assert mongod.watch_of(database).in_use == 0
    database.close()


def test_a_transaction_ends_where_the_server_stays_away(reached_mongodb: Reached) -> None:
    gateway, url = reached_mongodb
    database = mongod.watched(url)
    mongo_schema.upgrade(database)
    with pytest.raises(StorageUnavailable) as caught, database.write() as transaction:  # noqa: PT012 - the whole block
        transaction.write(lambda commands: commands.insert("tasks", [{"_id": 1}]))
        gateway.close()
        transaction.commit()
    assert "refused" in caught.value.reason
    assert mongod.watch_of(database).in_use == 0
    gateway.open()
    with database.administer() as driver:  # what it held would be held for another minute
        (insert,) = (each for each in mongod.watch_of(database).commands if each.command_name == "insert")
        driver.command("killSessions", [insert.command["lsid"]])
    database.close()


def test_of_processes_that_start_at_once_one_migrates(reached_sql: Reached) -> None:
    _, url = reached_sql
    databases = [Database(url) for _ in range(4)]
    failures = list[BaseException]()

    def start(database: Database) -> None:
        try:
            schema.SqlSchema(database).upgrade()
        except BaseException as error:  # noqa: BLE001 - it is shown below
            failures.append(error)

    threads = [threading.Thread(target=start, args=(database,)) for database in databases]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    for database in databases:
        schema.check(database)
        database.close()


def say(url: str, folder: Path, *arguments: str) -> str:
    """What a command that fails says, in one line."""
    result = CliRunner().invoke(main, arguments, env=environment(url, folder))
    assert result.exit_code == 1
    assert result.stderr.count("\n") == 1
    return result.stderr


def test_a_server_that_is_not_reached_is_named_with_what_to_do(reached: Reached, tmp_path: Path) -> None:
    gateway, url = reached
    gateway.close()
    for arguments in (("db", "upgrade"), ("serve",), ("worker",), ("account", "create", "ann", "ann@blog.example")):
        said = say(url, tmp_path, *arguments)
        assert said.startswith("The database cannot be used (")
        assert said.endswith("): check MICROBLOG_STORAGE, and that it runs.\n")


def test_a_database_that_is_not_there_is_named(reached_sql: Reached, tmp_path: Path) -> None:
    missing = make_url(reached_sql[1]).set(database="microblog_test_nowhere").render_as_string(hide_password=False)
    assert "microblog_test_nowhere" in say(missing, tmp_path, "db", "upgrade")


def test_an_option_that_the_driver_does_not_know_is_named(reached: Reached, tmp_path: Path) -> None:
    odd = make_url(reached[1]).update_query_dict({"colour": "red"}).render_as_string(hide_password=False)
    said = say(odd, tmp_path, "db", "upgrade")
    assert said.startswith("MICROBLOG_STORAGE does not suit the driver: ")
    assert "colour" in said
