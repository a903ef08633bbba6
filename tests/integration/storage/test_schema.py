"""Migrations."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from sqlalchemy import inspect, text

from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.tables import metadata
from microblog.ports.schema import SchemaMismatch
from tests.gaps import needs
from tests.servers import KINDS, new_database


@pytest.fixture(params=["sqlite", *KINDS])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of a database without tables."""
    if request.param == "sqlite":
        yield f"sqlite:///{tmp_path / 'storage.sqlite'}"
        return
    with new_database(request.param, needs(request.param)) as url:
        yield url


@pytest.fixture
def database(url: str) -> Iterator[Database]:
    database = Database(url)
    yield database
    database.close()


def of_the_code(_thing: object, name: str | None, kind: str, *_: object) -> bool:
    """Whether `tables` describes a thing. It leaves the engines' own indexes for search to the migrations."""
    return not (name or "").startswith("ft_") if kind == "index" else "_words_index" not in (name or "")


def has_another_default(
    _context: object, _found: object, _wanted: object, found: str | None, _: object, wanted: str | None
) -> bool | None:
    """False where MySQL says as a number what `tables` calls true or false; else None: Alembic compares."""
    return False if (wanted, found) in {("false", "0"), ("true", "1")} else None


def tables_in(database: Database) -> set[str]:
    with database.read() as connection:
        names = inspect(connection).get_table_names()
    return {name for name in names if of_the_code(None, name, "table")}


def test_the_migrated_tables_are_those_of_the_code(database: Database) -> None:
    schema.upgrade(database)
    opts = {"compare_type": True, "compare_server_default": has_another_default, "include_object": of_the_code}
    with database.read() as connection:
        context = MigrationContext.configure(connection, opts=opts)
        assert compare_metadata(context, metadata) == []
    assert tables_in(database) == {*metadata.tables, "alembic_version"}


def test_upgrading_twice_changes_nothing(database: Database) -> None:
    schema.upgrade(database)
    schema.upgrade(database)
    assert schema.current(database) == schema.head()
    schema.check(database)


def test_the_first_step_goes_back_and_forth(database: Database) -> None:
    schema.upgrade(database)
    schema.downgrade(database, "base")
    assert tables_in(database) == {"alembic_version"}
    schema.upgrade(database)
    schema.check(database)


def test_a_database_without_tables_is_refused(database: Database) -> None:
    with pytest.raises(SchemaMismatch, match="no tables yet: run `microblog db upgrade`"):
        schema.check(database)
    assert tables_in(database) == set()


def test_a_database_that_is_ahead_is_refused(database: Database) -> None:
    schema.upgrade(database)
    with database.write() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        connection.commit()
    with pytest.raises(SchemaMismatch, match="newer than this version"):
        schema.check(database)


def test_a_step_that_fails_leaves_everything_as_it_was(database: Database) -> None:
    if database.engine.dialect.name == "mysql":
        pytest.skip("MySQL commits every change of a table by itself")
    with database.write() as connection:
        connection.execute(text("CREATE TABLE tasks (id INTEGER)"))
        connection.commit()
    with pytest.raises(Exception, match="already exists"):
        schema.upgrade(database)
    assert tables_in(database) == {"tasks"}
