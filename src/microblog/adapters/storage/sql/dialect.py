"""The one place where databases differ. Everything else here is the same for SQLite, PostgreSQL and MySQL.

By MySQL, MariaDB is meant as well.

# Long because it is that one place.
"""

import os
import re
import select
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import partial
from typing import Any

from sqlalchemy import (
    BigInteger,
    ColumnElement,
    Connection,
    Engine,
    FromClause,
    Index,
    Insert,
    Integer,
    Select,
    Table,
    Text,
    case,
    create_engine,
    event,
    false,
    make_url,
    true,
)
from sqlalchemy.dialects import mysql
from sqlalchemy.engine.interfaces import DBAPIConnection
from sqlalchemy.exc import ArgumentError, DBAPIError, DisconnectionError, IntegrityError, OperationalError
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler

from microblog.adapters.storage.sql.sqlite_turnstile import begin_in_turn
from microblog.ports.missing_package import missing_package
from microblog.ports.schema import StorageMisconfigured

# How long a writer waits for the others before it gives up.
BUSY_SECONDS = 10.0

# How long a process waits for another one that migrates.
MIGRATION_SECONDS = 60

# By the scheme of the URL: SQLAlchemy's name for database and driver, and what pip calls the driver.
_DRIVERS = {
    "postgresql": ("postgresql+psycopg", "psycopg[binary]"),
    "mysql": ("mysql+pymysql", "pymysql[rsa]"),
    "mariadb": ("mysql+pymysql", "pymysql[rsa]"),
}

# What the drivers are told unless the URL says otherwise. `tcp_user_timeout` is in milliseconds: how long what was sent
# may stay unacknowledged, which tells a server that vanished from one that works on.
_OPTIONS = {
    "postgresql": {"connect_timeout": "5", "tcp_user_timeout": "15000", "application_name": "microblog"},
    "mysql": {"connect_timeout": "5", "charset": "utf8mb4"},
    "sqlite": {},
}

# How many times as long as to be connected a process waits for each answer of a server that is about to let it in.
_HANDSHAKE = 2

# MySQL compares without case unless told otherwise, and its TEXT ends at 64 KiB.
TABLE_OPTIONS: dict[str, Any] = {"mysql_engine": "InnoDB", "mysql_charset": "utf8mb4", "mysql_collate": "utf8mb4_bin"}
LONG_TEXT = Text().with_variant(mysql.MEDIUMTEXT(), "mysql", "mariadb")

# Only an INTEGER key is what SQLite finds its rows by; it has 64 bits as well.
KEY = BigInteger().with_variant(Integer, "sqlite")

# The rows of such a table lie in the order of its primary key, as they always do in MySQL.
CLUSTERED: dict[str, Any] = {"sqlite_with_rowid": False}

# An execution option: transactions of connections that carry it will write.
WRITES = "microblog_writes"

# A connection that lay in the pool for as many seconds is not used again: servers and firewalls end those that idle.
_POOL_RECYCLE = 1800

_SQLITE_AWAY = {
    sqlite3.SQLITE_BUSY,
    sqlite3.SQLITE_LOCKED,
    sqlite3.SQLITE_IOERR,
    sqlite3.SQLITE_CANTOPEN,
    sqlite3.SQLITE_FULL,
    sqlite3.SQLITE_READONLY,
    sqlite3.SQLITE_PROTOCOL,
    sqlite3.SQLITE_NOTADB,
    sqlite3.SQLITE_CORRUPT,
}

# PyMySQL calls operational whatever it has no other word for, a column that is missing as well.
_MYSQL_AWAY = {
    1021,  # the disk is full
    1040,  # too many connections
    1041,  # out of memory
    1044,  # access to this database denied
    1045,  # access denied
    1049,  # no such database
    1053,  # the server is being shut down
    1077,  # likewise
    1129,  # this machine failed to connect too often
    1130,  # this machine is not let in
    1152,  # the connection was aborted
    1158,  # the network failed, up to 1161
    1159,
    1160,
    1161,
    1203,  # too many connections of this user
    1205,  # a lock was not to be had in time
    1213,  # a deadlock, and this was the transaction to be undone
    1226,  # more than this user may
    1290,  # the server only reads now
    1317,  # the statement was interrupted
    1698,  # access denied
    1836,  # the server only reads now
    1927,  # the connection was killed
    2002,  # nobody listens at the socket
    2003,  # nobody listens at the port
    2005,  # no such host
    2006,  # the server has gone away
    2013,  # the connection was lost
    2055,  # likewise
    4031,  # the server ended a connection that idled
}
_MYSQL_DUPLICATE = 1062
_POSTGRESQL_READ_ONLY = "25006"  # what was the primary is a standby now


def _is_lsn(text: str) -> bool:
    return re.fullmatch("[0-9A-F]{1,8}/[0-9A-F]{1,8}", text) is not None


