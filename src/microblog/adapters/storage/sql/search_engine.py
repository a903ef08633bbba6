"""How each database finds rows by the words in them. The words are those that `kept_word` made.

SQLite has its index in a table of its own (FTS5); PostgreSQL compares text search vectors, past every parser and
dictionary; MySQL asks its full-text index in Boolean mode.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from attrs import frozen
from sqlalchemy import BigInteger, Column, ColumnElement, Dialect, Select, Table, Text, bindparam, cast, func
from sqlalchemy import column as bare_column
from sqlalchemy import literal_column as verbatim
from sqlalchemy import table as bare_table
from sqlalchemy.dialects import mysql
from sqlalchemy.dialects.postgresql import TSQUERY
from sqlalchemy.ext.compiler import compiles
from sqlalchemy.sql.compiler import SQLCompiler
from sqlalchemy.sql.functions import GenericFunction

from microblog.adapters.storage.sql.paging import PagedSelect
from microblog.adapters.storage.sql.prepared import Parameters, Sendable

_WORDS = bindparam("words", type_=Text())

Narrowed = tuple[Select[Any], "ColumnElement[int]"]  # with the key that the pages go by


@frozen
class Search(Sendable):
    """A statement for rows that have all of the `words` among its parameters, which is another in each database."""

    by_dialect: Mapping[str, Sendable]

    def sent(self, dialect: Dialect, values: Mapping[str, Any]) -> tuple[str, Parameters]:
        words = _all_of(dialect.name, values["words"])
        sql, parameters = self.by_dialect[dialect.name].sent(dialect, {**values, "words": words})
        if dialect.name == "postgresql":
            sql = _with_literals(sql, {**values, "words": f"'{words}'"})
        return sql, parameters


def paged_search(statement: Select[Any], words: Table, key: "Column[int]") -> PagedSelect:
    """Pages of what a statement selects from a table of words, among others, where these are all there.

    `key` is the key of that table.
    """
    pages = {dialect: PagedSelect.by(*narrow(statement, words, key)[::-1]) for dialect, narrow in _NARROW.items()}
    newest, oldest = ({name: getattr(each, end) for name, each in pages.items()} for end in ("newest", "oldest"))
    return PagedSelect(Search(newest), Search(oldest))


def _with_literals(sql: str, values: Mapping[str, Any]) -> str:
    # PostgreSQL goes by the index for a rare word and by the latest posts for a frequent one, so it has to know when it
    # plans what the words are and how much is wanted. For a statement that comes again and again it keeps a plan for
    # any parameters: so a rare word took 130 ms among 30,000 posts, in place of 2. Numbers and what `kept_word` makes
    # have no character that could end a literal.
    for name in ("words", "highest", "above", "limit"):
        sql = sql.replace(f"%({name})s", str(values[name]))
    return sql


def _with_fts5(statement: Select[Any], words: Table, key: "Column[int]") -> Narrowed:
    index = bare_table(f"{words.name}_index", bare_column("rowid", BigInteger()))
    matches = verbatim(index.name).op("MATCH")(_WORDS)
    # The sign keeps SQLite from asking the index once for each row (section 8.1 of "The SQLite Query Optimizer
    # Overview"): it is to begin with the index and to take its rows in their order.
    return statement.join(index, verbatim(f"+{index.name}.rowid") == key).where(matches), index.c.rowid


def _with_tsvector(statement: Select[Any], words: Table, key: "Column[int]") -> Narrowed:
    vector = func.array_to_tsvector(func.string_to_array(words.c.words, verbatim("' '")))
    return statement.where(vector.op("@@")(cast(_WORDS, TSQUERY))), key


def _with_fulltext(statement: Select[Any], words: Table, key: "Column[int]") -> Narrowed:
    return statement.where(mysql.match(words.c.words, against=_WORDS).in_boolean_mode()), key


_NARROW: dict[str, Callable[[Select[Any], Table, "Column[int]"], Narrowed]] = {
    "sqlite": _with_fts5,
    "postgresql": _with_tsvector,
    "mysql": _with_fulltext,
}


def _all_of(dialect: str, words: Sequence[str]) -> str:
    match dialect:
        case "sqlite":
            return " ".join(words)
        case "postgresql":
            return " & ".join(words)
        case _:
            return " ".join(f"+{word}" for word in words)


class by_code_points(GenericFunction[str]):  # noqa: N801 - a function of SQL
    """A text that is compared and sorted by code points, as most columns are here anyway."""

    inherit_cache = True


@compiles(by_code_points)
def _as_it_is(function: by_code_points, compiler: SQLCompiler, **options: Any) -> str:
    return compiler.process(next(iter(function.clauses)), **options)


@compiles(by_code_points, "postgresql")
def _with_collation(function: by_code_points, compiler: SQLCompiler, **options: Any) -> str:
    return f'({compiler.process(next(iter(function.clauses)), **options)} COLLATE "C")'
