"""Connections and transactions."""

import os
from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, closing, contextmanager
from functools import partial
from threading import Lock
from typing import Any, Protocol

from attrs import define, field, frozen
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as PoolExhausted
from sqlalchemy.pool import PoolProxiedConnection, QueuePool

from microblog.adapters.storage.sql import dialect
from microblog.adapters.storage.sql.prepared import Rows, Sendable, as_sqlalchemy_raises, fetched
from microblog.adapters.storage.sql.shared_commit import LoneUnit, SharedCommits, Unit
from microblog.domain.model.errors import StorageUnavailable

RETRY_AFTER = 5  # seconds


@frozen
class _Engines:
    """What belongs to one process: sockets and locks do not survive a fork."""

    process: int
    reading: Engine
    writing: Engine
    shared: SharedCommits | None  # of this process's threads, where the database lets only one write


class ReadableDatabase(Protocol):
    """What query ports need."""

    @property
    def keeps_revisions(self) -> bool:
        """Whether the revision of a row tells that it was changed."""
        ...

    def read(self) -> AbstractContextManager[Connection]:
        """A connection in a transaction of its own that sees one state. Raises StorageUnavailable."""
        ...

    def rows(self, statement: Sendable, values: Mapping[str, Any]) -> Rows:
        """All rows of one statement, which sees one state by itself. Raises StorageUnavailable."""
        ...


@define
class Database(ReadableDatabase):
    """One database, connected to when it is first needed, in every process anew.

    `pool_size` connections are kept and never more are opened; a thread that gets none within `pool_timeout` seconds
    is told StorageUnavailable. The first use raises StorageMisconfigured where the URL or the driver is at fault; its
    sentence says that `setting` wants mending.
    """

    url: str
    pool_size: int = 16
    pool_timeout: float = 10.0
    setting: str = "MICROBLOG_STORAGE"
    _engines: _Engines | None = field(default=None, init=False)
    _creating: Lock = field(factory=Lock, init=False)

    @property
    def engine(self) -> Engine:
        """The engine of this process, for reading."""
        return self._of_this_process().reading

    @property
    def keeps_revisions(self) -> bool:
        return dialect.keeps_revisions(self.engine)

    def connections_in_use(self) -> int:
        """How many connections of this process are not in the pool."""
        pool = self.engine.pool
        return pool.checkedout() if isinstance(pool, QueuePool) else 0

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with _mapped_errors(), self._of_this_process().reading.connect() as connection:
            yield connection
            # Nothing was written, but after a ROLLBACK psycopg forgets what it has prepared on the connection, and then
            # PostgreSQL takes three times as long to plan a timeline as to read it.
            connection.commit()

    def rows(self, statement: Sendable, values: Mapping[str, Any]) -> Rows:
        # The pool of SQLAlchemy and nothing else of it: to make a connection and a transaction of its own takes as long
        # as SQLite takes to say who is signed in.
        engine = self._of_this_process().reading
        sql, parameters = statement.sent(engine.dialect, values)
        with (
            _mapped_errors(),
            closing(_checked_out(engine)) as connection,
            as_sqlalchemy_raises(engine.dialect, connection, connection.invalidate),
        ):
            rows = fetched(connection, sql, parameters)
            connection.commit()  # nothing; but psycopg forgets what it has prepared when one is rolled back
        return rows

    @contextmanager
    def write(self) -> Iterator[Connection]:
        """A connection in a transaction that will write; it is undone unless `commit()` is called on it.

        Raises StorageUnavailable.
        """
        engines = self._of_this_process()
        with _turn(engines.shared), _mapped_errors(), _writing(engines.writing) as connection:
            yield connection

    @contextmanager
    def unit(self) -> Iterator[Unit]:
        """The same for one of many short changes, whose waits for the disk may be one. Raises StorageUnavailable."""
        engines = self._of_this_process()
        if engines.shared is None:
            with _mapped_errors(), _writing(engines.writing) as connection:
                yield LoneUnit(connection)
            return
        with _mapped_errors(), closing(engines.shared.unit(dialect.BUSY_SECONDS)) as unit:
            yield unit

    def close(self) -> None:
        """Close all connections of this process; what comes later opens new ones."""
        engines, self._engines = self._engines, None
        if engines is not None:
            engines.reading.dispose(close=engines.process == os.getpid())

    def _of_this_process(self) -> _Engines:
        engines = self._engines
        if engines is not None and engines.process == os.getpid():
            return engines
        with self._creating:
            if self._engines is None or self._engines.process != os.getpid():
                self.close()
                self._engines = self._create()
            return self._engines

    def _create(self) -> _Engines:
        engine = dialect.open_engine(self.url, self.pool_size, self.pool_timeout, self.setting)
        writing = engine.execution_options(**{dialect.WRITES: True})
        shared = SharedCommits(partial(_writing, writing)) if dialect.one_writer(engine) else None
        return _Engines(os.getpid(), engine, writing, shared)


@contextmanager
def _writing(engine: Engine) -> Iterator[Connection]:
    with engine.connect() as connection:
        connection.begin()
        yield connection


@contextmanager
def _turn(shared: SharedCommits | None) -> Iterator[None]:
    if shared is None:
        yield
        return
    waiter = shared.turns.ask(shares=False)
    try:
        if not waiter.turn.wait(dialect.BUSY_SECONDS):
            raise StorageUnavailable(RETRY_AFTER, "others are writing")
        yield
    finally:
        if not shared.turns.withdraw(waiter):
            shared.turns.give()


def _checked_out(engine: Engine) -> PoolProxiedConnection:
    errors = engine.dialect.loaded_dbapi.Error
    try:
        return engine.raw_connection()
    except errors as error:
        raise DBAPIError.instance(None, None, error, errors) from error


@contextmanager
def _mapped_errors() -> Iterator[None]:
    try:
        yield
    except PoolExhausted as error:
        raise StorageUnavailable(RETRY_AFTER, "all connections are in use") from error
    except DBAPIError as error:
        if dialect.is_away(error):
            raise StorageUnavailable(RETRY_AFTER, dialect.reason(error)) from error
        raise
