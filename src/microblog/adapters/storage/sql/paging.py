"""Pages by key: no OFFSET, no COUNT."""

from collections.abc import Callable
from typing import Any, TypeVar

from attrs import frozen
from sqlalchemy import BigInteger, ColumnElement, Select, bindparam

from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.prepared import Prepared, Sendable
from microblog.domain.model.page import MAX_ID, Cursor, Page

Item = TypeVar("Item")


@frozen
class PagedSelect:
    """A statement whose first column is the id that the list goes by, ready to be read from either end."""

    newest: Sendable
    oldest: Sendable

    @classmethod
    def by(cls, key: ColumnElement[int], statement: Select[Any]) -> "PagedSelect":
        """Add bounds, order and limit to a statement; `key` must lead an index of what it selects from."""
        bounded = statement.where(
            key <= bindparam("highest", type_=BigInteger()), key > bindparam("above", type_=BigInteger())
        ).limit(bindparam("limit"))
        return cls(Prepared(bounded.order_by(key.desc())), Prepared(bounded.order_by(key)))

    def page(
        self,
        database: ReadableDatabase,
        cursor: Cursor,
        values: dict[str, Any],
        view: Callable[[tuple[Any, ...]], Item],
    ) -> Page[Item]:
        """The page that the cursor asks for. One statement, which reads one row more than is shown."""
        below = -1 if cursor.since_id is None else cursor.since_id
        values["highest"] = MAX_ID if cursor.max_id is None else cursor.max_id - 1
        values["above"] = below if cursor.min_id is None else max(below, cursor.min_id)
        values["limit"] = cursor.limit + 1
        statement = self.newest if cursor.min_id is None else self.oldest
        rows = database.rows(statement, values)
        if not rows:
            return Page(())
        has_older = len(rows) > cursor.limit or cursor.since_id is not None or cursor.min_id is not None
        shown = rows[: cursor.limit] if cursor.min_id is None else rows[: cursor.limit][::-1]
        items = tuple([view(row) for row in shown])
        return Page(items, shown[-1][0] if has_older else None, shown[0][0])