def _is_gtid_position(text: str) -> bool:
    # Of each GTID two numbers have 32 bits and one has 64: the server fails on what has more.
    gtids = [re.fullmatch("([0-9]{1,10})-([0-9]{1,10})-([0-9]{1,20})", each) for each in text.split(",", 20)]
    return len(gtids) <= 20 and all(
        gtid is not None and int(gtid[1]) < 2**32 and int(gtid[2]) < 2**32 and int(gtid[3]) < 2**64 for gtid in gtids
    )


# How far a database has come, what that looks like, and whether a replica has come as far. MySQL, other than MariaDB,
# keeps no such number unless it is told to.
_POSITIONS = {
    "postgresql": (
        "SELECT CAST(pg_current_wal_insert_lsn() AS TEXT)",
        _is_lsn,
        "SELECT pg_last_wal_replay_lsn() >= CAST(%s AS pg_lsn)",
    ),
    "mariadb": (
        "SELECT @@GLOBAL.gtid_binlog_pos",
        _is_gtid_position,
        "SELECT MASTER_GTID_WAIT(%s, 0) = 0",
    ),
}


class InsertOrSkip(Insert):
    """An INSERT that leaves alone what is there already under the same key; `rowcount` tells what went in."""

    inherit_cache = True


def insert_or_skip(table: Table) -> InsertOrSkip:
    """Begin such a statement."""
    return InsertOrSkip(table).execution_options(preserve_rowcount=True)


@compiles(InsertOrSkip)
def _skip_on_conflict(statement: InsertOrSkip, compiler: SQLCompiler, **options: Any) -> str:
    sql: str = compiler.visit_insert(statement, **options)  # type: ignore[no-untyped-call]
    return sql + " ON CONFLICT DO NOTHING"


@compiles(InsertOrSkip, "mysql", "mariadb")
def _ignore(statement: InsertOrSkip, compiler: SQLCompiler, **options: Any) -> str:
    sql: str = compiler.visit_insert(statement.prefix_with("IGNORE"), **options)  # type: ignore[no-untyped-call]
    return sql


def joined_as_written(statement: Select[Any]) -> Select[Any]:
    """Have the tables joined in the order in which the statement names them.

    Else MySQL begins with the accounts where it takes them for few, and sorts all that they ever wrote.
    """
    return statement.prefix_with("STRAIGHT_JOIN", dialect="mysql")


def read_by(statement: Select[Any], table: FromClause, index: Index) -> Select[Any]:
    """Have the table read by this index, so that its rows come in its order.

    Else MySQL prefers one that saves it a look at each row, and sorts them all.
    """
    return statement.with_hint(table, f"FORCE INDEX ({index.name})", "mysql")


def by_the_row(condition: ColumnElement[bool]) -> ColumnElement[bool]:
    """Have a condition looked at for each row that is met, and neither looked up nor guessed from.

    Else a database may take an index that leads to the rows it speaks of, in another order than they are wanted in.
    Of a CASE none has an opinion.
    """
    return case((condition, true()), else_=false())


def open_engine(url: str, pool_size: int, pool_timeout: float, setting: str) -> Engine:
    """An engine that connects when it is first needed. Raises StorageMisconfigured, which names the setting."""
    try:
        parts = make_url(url)
        name, package = _DRIVERS.get(parts.drivername, (parts.drivername, ""))
        parts = parts.set(drivername=name)
        unsaid = {key: value for key, value in _OPTIONS[parts.get_backend_name()].items() if key not in parts.query}
        parts = parts.update_query_dict(unsaid)
        engine = create_engine(
            parts,
            pool_size=pool_size,
            max_overflow=0,
            pool_timeout=pool_timeout,
            pool_recycle=_POOL_RECYCLE,
            pool_use_lifo=True,
            hide_parameters=True,  # in messages: they are what people wrote, and hashes of their passwords
        )
    except ModuleNotFoundError as error:
        said = missing_package(setting, f"the driver {error.name}", package)
        raise StorageMisconfigured(said) from error
    except ArgumentError as error:
        raise StorageMisconfigured(f"{setting} cannot be read as a URL: {error}.") from error
    _prepare(engine, setting)
    return engine


def _prepare(engine: Engine, setting: str) -> None:
    connect, begin = {
        "sqlite": (_open_sqlite, _begin_sqlite),
        "postgresql": (_open_postgresql, _begin_postgresql),
        "mysql": (_open_mysql, _begin_mysql),
    }[engine.dialect.name]
    event.listen(engine, "connect", connect)
    event.listen(engine, "begin", begin)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "do_connect", _make_private)
    else:
        event.listen(engine, "do_connect", partial(_connect, setting))
        event.listen(engine, "checkout", _refuse_ended)
    if engine.dialect.name == "mysql":
        event.listen(engine, "after_cursor_execute", _refuse_what_was_ignored)


