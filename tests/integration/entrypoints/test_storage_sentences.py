"""A storage that cannot be used: every command says so in one sentence, ends with status 1 and changes nothing."""

import os
import re
import socket
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import inspect, make_url, text

from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.engine import Database
from microblog.domain.model.errors import StorageUnavailable
from microblog.entrypoints.cli import main
from microblog.entrypoints.cli_group import how_to_mend
from tests.gaps import needs
from tests.own_servers import free_port
from tests.servers import new_database

DOCTOR = ("doctor",)
UPGRADING = [("serve",), ("db", "upgrade")]
OTHERS = [
    ("web",),
    ("worker",),
    ("account", "create", "ann", "ann@blog.example"),
    ("account", "role", "ann", "admin"),
    ("account", "reset-password", "ann"),
    ("account", "delete", "--yes", "ann"),
    ("stats", "compute"),
    DOCTOR,
]
COMMANDS = [*UPGRADING, *OTHERS]
SQL = ["sqlite", "postgresql", "mysql"]
DRIVERS = [
    ("postgresql://localhost/blog", "psycopg", "psycopg[binary]"),
    ("mysql://localhost/blog", "pymysql", "pymysql[rsa]"),
    ("mongodb://localhost/blog", "pymongo", "pymongo"),
]


def environment(url: str, folder: Path) -> dict[str, str]:
    return {
        "MICROBLOG_STORAGE": url,
        "MICROBLOG_DATA_DIR": str(folder),
        "MICROBLOG_PORT": str(free_port()),
        "MICROBLOG_LOG_LEVEL": "error",
    }


def say(url: str, folder: Path, command: tuple[str, ...]) -> str:
    """What a command says about the database, in one line, when it ends with status 1."""
    folder.mkdir(exist_ok=True)
    result = CliRunner().invoke(main, command, env=environment(url, folder))
    assert result.exit_code == 1, command
    assert isinstance(result.exception, SystemExit), command
    if command == DOCTOR and not result.stderr:
        (line,) = [line for line in result.stdout.splitlines() if line.startswith("BAD  database: ")]
        return line.removeprefix("BAD  database: ") + "\n"
    assert result.stdout == "", command
    assert result.stderr.count("\n") == 1, result.stderr
    return result.stderr


@contextmanager
def database_of(kind: str, folder: Path) -> Iterator[Database]:
    """A database of its own, without tables."""
    if kind == "sqlite":
        database = Database(f"sqlite:///{folder / 'other.db'}")
        yield database
        database.close()
        return
    with new_database(kind, needs(kind)) as url:
        database = Database(url)
        yield database
        database.close()


def content(database: Database) -> dict[str, int | str | None]:
    """The tables with their number of rows, and the revision."""
    with database.read() as connection:
        tables = inspect(connection).get_table_names()
        counts = {name: connection.execute(text(f"SELECT count(*) FROM {name}")).scalar() for name in tables}
    return {**counts, "revision": schema.current(database)}


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("url", ["oracle://db.example/blog", "postgresql://db.example", "mysql://db:port/blog"])
def test_a_wrong_url(url: str, command: tuple[str, ...], tmp_path: Path) -> None:
    result = CliRunner().invoke(main, command, env=environment(url, tmp_path / "data"))
    assert result.exit_code == 1
    assert result.stdout == ""
    scheme = url.partition("//")[0]
    assert result.stderr.startswith(f"MICROBLOG_STORAGE is '{scheme}//***': it wants `sqlite:///PATH`, ")
    assert result.stderr.count("\n") == 1
    assert not (tmp_path / "data").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize(("url", "driver", "package"), DRIVERS[:2], ids=["psycopg", "pymysql"])
def test_a_missing_driver(
    url: str, driver: str, package: str, command: tuple[str, ...], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, driver, None)  # which is how Python notes what cannot be imported
    run = f"{sys.executable} -m pip install '{package}'"
    monkeypatch.chdir(tmp_path)
    sentence = f"MICROBLOG_STORAGE needs the driver {driver}, which is not installed: run `{run}`.\n"
    assert say(url, tmp_path, command) == sentence


