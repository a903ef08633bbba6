"""Pages by key: no OFFSET, no COUNT."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from attrs import frozen
from sqlalchemy import BigInteger, ColumnElement, Select, bindparam

from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.prepared import Prepared, Rows, Sendable
from microblog.domain.model.page import MAX_ID, Cursor, Page

Item = TypeVar("Item")
Found = TypeVar("Found", bound=Sequence[Any])


@frozen
class PagedSelect:
    """A statement whose first column is the id that the list goes by, ready to be read from either end."""

    newest: Sendable
    oldest: Sendable

    @classmethod
    def by(cls, key: ColumnElement[int], statement: Select[Any]) -> "PagedSelect":
        """Add bounds, order and limit to a statement; `key` must lead an index of what it selects from."""
        page = bounded(key, statement)
        return cls(Prepared(page.order_by(key.desc())), Prepared(page.order_by(key)))

    def page(
        self,
        database: ReadableDatabase,
        cursor: Cursor,
        values: dict[str, Any],
        view: Callable[[tuple[Any, ...]], Item],
    ) -> Page[Item]:
        """The page that the cursor asks for. One statement, which reads one row more than is shown."""
        return page_of(cursor, self.rows(database, cursor, values), view)

    def rows(self, database: ReadableDatabase, cursor: Cursor, values: dict[str, Any]) -> Rows:
        """What the statement reads: one row more than is shown, from the end where the cursor begins."""
        return database.rows(self.newest if cursor.min_id is None else self.oldest, values | bounds(cursor))


def bounded(key: ColumnElement[int], statement: Select[Any]) -> Select[Any]:
    """A statement with the bounds and the limit that `bounds` gives, not yet in any order."""
    highest, above = bindparam("highest", type_=BigInteger()), bindparam("above", type_=BigInteger())
    return statement.where(key <= highest, key > above).limit(bindparam("limit"))


def bounds(cursor: Cursor) -> dict[str, int]:
    """The values of the parameters that `bounded` adds."""
    below = -1 if cursor.since_id is None else cursor.since_id
    return {
        "highest": MAX_ID if cursor.max_id is None else cursor.max_id - 1,
        "above": below if cursor.min_id is None else max(below, cursor.min_id),
        "limit": cursor.limit + 1,
    }


def page_of(cursor: Cursor, rows: Sequence[Found], view: Callable[[Found], Item]) -> Page[Item]:
    """The page that these rows are, one of which is too many; the first column of each is its id."""
    if not rows:
        return Page(())
    shown = cut(cursor, rows)
    items = tuple([view(row) for row in shown])
    return Page(items, shown[-1][0] if has_older(cursor, len(rows)) else None, shown[0][0])


def cut(cursor: Cursor, found: Sequence[Item]) -> Sequence[Item]:
    """What is shown of what was read, the newest first."""
    return found[: cursor.limit] if cursor.min_id is None else found[: cursor.limit][::-1]


def has_older(cursor: Cursor, found: int) -> bool:
    """Whether there may be older things than those that were read."""
    return found > cursor.limit or cursor.since_id is not None or cursor.min_id is not None
