"""The command line in this process, and databases that it may fill."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.archive import SqlArchive
from microblog.adapters.storage.sql.engine import Database
from microblog.entrypoints.cli import main
from tests import mongod
from tests.copies import copy
from tests.gaps import needs
from tests.integration.entrypoints.commands import Run
from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import memory
from tests.integration.storage.whole_world import fill
from tests.servers import KINDS, new_database


@pytest.fixture
def environment(tmp_path: Path) -> dict[str, str]:
    """The settings of all commands."""
    return {"MICROBLOG_DATA_DIR": str(tmp_path / "data"), "MICROBLOG_LOG_LEVEL": "error"}


@pytest.fixture
def run(environment: dict[str, str]) -> Run:
    """What comes of `microblog …`; `storage` is the URL of the database that it is about."""

    def call(*arguments: str, storage: str | None = None) -> Result:
        return CliRunner().invoke(main, arguments, env={**environment, "MICROBLOG_STORAGE": storage})

    return call


def _file_of(world: Storage, path: Path) -> Path:
    database = Database(f"sqlite:///{path}")
    copy(world.archive, SqlArchive(database), schema.SqlSchema(database))
    database.close()
    return path


def _copy_of(template: Path, directory: Path) -> Iterator[Database]:
    database = Database(f"sqlite:///{shutil.copy(template, directory)}")
    yield database
    database.close()


@pytest.fixture(scope="session")
def source_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with some of everything, to be copied."""
    directory: Path = tmp_path_factory.mktemp("template")
    world = memory(directory)
    fill(world)
    return _file_of(world, directory / "source.db")


@pytest.fixture(scope="session")
def large_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with so much that a command which goes through it can be killed meanwhile, to be copied."""
    directory: Path = tmp_path_factory.mktemp("template")
    world = memory(directory)
    fill(world)
    author = world.account()
    with world.begin() as unit:
        for _ in range(6000):
            unit.posts.add(world.some_post(author))
        unit.home_timelines.backfill(author.id, author.id, 6000)
        unit.commit()
    return _file_of(world, directory / "large.db")


@pytest.fixture
def source(source_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of one's own."""
    yield from _copy_of(source_template, tmp_path)


@pytest.fixture
def large(large_template: Path, tmp_path: Path) -> Iterator[Database]:
    """A copy of one's own."""
    yield from _copy_of(large_template, tmp_path)


@pytest.fixture
def target(tmp_path: Path) -> str:
    """Where no file is yet."""
    return f"sqlite:///{tmp_path / 'target.db'}"


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
