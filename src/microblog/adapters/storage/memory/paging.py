"""Cutting pages out of lists."""

from collections.abc import Callable, Iterable
from typing import TypeVar

from microblog.domain.model.page import Cursor, Page

Item = TypeVar("Item")


def page_of(items: Iterable[Item], id_of: Callable[[Item], int], cursor: Cursor) -> Page[Item]:
    """The page of these items that the cursor asks for."""
    wanted = [item for item in items if _in_bounds(id_of(item), cursor)]
    wanted.sort(key=id_of, reverse=cursor.min_id is None)
    cut = wanted[: cursor.limit]
    if cursor.min_id is not None:
        cut.reverse()
    if not cut:
        return Page(())
    has_older = len(wanted) > cursor.limit or cursor.since_id is not None or cursor.min_id is not None
    return Page(tuple(cut), id_of(cut[-1]) if has_older else None, id_of(cut[0]))


def _in_bounds(item_id: int, cursor: Cursor) -> bool:
    return (
        (cursor.max_id is None or item_id < cursor.max_id)
        and (cursor.since_id is None or item_id > cursor.since_id)
        and (cursor.min_id is None or item_id > cursor.min_id)
    )
