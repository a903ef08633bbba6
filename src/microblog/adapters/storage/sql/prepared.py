"""Statements that are compiled once and then sent as they are.

For what is read at every request: Core takes longer to find a compiled statement and to pass its parameters and results
on than SQLite to answer it (0.1 ms more for who is signed in, 0.2 ms for a timeline). So parameters and results are the
driver's own values there, no types between. And for what is changed with every post and by every task: there Core takes
twice as long as SQLite. Expanding IN is not possible in these: lists have a number of `places`.
"""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from typing import Any, Protocol, cast

from attrs import define, field, frozen
from sqlalchemy import Column, ColumnElement, Connection, Dialect, Insert, PoolProxiedConnection, Select, bindparam
from sqlalchemy.exc import DBAPIError
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.dml import UpdateBase
from sqlalchemy.sql.schema import ScalarElementColumnDefault

from microblog.adapters.storage.sql.dialect import is_watched

Rows = Sequence[tuple[Any, ...]]
Parameters = Mapping[str, Any] | tuple[Any, ...]


class Sendable(Protocol):
    """What a database can be asked."""

    def sent(self, dialect: Dialect, values: Mapping[str, Any]) -> tuple[str, Parameters]:
        """What its driver gets."""
        ...


@define
class Prepared(Sendable):
    """A SELECT to be sent as it is. `Database.rows` sends one by itself, `rows` several in one transaction."""

    statement: Select[Any]
    _compiled: dict[str, tuple[str, Sequence[str] | None, Mapping[str, Any]]] = field(factory=dict, init=False)

    def rows(self, connection: Connection, values: Mapping[str, Any]) -> Rows:
        """All rows."""
        sql, parameters = self.sent(connection.dialect, values)
        if not connection.in_transaction():
            connection.begin()
        with as_sqlalchemy_raises(connection.dialect, connection.connection, connection.invalidate):
            return fetched(connection.connection, sql, parameters)

    def sent(self, dialect: Dialect, values: Mapping[str, Any]) -> tuple[str, Parameters]:
        known = self._compiled.get(dialect.name)
        if known is None:
            compiled = self.statement.compile(dialect=dialect)
            known = str(compiled), compiled.positiontup, _constants(compiled)
            self._compiled[dialect.name] = known
        sql, positions, constants = known
        everything = {**constants, **values}
        return sql, everything if positions is None else tuple([everything[name] for name in positions])


@define
class PreparedChange:
    """An INSERT, UPDATE or DELETE to be sent as it is. Its values are the core's own, as Core takes them."""

    statement: UpdateBase
    _compiled: dict[tuple[str, ...], "_Change"] = field(factory=dict, init=False)

    def made(self, connection: Connection, *rows: Mapping[str, Any]) -> int:
        """How many rows it changed, with each of these values, which have the same names."""
        if is_watched(connection):
            return connection.execute(self.statement, rows if len(rows) > 1 else rows[0]).rowcount
        change = self._known(connection.dialect, rows[0])
        with (
            as_sqlalchemy_raises(connection.dialect, connection.connection, connection.invalidate),
            closing(connection.connection.cursor()) as cursor,
        ):
            if len(rows) == 1:
                cursor.execute(change.sql, change.parameters(rows[0]))
            else:
                cursor.executemany(change.sql, cast("Any", [change.parameters(row) for row in rows]))
            return cursor.rowcount

    def _known(self, dialect: Dialect, names: Iterable[str]) -> "_Change":
        key = (dialect.name, *names)
        known = self._compiled.get(key)
        if known is None:
            known = self._compiled[key] = _Change.of(self.statement, dialect, key[1:])
        return known


@frozen
class _Change:
    sql: str
    positions: Sequence[str] | None
    constants: Mapping[str, Any]
    converted: Sequence[tuple[str, Callable[[Any], Any]]]

    @classmethod
    def of(cls, statement: UpdateBase, dialect: Dialect, names: Sequence[str]) -> "_Change":
        lists_columns = isinstance(statement, Insert) and statement.select is None
        compiled = statement.compile(dialect=dialect, column_keys=names if lists_columns else None)
        defaults = ((column.key, column.default) for column in compiled.insert_prefetch)
        unsaid = {name: default.arg for name, default in defaults if isinstance(default, ScalarElementColumnDefault)}
        convert = cast("Mapping[str, Callable[[Any], Any]]", compiled._bind_processors)
        converted = [(name, convert[name]) for name in names if name in convert]
        return cls(str(compiled), compiled.positiontup, {**_constants(compiled, names), **unsaid}, converted)

    def parameters(self, values: Mapping[str, Any]) -> Parameters:
        everything = {**self.constants, **values}
        for name, convert in self.converted:
            everything[name] = convert(everything[name])
        return everything if self.positions is None else tuple([everything[name] for name in self.positions])


def say(connection: Connection, command: str) -> None:
    """Send a command that has no values and no answer, such as `SAVEPOINT`. Raises what Core raises."""
    with (
        as_sqlalchemy_raises(connection.dialect, connection.connection, connection.invalidate),
        closing(connection.connection.cursor()) as cursor,
    ):
        cursor.execute(command)


def among(column: Column[Any], name: str, places: int) -> ColumnElement[bool]:
    """Whether a column has one of the values that `in_places` makes parameters of."""
    return column.in_([bindparam(f"{name}_{place}", type_=column.type) for place in range(places)])


def in_places(name: str, values: Sequence[Any], places: int) -> dict[str, Any]:
    """Parameters for `among`: one value or more, up to as many as there are places; the last fills what is left."""
    return {f"{name}_{place}": values[min(place, len(values) - 1)] for place in range(places)}


def fetched(connection: PoolProxiedConnection, sql: str, parameters: Parameters) -> Rows:
    """All rows of a statement. Raises what the driver raises."""
    with closing(connection.cursor()) as cursor:
        cursor.execute(sql, parameters)
        rows: Rows = cursor.fetchall()
    return rows


@contextmanager
def as_sqlalchemy_raises(
    dialect: Dialect, connection: PoolProxiedConnection, invalidate: Callable[[Exception], None]
) -> Iterator[None]:
    """Raises SQLAlchemy's errors in place of the driver's, and sees to it that a lost connection is not used again.

    To ask a second time in a way that does so by itself would take as long again where somebody waits for a lock.
    """
    errors = dialect.loaded_dbapi.Error
    try:
        yield
    except errors as error:
        is_lost = dialect.is_disconnect(error, connection.driver_connection, None)
        if is_lost:
            invalidate(error)
        raise DBAPIError.instance(None, None, error, errors, connection_invalidated=is_lost, dialect=dialect) from error


def _constants(compiled: SQLCompiler, parameters: Collection[str] = ()) -> Mapping[str, Any]:
    """What the statement itself compares with, as the driver wants it."""
    raw = compiled.construct_params(_check=False)
    convert = cast("Mapping[str, Callable[[Any], Any]]", compiled._bind_processors)
    return {
        name: convert[name](value) if name in convert and value is not None else value
        for name, value in raw.items()
        if name not in parameters
    }