@pytest.mark.parametrize(("url", "driver", "package"), DRIVERS, ids=["psycopg", "pymysql", "pymongo"])
def test_a_missing_driver_in_a_process_that_never_had_it(url: str, driver: str, package: str, tmp_path: Path) -> None:
    (tmp_path / f"{driver}.py").write_text(f"raise ModuleNotFoundError('it is not there', name={driver!r})")
    places = os.pathsep.join([str(tmp_path), *filter(None, sys.path)])
    ours = {name: value for name, value in os.environ.items() if not name.startswith("MICROBLOG_")}
    command = [sys.executable, "-m", "microblog", "db", "upgrade"]
    given = ours | environment(url, tmp_path / "data") | {"PYTHONPATH": places}
    result = subprocess.run(command, env=given, capture_output=True, text=True, check=False)
    assert (result.returncode, result.stdout) == (1, "")
    assert result.stderr.count("\n") == 1, result.stderr
    assert result.stderr.startswith(f"MICROBLOG_STORAGE needs the driver {driver}, which is not installed: run ")
    assert package in result.stderr


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
@pytest.mark.parametrize("kind", [*SQL, "mongodb"])
def test_an_unreachable_server(kind: str, command: tuple[str, ...], tmp_path: Path) -> None:
    url = f"{kind}://me:secret@127.0.0.1:{free_port()}/blog"
    if kind == "sqlite":
        url = f"sqlite:///{tmp_path}/missing/blog.db"
    if kind == "mongodb":  # whose driver has patience
        url += "?serverSelectionTimeoutMS=300"
    said = say(url, tmp_path, command)
    assert said.lower().startswith(("the database cannot be used (", "cannot be used ("))
    mend = "check MICROBLOG_STORAGE, and that it runs"
    if kind == "sqlite":
        mend = f"{tmp_path}/missing/blog.db is to be in a directory that is not there"
    assert said.rstrip(".\n").endswith(f"): {mend}")
    assert "secret" not in said
    assert not (tmp_path / "missing").exists()


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_file_that_is_no_database(command: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "notes.txt"
    file.write_text("This was never a database. " * 100)
    before = file.read_bytes()
    assert "file is not a database" in say(f"sqlite:///{file}", tmp_path, command)
    assert file.read_bytes() == before


def test_a_file_that_may_only_be_read(tmp_path: Path) -> None:
    file = tmp_path / "blog.db"
    Database(f"sqlite:///{file}").close()
    with sqlite3.connect(file) as connection:
        connection.execute("CREATE TABLE anything (id INTEGER)")
    connection.close()
    said = say(f"sqlite:///file:{file}?mode=ro&uri=true", tmp_path, ("db", "upgrade"))
    assert said.startswith("The database cannot be used (attempt to write a readonly database): check ")


def test_a_port_where_somebody_else_listens_and_says_nothing(tmp_path: Path) -> None:
    with socket.create_server(("127.0.0.1", 0)) as other:
        url = f"mysql://root@127.0.0.1:{other.getsockname()[1]}/x?connect_timeout=1"
        said = say(url, tmp_path, ("db", "upgrade"))
    assert said.startswith("The database cannot be used (Lost connection to MySQL server during query")


@pytest.mark.parametrize("kind", ["mysql"])
def test_only_who_is_about_to_let_us_in_has_to_be_quick(kind: str) -> None:
    database = Database(f"{needs(kind)}?connect_timeout=1")
    with database.read() as connection:
        assert connection.execute(text("SELECT SLEEP(2.5)")).scalar() == 0
    database.close()


def test_a_certificate_that_is_not_there(tmp_path: Path) -> None:
    for url, sentence in {
        "mysql://me:secret@127.0.0.1/x?ssl_ca=/nope.pem": "ssl_ca names /nope.pem, which cannot be read",
        "mongodb://127.0.0.1/x?tls=true&tlsCAFile=/nope.pem": "/nope.pem cannot be read (No such file or directory)",
    }.items():
        said = say(url, tmp_path, ("db", "upgrade"))
        assert said == f"MICROBLOG_STORAGE does not suit the driver: {sentence}.\n"


@pytest.mark.parametrize("query", ["w=0", "w=1&journal=false", "readPreference=nearest", "readpreference=secondary"])
def test_what_is_settled_about_mongodb(query: str, tmp_path: Path) -> None:
    said = say(f"mongodb://127.0.0.1/x?{query}", tmp_path, ("db", "upgrade"))
    assert re.fullmatch(
        r"MICROBLOG_STORAGE says something else than (w=|journal=|readPreference=)\S+.*, which is settled here\.\n",
        said,
    )


def test_a_disk_that_is_full() -> None:
    for reason in ("database or disk is full", "could not extend file: No space left on device", "The table is full"):
        assert how_to_mend(StorageUnavailable(5, reason), "TO", "mysql://h/x") == "make room there, and try again"


@pytest.mark.parametrize("command", COMMANDS, ids=" ".join)
def test_a_password_that_is_wrong(command: tuple[str, ...], tmp_path: Path) -> None:
    url = make_url(needs("mysql")).set(username="nobody", password="secret").render_as_string(hide_password=False)
    said = say(url, tmp_path, command)
    assert "Access denied" in said
    assert "secret" not in said


@pytest.mark.parametrize("kind", SQL)
def test_a_database_without_tables(kind: str, tmp_path: Path) -> None:
    with database_of(kind, tmp_path) as database:
        for command in OTHERS:
            said = say(database.url, tmp_path, command)
            assert said.rstrip() == "The database has no tables yet: run `microblog db upgrade`."
        assert content(database) == {"revision": None}


@pytest.mark.parametrize("kind", SQL)
def test_a_database_that_is_behind(kind: str, tmp_path: Path) -> None:
    oldest, *_ = schema.revisions()
    with database_of(kind, tmp_path) as database:
        schema.upgrade(database, oldest)
        before = content(database)
        for command in OTHERS:
            said = say(database.url, tmp_path, command)
            assert said.startswith(f"The database is at revision {oldest} and this version of microblog needs ")
            assert said.rstrip().endswith(": run `microblog db upgrade`.")
        assert content(database) == before


@pytest.mark.parametrize("kind", SQL)
def test_a_database_that_is_ahead(kind: str, tmp_path: Path) -> None:
    with database_of(kind, tmp_path) as database:
        schema.upgrade(database)
        with database.write() as connection:
            connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
            connection.commit()
        before = content(database)
        for command in COMMANDS:
            said = say(database.url, tmp_path, command)
            assert said.startswith("The database is at revision 9999, which is newer than this version of microblog ")
            assert said.rstrip().endswith(": install the version that was last used with it.")
        assert content(database) == before
