"""Real database servers for the tests, and databases on them that go when the tests are over.

A server is the one that `MICROBLOG_TEST_POSTGRESQL` or `MICROBLOG_TEST_MYSQL` names, by the URL of a database there
whose user may make others; else what runs on this machine at the usual place and lets us in.
"""

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from itertools import compress

from attrs import frozen
from sqlalchemy import create_engine, make_url
from sqlalchemy.exc import DBAPIError

from microblog.adapters.storage.sql import schema
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.tables import metadata


@frozen
class Kind:
    """Where a kind of server usually is, and how databases come and go there."""

    driver: str
    usual: tuple[str, ...]
    create: tuple[str, ...]
    drop: str


KINDS = {
    "postgresql": Kind(
        "postgresql+psycopg",
        (
            "postgresql://postgres@127.0.0.1:5432/postgres",
            "postgresql:///postgres?host=/var/run/postgresql",
        ),
        # What tests write need not survive the loss of power.
        ('CREATE DATABASE "{}"', 'ALTER DATABASE "{}" SET synchronous_commit = off'),
        'DROP DATABASE IF EXISTS "{}" WITH (FORCE)',
    ),
    "mysql": Kind(
        "mysql+pymysql",
        (
            "mysql://root@127.0.0.1:3306/mysql",
            "mysql://root@localhost/mysql?unix_socket=/run/mysqld/mysqld.sock",
        ),
        ("CREATE DATABASE `{}`",),
        "DROP DATABASE IF EXISTS `{}`",
    ),
}


@cache
def find_server(name: str) -> str | None:
    """The URL of a server of that kind that answers; None where there is none. One that was named must answer."""
    if named := os.environ.get(f"MICROBLOG_TEST_{name.upper()}"):
        _run(name, named, "SELECT 1")
        return named
    for url in KINDS[name].usual:
        try:
            _run(name, url, "SELECT 1")
        except DBAPIError:
            continue
        return url
    return None


def _run(name: str, server: str, *statements: str) -> None:
    timeout = {"connect_timeout": 5}
    engine = create_engine(make_url(server).set(drivername=KINDS[name].driver), connect_args=timeout)
    try:
        with engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            for statement in statements:
                connection.exec_driver_sql(statement)
    finally:
        engine.dispose()


@contextmanager
def new_database(name: str, server: str) -> Iterator[str]:
    """The URL of an empty database with a fresh name, which is dropped at the end."""
    kind, fresh = KINDS[name], f"microblog_test_{secrets.token_hex(8)}"
    _run(name, server, *(statement.format(fresh) for statement in kind.create))
    try:
        yield make_url(server).set(database=fresh).render_as_string(hide_password=False)
    finally:
        _run(name, server, kind.drop.format(fresh))


_kept = dict[str, tuple[Database, Iterator[str]]]()


def emptied_database(name: str, server: str) -> Database:
    """This process's own database with all tables and no rows, the same at every call.

    It stays connected from test to test. To delete what the last one left takes milliseconds; to make a database and
    migrate it, a second.
    """
    if name not in _kept:
        leased = _lease(name, server)
        database = Database(next(leased))
        schema.upgrade(database)
        _kept[name] = database, leased
    database = _kept[name][0]
    with database.write() as connection:
        # Nearly all are empty, which one statement can say.
        tables = [table.name for table in reversed(metadata.sorted_tables)]
        looks = ", ".join(f"EXISTS (SELECT 1 FROM {table})" for table in tables)
        (filled,) = connection.exec_driver_sql(f"SELECT {looks}")
        for table in compress(tables, filled):
            connection.exec_driver_sql(f"DELETE FROM {table}")
        connection.commit()
    return database


def _lease(name: str, server: str) -> Iterator[str]:
    with new_database(name, server) as url:
        yield url


def pytest_unconfigure() -> None:
    """Drops what this process kept. Each parallel worker is told so at its end, too."""
    for database, leased in _kept.values():
        database.close()
        next(leased, None)
    _kept.clear()
