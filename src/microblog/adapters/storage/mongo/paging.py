"""Pages by key: no skip, no count."""

from collections.abc import Callable, Sequence
from typing import Any, TypeVar

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document
from microblog.domain.model.page import MAX_ID, Cursor, Page

Item = TypeVar("Item")

LONGEST_SEARCH = 5000  # milliseconds: words may be in any number of posts, all of which are looked at


def read_page(
    commands: Commands,
    collection: str,
    cursor: Cursor,
    *,
    where: Document,
    index: Sequence[str],
    stages: Sequence[Document],
    view: Callable[[Document], Item],
    bound: Callable[[int], Any] = lambda item_id: item_id,
    shape: Sequence[Document] = (),
) -> Page[Item]:
    """The page that the cursor asks for, of what fits `where` and gets through the stages. One command.

    `index` are the fields of the one to read along: those that `where` fixes, and what the list goes by, which `bound`
    makes of an id. The server is not left to choose: what it finds best for one account may be worst for another.
    Where `where` asks for `$text` that has chosen the index already, and `index` only says what the list goes by.
    `shape` are stages for what is shown alone; after them `entry_id` must be the id.
    """
    above, highest = bounds(cursor)
    key = index[-1]
    end = [{"$limit": cursor.limit + 1}, *shape]
    in_order: list[Document] = [
        {"$match": {**where, key: {"$gt": bound(above), "$lte": bound(highest)}}},
        {"$sort": {key: -1 if cursor.min_id is None else 1}},
    ]
    if "$text" in where:  # what was found by words is sorted in any case, and no index may be named
        found = commands.aggregate(collection, [*in_order, *stages, *end], longest=LONGEST_SEARCH)
    else:
        # Without a limit before the first join the server reads 4 MiB ahead. So it is asked for twice as many as are
        # shown, and for the rest, which it does not begin with unless that was not enough.
        window = 2 * (cursor.limit + 1)
        rest = {"$unionWith": {"coll": collection, "pipeline": [*in_order, {"$skip": window}, *stages]}}
        pipeline = [*in_order, {"$limit": window}, *stages, rest, *end]
        found = commands.aggregate(collection, pipeline, index=dict.fromkeys(index, 1))
    return page_of(found, cursor, view, "entry_id")


def bounds(cursor: Cursor) -> tuple[int, int]:
    """Above which id, and up to which one."""
    below = -1 if cursor.since_id is None else cursor.since_id
    highest = MAX_ID if cursor.max_id is None else cursor.max_id - 1
    return below if cursor.min_id is None else max(below, cursor.min_id), highest


def page_of(found: Sequence[Document], cursor: Cursor, view: Callable[[Document], Item], key: str) -> Page[Item]:
    """The page that these documents are, of which there is one more than is shown; `key` is the name of the id."""
    if not found:
        return Page(())
    has_older = len(found) > cursor.limit or cursor.since_id is not None or cursor.min_id is not None
    shown = found[: cursor.limit] if cursor.min_id is None else found[: cursor.limit][::-1]
    items = tuple([view(document) for document in shown])
    return Page(items, shown[-1][key] if has_older else None, shown[0][key])