def one_writer(engine: Engine) -> bool:
    """Whether the database has one writer at a time, so that waiting for one's turn is better done here."""
    return engine.dialect.name == "sqlite"


def is_watched(connection: Connection) -> bool:
    """Whether each change is to go through SQLAlchemy, which calls `_refuse_what_was_ignored`."""
    return connection.dialect.name == "mysql"


def keeps_revisions(engine: Engine) -> bool:
    """Whether triggers give a row another revision with each change (see the migration that made them)."""
    return engine.dialect.name != "mysql"


def is_away(error: DBAPIError) -> bool:
    """Whether the error says that the database cannot be used now, rather than that a statement is wrong."""
    if error.connection_invalidated:
        return True
    if isinstance(error.orig, sqlite3.Error):
        return getattr(error.orig, "sqlite_errorcode", 0) & 0xFF in _SQLITE_AWAY
    number = error.orig.args[0] if error.orig is not None and error.orig.args else None
    if isinstance(number, int):
        return number in _MYSQL_AWAY
    if getattr(error.orig, "sqlstate", None) == _POSTGRESQL_READ_ONLY:
        return True
    return isinstance(error, OperationalError)


def reason(error: DBAPIError) -> str:
    """What the driver says, in one line."""
    said = str(error.orig.args[-1]) if error.orig is not None and error.orig.args else ""
    return said.strip().partition("\n")[0].rstrip(".") or type(error.orig).__name__


def position(connection: Connection) -> str | None:
    """How far the database has come, as its replicas count it; None where it does not tell."""
    if _counting(connection) not in _POSITIONS:
        return None
    ask, _, _ = _POSITIONS[_counting(connection)]
    return connection.exec_driver_sql(ask).scalar() or None


def has_come_to(connection: Connection, position: str) -> bool:
    """Whether a replica has all that its database had at that position; False where `position` is none."""
    if _counting(connection) not in _POSITIONS:
        return False
    _, is_position, ask = _POSITIONS[_counting(connection)]
    return bool(is_position(position) and connection.exec_driver_sql(ask, (position,)).scalar())


def _counting(connection: Connection) -> str:
    return "mariadb" if getattr(connection.dialect, "is_mariadb", False) else connection.dialect.name


@contextmanager
def migration_lock(connection: Connection) -> Iterator[bool]:
    """Held by one process at a time, in a transaction that writes. False where it was not to be had in time."""
    if connection.dialect.name == "mysql":
        # Locks have names in the whole server, and transactions end with every change of a table.
        name = connection.exec_driver_sql("SELECT CONCAT('microblog.', MD5(DATABASE()))").scalar_one()
        got = connection.exec_driver_sql("SELECT GET_LOCK(%s, %s)", (name, MIGRATION_SECONDS)).scalar()
        try:
            yield got == 1
        finally:
            if not connection.invalidated:
                connection.exec_driver_sql("SELECT RELEASE_LOCK(%s)", (name,))
        return
    if connection.dialect.name == "postgresql":
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = '{MIGRATION_SECONDS}s'")
        connection.exec_driver_sql("SELECT pg_advisory_xact_lock(hashtext('microblog.migration'))")
    yield True  # in SQLite whoever writes is alone


def _connect(
    setting: str, dialect: Any, _record: object, arguments: list[Any], options: dict[str, Any]
) -> DBAPIConnection:
    try:
        if dialect.name == "mysql":
            return _shake_hands(dialect, arguments, options)
        connection: DBAPIConnection = dialect.connect(*arguments, **options)
    except (TypeError, ValueError, dialect.loaded_dbapi.ProgrammingError) as error:
        # This is how they take an option that they do not know.
        raise StorageMisconfigured(f"{setting} does not suit the driver: {str(error).strip()}.") from error
    except OSError as error:  # of a file that an option names; those of the network they have other words for
        raise StorageMisconfigured(f"{setting} does not suit the driver: {_about_files(options, error)}.") from error
    return connection


def _shake_hands(dialect: Any, arguments: list[Any], options: dict[str, Any]) -> DBAPIConnection:
    # PyMySQL's `connect_timeout` ends when somebody listens at the port, who may be no MySQL and say nothing for ever.
    # Once a server has answered, a statement may take its time.
    patience = {"read_timeout": _HANDSHAKE * int(options["connect_timeout"])}
    connection: Any = dialect.connect(*arguments, **patience | options)
    connection._read_timeout = options.get("read_timeout")
    return connection  # type: ignore[no-any-return]


def _about_files(options: dict[str, Any], error: OSError) -> str:
    # Python does not say which of the files it was.
    for name, path in options.get("ssl", {}).items():
        if name in ("ca", "cert", "key", "capath") and not os.access(path, os.R_OK):
            return f"ssl_{name} names {path}, which cannot be read"
    return f"TLS cannot be set up ({error.strerror or type(error).__name__})"


