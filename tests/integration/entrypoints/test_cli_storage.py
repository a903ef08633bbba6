"""`microblog storage …` between real databases: what it prints, its status, and that it outlives its own death."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from sqlalchemy import text

from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.archive import SqlArchive
from microblog.adapters.storage.sql.engine import Database
from microblog.domain.model.errors import StorageUnavailable
from microblog.entrypoints.cli import main
from microblog.ports.schema import SchemaMismatch
from tests import mongod
from tests.copies import copy, tallies
from tests.gaps import needs
from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import at, memory
from tests.integration.storage.whole_world import fill
from tests.servers import KINDS, new_database

Run = Callable[..., Result]


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    return {"MICROBLOG_DATA_DIR": str(tmp_path / "data"), "MICROBLOG_LOG_LEVEL": "error"}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    def call(*arguments: str) -> Result:
        return CliRunner().invoke(main, arguments, env=environment)

    return call


@pytest.fixture
def source(tmp_path: Path) -> Iterator[Database]:
    """A SQLite file with some of everything."""
    database = Database(f"sqlite:///{tmp_path / 'source.db'}")
    schema.upgrade(database)
    world = memory(tmp_path)
    fill(world)
    copy(world.archive, SqlArchive(database), schema.SqlSchema(database))
    yield database
    database.close()


@pytest.fixture
def target(tmp_path: Path) -> str:
    """Where no file is yet."""
    return f"sqlite:///{tmp_path / 'target.db'}"


def test_a_copy_is_equal(run: Run, source: Database, target: str) -> None:
    copied = run("storage", "copy", source.url, target)
    assert copied.exit_code == 0
    assert copied.stdout == "Everything is copied: `microblog storage verify` compares the two.\n"
    assert copied.stderr == "Copying\n"
    verified = run("storage", "verify", source.url, target)
    assert verified.exit_code == 0
    lines = [line.split() for line in verified.stdout.splitlines()]
    assert lines[0] == ["FROM", "TO"]
    assert lines[-1][:4] == ["tasks", "12", "12", "equal"]
    assert all(first == second and word == "equal" for _, first, second, word, _ in lines[1:])


def test_a_letter_that_differs_is_found(run: Run, source: Database, target: str) -> None:
    run("storage", "copy", source.url, target)
    with source.write() as connection:
        connection.execute(text("UPDATE users SET reason = 'x' WHERE account_id = (SELECT min(account_id) FROM users)"))
        connection.commit()
    result = run("storage", "verify", source.url, target)
    assert result.exit_code == 1
    assert result.stderr.endswith("FROM and TO differ in users.\n")
    assert result.stdout.count("DIFFERENT") == 1


def test_a_target_with_data_is_refused_and_unchanged(run: Run, source: Database, tmp_path: Path) -> None:
    own = Database(f"sqlite:///{tmp_path / 'own.db'}")
    schema.upgrade(own, "0001")
    with own.write() as connection:
        connection.execute(text("INSERT INTO day_statistics VALUES ('2026-01-01', 1, 1, 1)"))
        connection.commit()
    result = run("storage", "copy", source.url, own.url)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "TO: It holds data of its own (day_statistics): an empty storage is needed.\n"
    assert schema.current(own) == "0001"
    own.close()


@pytest.mark.parametrize("revision", ["0001", "9999"])
def test_a_source_in_another_form_is_refused(run: Run, source: Database, target: str, revision: str) -> None:
    with source.write() as connection:
        connection.execute(text(f"UPDATE alembic_version SET version_num = '{revision}'"))
        connection.commit()
    result = run("storage", "copy", source.url, target)
    assert result.exit_code == 1
    assert result.stderr.startswith(f"FROM: The database is at revision {revision}")
    assert not Path(target.removeprefix("sqlite:///")).exists()


def test_what_cannot_be_used_is_named(run: Run, source: Database, target: str, tmp_path: Path) -> None:
    for arguments, sentence in {
        ("file.db", target): "FROM is 'file.db': it wants `sqlite:///PATH`, ",
        (source.url, "memory:"): "TO is 'memory:', which ends with the process: it wants a database.",
        (f"sqlite:///{tmp_path}/none.db", target): f"FROM: There is no file {tmp_path}/none.db.",
        (source.url, "postgresql://me:secret@127.0.0.1:1/x"): "FROM or TO cannot be used (connection failed: ",
        ("mysql://me:secret@", target): "FROM is ***: it wants ",
    }.items():
        result = run("storage", "copy", *arguments)
        assert (result.exit_code, result.stdout) == (1, ""), arguments
        assert result.stderr.startswith(sentence), arguments
        assert result.stderr.count("\n") == 1
        assert "secret" not in result.stderr
    assert not (tmp_path / "none.db").exists()


@pytest.fixture(params=["sqlite", *KINDS, "mongodb"])
def empty(request: pytest.FixtureRequest, target: str) -> Iterator[str]:
    """The URL of a database of each kind, without tables."""
    if request.param == "sqlite":
        yield target
    elif request.param == "mongodb":
        with mongod.new_database(needs("mongodb")) as url:
            yield url
    else:
        with new_database(request.param, needs(request.param)) as url:
            yield url


def taken_in(storage: Storage) -> bool:
    """Whether an unfinished copy has some records."""
    try:
        intake = storage.archive.intake()
    except StorageUnavailable:  # MongoDB, in the moment in which the copy makes its collections
        return False
    return intake is not None and bool(intake.tallies)


def test_a_copy_that_was_killed_goes_on_and_ends_equal(
    run: Run, empty: str, environment: dict[str, str], tmp_path: Path
) -> None:
    world = memory(tmp_path)
    fill(world)
    author = world.account()
    with world.begin() as unit:
        for _ in range(6000):
            post = world.some_post(author)
            unit.posts.add(post)
        unit.home_timelines.backfill(author.id, author.id, 6000)
        unit.commit()
    many = Database(f"sqlite:///{tmp_path / 'many.db'}")
    copy(world.archive, SqlArchive(many), schema.SqlSchema(many))
    storage = at(empty)
    command = [sys.executable, "-m", "microblog.entrypoints.cli", "storage", "copy", many.url, empty]
    paths = os.pathsep.join(path for path in sys.path if path)
    started = subprocess.Popen(command, env=os.environ | environment | {"PYTHONPATH": paths})
    try:
        end = time.monotonic() + 60
        while not taken_in(storage):
            assert started.poll() is None, "it was too quick"
            assert time.monotonic() < end
            time.sleep(0.02)
    finally:
        started.send_signal(signal.SIGKILL)
        started.wait()
    assert taken_in(storage)
    with pytest.raises(SchemaMismatch, match=r"unfinished copy of sqlite:///.*many\.db"):
        storage.schema.check()
    assert run("storage", "copy", many.url, empty).exit_code == 0
    assert tallies(storage.archive) == tallies(SqlArchive(many))
    storage.schema.check()
    storage.close()
    many.close()
