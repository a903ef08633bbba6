"""How a database goes about a read: by which plan, and how many rows it looks at."""

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

import psycopg
from sqlalchemy import Connection

from microblog.adapters.storage.sql.engine import Database
from tests.integration.storage.reads import noted

Statement = tuple[str, Any]

_READS_ALL = {"Seq Scan", "Hash", "Merge Join", "Materialize"}


def slow_steps(database: Database, statements: Sequence[Statement]) -> list[str]:
    """Where these go through a table, rather than an index or what was found so far, or sort."""
    by_name: dict[str, Callable[[Connection, str, Any], Iterator[str]]] = {
        "sqlite": _of_sqlite,
        "postgresql": _of_postgresql,
        "mysql": _of_mysql,
    }
    steps = by_name[database.engine.dialect.name]
    with database.read() as connection:
        return [step for statement in statements for step in steps(connection, *statement)]


def rows_looked_at(database: Database, read: Callable[[], object]) -> int:
    """How many rows, of tables and indexes, a read looks at; in SQLite, how many steps its machine takes."""
    if database.engine.dialect.name == "sqlite":
        return _steps_of_sqlite(database, read)
    with noted(database) as statements:
        read()
    count = {"postgresql": _rows_of_postgresql, "mysql": _rows_of_mysql}[database.engine.dialect.name]
    with database.read() as connection:
        return sum(count(connection, *statement) for statement in statements)


def _of_sqlite(connection: Connection, statement: str, _: Any) -> Iterator[str]:
    for row in connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}"):
        of_found = row[3] in ("SCAN unread", "SCAN requests", "SCAN held", "SCAN marked", "SCAN CONSTANT ROW")
        if "TEMP B-TREE" in row[3] or (row[3].startswith("SCAN") and not of_found):
            yield row[3]


def _steps_of_sqlite(database: Database, read: Callable[[], object]) -> int:
    taken = 0

    def count() -> int:
        nonlocal taken
        taken += 1
        return 0

    with database.read() as connection:  # the only one in the pool, so that the read gets it again
        driver: Any = connection.connection.driver_connection
    driver.set_progress_handler(count, 1)
    try:
        read()
    finally:
        driver.set_progress_handler(None, 0)
    return taken


def _of_postgresql(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    # What is planned for the parameters, the first five times, may sort what it knows to be little.
    for mode, slow in (("custom", _READS_ALL), ("generic", _READS_ALL | {"Sort", "Incremental Sort"})):
        connection.exec_driver_sql(f"SET LOCAL plan_cache_mode = force_{mode}_plan")
        for node in _nodes(_postgresql_plan(connection, statement, parameters, "FORMAT JSON")):
            if node["Node Type"] in slow:
                yield f"{node['Node Type']} {node.get('Relation Name', '')} in the {mode} plan"


def _rows_of_postgresql(connection: Connection, statement: str, parameters: Any) -> int:
    connection.exec_driver_sql("SET LOCAL plan_cache_mode = force_generic_plan")
    return sum(
        node["Actual Loops"] * (node["Actual Rows"] + node.get("Rows Removed by Filter", 0))
        for node in _nodes(_postgresql_plan(connection, statement, parameters, "FORMAT JSON, ANALYZE"))
        if "Relation Name" in node or "Index Name" in node
    )


def _postgresql_plan(connection: Connection, statement: str, parameters: Any, how: str) -> dict[str, Any]:
    driver: Any = connection.connection.driver_connection
    used = [name for name in parameters or () if f"%({name})s" in statement]
    names = {name: f"${number}" for number, name in enumerate(used, 1)}
    given = ", ".join(psycopg.sql.Literal(parameters[name]).as_string(driver) for name in used)
    with driver.cursor() as cursor:
        cursor.execute(f"PREPARE explained AS {_numbered(statement, names)}")
        cursor.execute(f"EXPLAIN ({how}) EXECUTE explained {f'({given})' if given else ''}")
        (found,) = cursor.fetchone()
        cursor.execute("DEALLOCATE explained")
    plan: dict[str, Any] = (json.loads(found) if isinstance(found, str) else found)[0]["Plan"]
    return plan


def _numbered(statement: str, names: dict[str, str]) -> str:
    for name, number in names.items():
        statement = statement.replace(f"%({name})s", number)
    return statement


def _nodes(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for part in plan.get("Plans", ()):
        yield from _nodes(part)


def _of_mysql(connection: Connection, statement: str, parameters: Any) -> Iterator[str]:
    for row in connection.exec_driver_sql(f"EXPLAIN {statement}", parameters).mappings():
        extra, table = row["Extra"] or "", row["table"] or ""
        if row["type"] in ("ALL", "index") and not table.startswith("<derived"):
            yield f"{row['type']} {table} {extra}"
        elif "filesort" in extra or "temporary" in extra:
            yield f"{table} {extra}"


def _rows_of_mysql(connection: Connection, statement: str, parameters: Any) -> int:
    connection.exec_driver_sql("FLUSH STATUS").close()
    connection.exec_driver_sql(statement, parameters).close()
    return sum(int(row[1]) for row in connection.exec_driver_sql("SHOW SESSION STATUS LIKE 'Handler_read%%'"))