def _refuse_ended(connection: Any, _record: object, _proxy: object) -> None:
    # Something to read from a server that was asked nothing is its farewell. To look costs no round trip.
    socket = connection.pgconn.socket if hasattr(connection, "pgconn") else connection._sock.fileno()
    look = select.poll()
    look.register(socket, select.POLLIN)
    if look.poll(0):
        raise DisconnectionError("the server ended the connection")


def _make_private(_dialect: object, _record: object, arguments: list[Any], _options: dict[str, Any]) -> None:
    # A file that is not there yet is made for its owner alone, as it will hold private posts and hashes of passwords.
    # The files that SQLite lays beside it are as readable as it is.
    path = str(arguments[0])
    if path != ":memory:" and not path.startswith("file:"):
        with suppress(OSError):  # it is there, or cannot be made, which SQLite says itself
            os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_CLOEXEC, 0o600))


def _open_sqlite(connection: DBAPIConnection, _record: object) -> None:
    # The driver shall begin no transactions of its own: _begin_sqlite does.
    connection.isolation_level = None
    cursor = connection.cursor()
    cursor.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
    cursor.execute("PRAGMA journal_mode = WAL")
    # With NORMAL, what was committed survives the death of the process, but not always the loss of power. FULL waits
    # for the disk: 0.4 ms a commit, measured on an SSD, of some 0.7 ms that a post takes to write.
    cursor.execute("PRAGMA synchronous = FULL")
    cursor.execute("PRAGMA foreign_keys = ON")
    cursor.execute("PRAGMA temp_store = MEMORY")
    cursor.execute("PRAGMA cache_size = -16000")  # KiB
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    # A transaction that reads first and writes later cannot wait for another writer (SQLITE_BUSY_SNAPSHOT):
    # those that will write take the lock at once.
    if connection.get_execution_options().get(WRITES, False):
        driver = connection.connection.driver_connection
        driver.execute("PRAGMA busy_timeout = 0")
        try:
            begun = begin_in_turn(driver, connection.engine.url.database, BUSY_SECONDS)
        finally:
            driver.execute(f"PRAGMA busy_timeout = {int(BUSY_SECONDS * 1000)}")
        if not begun:
            connection.exec_driver_sql("BEGIN IMMEDIATE")  # which fails, as SQLAlchemy tells it
    else:
        connection.connection.cursor().execute("BEGIN")  # which cannot fail, and costs a tenth so


def _open_postgresql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = '{int(BUSY_SECONDS * 1000)}ms'")
        # All that is asked here is a few rows by their keys. To read whole tables, or a list from its beginning, pays
        # only where the numbers of rows were guessed right: without ANALYZE, or where those whom somebody follows wrote
        # long ago, a home timeline took 20 ms so, and 0.4 ms from row to row.
        for setting in ("enable_seqscan = off", "enable_hashjoin = off", "enable_mergejoin = off", "jit = off"):
            cursor.execute(f"SET {setting}")
    connection.commit()


def _begin_postgresql(connection: Any) -> None:
    # Several statements of a reader see one state; a writer sees what those saw that it waited for.
    from psycopg import IsolationLevel

    writes = connection.get_execution_options().get(WRITES, False)
    level = IsolationLevel.READ_COMMITTED if writes else IsolationLevel.REPEATABLE_READ
    driver = connection.connection.driver_connection
    if driver.isolation_level != level:
        driver.isolation_level = level


def _open_mysql(connection: Any, _record: object) -> None:
    with connection.cursor() as cursor:
        # To check a foreign key, InnoDB locks the row that is referred to, so that two who like one post and then count
        # it wait for each other. The core refers to nothing that is not there.
        cursor.execute(
            "SET SESSION foreign_key_checks = 0, sql_mode = 'STRICT_ALL_TABLES,NO_ENGINE_SUBSTITUTION', "
            f"innodb_lock_wait_timeout = {int(BUSY_SECONDS) or 1}, lock_wait_timeout = {MIGRATION_SECONDS}"
        )
        cursor.execute("SET SESSION TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def _begin_mysql(connection: Any) -> None:
    # As in PostgreSQL.
    if connection.get_execution_options().get(WRITES, False):
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")


def _refuse_what_was_ignored(
    _connection: Connection, cursor: Any, statement: str, _parameters: object, _context: object, _many: bool
) -> None:
    # IGNORE forgives more than keys that are there already: texts that are too long are cut.
    if cursor.warning_count and statement.startswith("INSERT IGNORE"):
        for _, number, message in cursor.connection.show_warnings():
            if number != _MYSQL_DUPLICATE:
                raise IntegrityError(statement, None, ValueError(message))
