"""Everything, read out and taken in."""

import json
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

from attrs import frozen
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    FromClause,
    Select,
    and_,
    bindparam,
    delete,
    func,
    insert,
    inspect,
    or_,
    select,
    update,
)
from sqlalchemy.exc import StatementError

from microblog.adapters.storage.sql.archive_rows import ROWS, Rows
from microblog.adapters.storage.sql.counters import recount
from microblog.adapters.storage.sql.dialect import insert_or_skip
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.search_index import catch_up
from microblog.adapters.storage.sql.tables import intakes
from microblog.domain.model.archive import KINDS, Kind, Tally
from microblog.ports.archive import Archive, ArchiveRefused, Intake, Snapshot, not_held

_BATCH = 1000
_THE_INTAKE = 1
_INSERTS = {table: insert(table) for rows in ROWS.values() for table in (rows.table, *rows.beside)}
_BEGIN = insert_or_skip(intakes)
_GO_ON = update(intakes).where(intakes.c.records == bindparam("before"))
_INTAKE = select(intakes.c.origin, intakes.c.tallies)
_END = delete(intakes)


@frozen
class SqlSnapshot(Snapshot):
    """What one transaction sees."""

    _connection: Connection

    def count(self, kind: Kind) -> int:
        rows = ROWS[kind]
        return self._connection.execute(select(func.count()).select_from(rows.table).where(*rows.where)).scalar_one()

    def batches(self, kind: Kind) -> Iterator[Sequence[Any]]:
        # By the primary key. How databases order texts differs, but each keeps to its own order.
        rows = ROWS[kind]
        key = list(rows.table.primary_key)
        first = _batch(rows, key)
        following = first.where(_comes_after(key))
        found = self._connection.execute(first).all()
        while found:
            yield [rows.record_of(row) for row in found if rows.only_with is None or row.there is not None]
            last = {column.name: getattr(found[-1], column.name) for column in key}
            found = self._connection.execute(following, last).all()


@frozen
class SqlArchive(Archive):
    """All tables of a database."""

    database: Database

    @contextmanager
    def snapshot(self) -> Iterator[Snapshot]:
        with self.database.read() as connection:
            yield SqlSnapshot(connection)

    def held(self) -> Sequence[Kind]:
        with self.database.read() as connection:
            names = set(inspect(connection).get_table_names())
            there = [kind for kind in KINDS if ROWS[kind].table.name in names]
            return [kind for kind in there if connection.execute(_any(ROWS[kind])).first() is not None]

    def intake(self) -> Intake | None:
        with self.database.read() as connection:
            has_any = inspect(connection).has_table(intakes.name)
            row = connection.execute(_INTAKE).first() if has_any else None
        return None if row is None else Intake(row.origin, _tallies_from_json(row.tallies))

    def begin(self, origin: str) -> None:
        with self.database.write() as connection:
            connection.execute(_BEGIN, {"id": _THE_INTAKE, "origin": origin, "records": 0, "tallies": "{}"})
            connection.commit()

    def take_in(self, kind: Kind, records: Sequence[Any], before: Intake, after: Intake) -> None:
        with _refusals(kind), self.database.write() as connection:
            rows = ROWS[kind]
            change = {"before": _number(before), "records": _number(after), "tallies": _tallies_to_json(after)}
            if connection.execute(_GO_ON, change).rowcount == 0:
                raise ArchiveRefused("Somebody else is filling this database: let one of you end.")
            connection.execute(_INSERTS[rows.table], [rows.row_of(record) for record in records])
            for table, rows_of in rows.beside.items():
                if repeated := [row for record in records for row in rows_of(record)]:
                    connection.execute(_INSERTS[table], repeated)
            connection.commit()

    def finish(self) -> None:
        recount(self.database)
        catch_up(self.database)
        with self.database.write() as connection:
            connection.execute(_END)
            connection.commit()


@contextmanager
def _refusals(kind: Kind) -> Iterator[None]:
    try:
        yield
    except StatementError as error:
        raise not_held(kind, error) from None


def _source(rows: Rows) -> FromClause:
    return rows.table if rows.only_with is None else rows.table.outerjoin(rows.only_with)


def _batch(rows: Rows, key: Sequence[Column[Any]]) -> Select[Any]:
    there = [] if rows.only_with is None else [rows.only_with.c.id.label("there")]
    return select(*rows.columns, *there).select_from(_source(rows)).where(*rows.where).order_by(*key).limit(_BATCH)


def _any(rows: Rows) -> Select[Any]:
    return select(*rows.table.primary_key).where(*rows.where).limit(1)


def _comes_after(key: Sequence[Column[Any]]) -> ColumnElement[bool]:
    """Larger than the key in the parameters, column by column."""
    first, *rest = key
    last = bindparam(first.name, type_=first.type)
    if not rest:
        return first > last
    # Databases find their way into the index by the first of these two alone.
    return and_(first >= last, or_(first > last, _comes_after(rest)))


def _number(intake: Intake) -> int:
    return sum(tally.count for tally in intake.tallies.values())


def _tallies_to_json(intake: Intake) -> str:
    return json.dumps({name: [tally.count, tally.digest] for name, tally in intake.tallies.items()})


def _tallies_from_json(text: str) -> dict[str, Tally]:
    return {name: Tally(count, int(digest, 16)) for name, (count, digest) in json.loads(text).items()}
