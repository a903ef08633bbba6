"""Databases for the time of a measurement, on the servers that the tests find, with everything at its usual safety."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg
from tests import mongod, servers

from bench.large import mongo_loader, sql_loader
from bench.large.records import Records
from microblog.ports.storage import Storage

STORAGES = ("sqlite", "postgresql", "mysql", "mongodb")


@contextmanager
def new_database(name: str, directory: Path, number: int) -> Iterator[str]:
    """The URL of an empty database, gone at the end. Raises ``RuntimeError`` where there is no such server."""
    if name == "sqlite":
        yield f"sqlite:///{directory}/city{number}.db"
        return
    if name == "mongodb":
        with mongod.own_mongod() as own:
            yield own.url("city")
        return
    server = servers.find_server(name)
    if server is None:
        raise RuntimeError(f"no {name} here that lets us in")
    with servers.new_database(name, server) as url:
        if name == "postgresql":
            with psycopg.connect(url, autocommit=True) as connection:
                # Test databases do not wait for the disk; people's do.
                connection.execute(f"ALTER DATABASE {connection.info.dbname} RESET synchronous_commit")
        yield url


def fill(url: str, storage: Storage, records: Records, keep: int) -> None:
    """Make what a storage needs, and put the city into it."""
    storage.schema.upgrade()
    loader = mongo_loader if url.startswith("mongodb:") else sql_loader
    loader.load(url, records, keep)
