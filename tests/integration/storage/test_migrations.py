"""From every released revision forward: what was there stays, and the version before goes on writing meanwhile.

An older version of the program is played by what it would send: statements on the tables and columns of its revision
alone. They are read from the database at that revision, so that a new one is tested as soon as there is one.
"""

from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import (
    Boolean,
    Column,
    Connection,
    Date,
    Integer,
    MetaData,
    String,
    Table,
    and_,
    delete,
    insert,
    inspect,
    select,
    update,
)

from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.engine import Database
from tests.gaps import needs
from tests.servers import new_database

# What the program reads as more than a text.
MEANT = {
    "deleted_at": None,
    "fields": "[]",
    "hashtags": "[]",
    "kind": "mention",
    "mentions": "[]",
    "payload": "{}",
    "role": "user",
    "state": "active",
    "visibility": "public",
}
BURIED = {"accounts", "posts"}  # of whose rows a tombstone stays; only boosts are deleted


@pytest.fixture(params=["sqlite", "postgresql", "mysql"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A database without tables."""
    if request.param == "sqlite":
        database = Database(f"sqlite:///{tmp_path / 'storage.sqlite'}")
        yield database
        database.close()
        return
    with new_database(request.param, needs(request.param)) as url:
        database = Database(url)
        yield database
        database.close()


def tables_of(connection: Connection) -> list[Table]:
    """The tables as they are now, each behind those that it refers to.

    Without the words for search, which are made anew from the others whenever they do not fit, and without unfinished
    copies: no version serves a database that is one.
    """
    names = [name for name in inspect(connection).get_table_names() if "_words" not in name and name != "intakes"]
    metadata = MetaData()
    metadata.reflect(connection, only=names)
    return [table for table in metadata.sorted_tables if table.name != "alembic_version"]


def value(column: "Column[Any]", number: int) -> object:
    """What the row of that number has there. It refers to rows of that number; but the second post boosts the first."""
    refers_to_its_own = any(key.column.table is column.table for key in column.foreign_keys)
    if refers_to_its_own:
        return number - 1 or None
    if column.name in MEANT:
        return MEANT[column.name]
    if isinstance(column.type, Boolean):
        return True
    if isinstance(column.type, Date):
        return date(2026, 1, number)
    if isinstance(column.type, Integer):
        return 1 if "TINYINT" in str(column.type) else number
    assert isinstance(column.type, String), column
    return f"{column.name} {number}"[: column.type.length]


def row(table: Table, number: int) -> dict[str, object]:
    return {column.name: value(column, number) for column in table.columns}


def write(connection: Connection, tables: list[Table], number: int) -> None:
    """Add a row of that number to each table."""
    for table in tables:
        connection.execute(insert(table), row(table, number))


def change(connection: Connection, tables: list[Table], number: int) -> None:
    """Change all that can be changed in the rows of that number."""
    for table in tables:
        fixed = {*table.primary_key.columns, *(column for column in table.columns if column.foreign_keys)}
        changed = {column.name: value(column, number + 10) for column in table.columns if column not in fixed}
        if changed:
            assert connection.execute(update(table).where(is_row(table, number)), changed).rowcount == 1


def remove(connection: Connection, tables: list[Table], number: int) -> None:
    """Remove the rows of that number."""
    for table in reversed(tables):
        assert connection.execute(delete(table).where(is_row(table, number))).rowcount == 1


def is_row(table: Table, number: int) -> Any:
    return and_(*(column == value(column, number) for column in table.primary_key.columns))


def content(connection: Connection, tables: list[Table]) -> dict[str, list[str]]:
    """All rows, read by the columns that the tables are known to have; but `revision` tells that a row was changed."""
    read = {table.name: select(*(each for each in table.columns if each.name != "revision")) for table in tables}
    return {name: sorted(str(tuple(found)) for found in connection.execute(each)) for name, each in read.items()}


@pytest.mark.parametrize("revision", schema.revisions())
def test_the_version_of_a_revision_goes_on_after_the_upgrade(database: Database, revision: str) -> None:
    schema.upgrade(database, revision)
    with database.write() as connection:
        tables = tables_of(connection)
        write(connection, tables, 1)
        before = content(connection, tables)
        connection.commit()

    schema.SqlSchema(database).upgrade()
    schema.check(database)
    with database.read() as connection:
        assert content(connection, tables) == before
    with database.write() as connection:
        write(connection, tables, 2)
        change(connection, tables, 2)
        connection.commit()

    schema.SqlSchema(database).upgrade()  # the version that serves beside it takes in what the older one has written
    with database.write() as connection:
        remove(connection, [table for table in tables if table.name != "accounts"], 2)
        remove(connection, [table for table in tables if table.name not in BURIED], 1)
        left = content(connection, tables)
        connection.commit()
    assert {name: len(rows) for name, rows in left.items() if rows} == {"accounts": 2, "posts": 1}
