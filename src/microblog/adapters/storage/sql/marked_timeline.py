"""Timelines of posts that are mostly known already.

A page is asked for by marks first: a text for each entry that the viewer may see, in which everything has its part that
can change what is shown of it. What is kept under the mark need not be read, made and rendered again. The marks come in
one row, since the driver of SQLite lets go of the interpreter at each: with many threads that took as long as the rest.
"""

from operator import attrgetter
from typing import Any

from attrs import evolve, field, frozen
from sqlalchemy import ColumnElement, Select, Text, case, cast, func, select
from sqlalchemy import literal_column as verbatim

from microblog.adapters.storage.sql.column_types import to_json
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.paging import PagedSelect, bounded, cut, has_older
from microblog.adapters.storage.sql.post_views import (
    AUTHOR,
    CHOICES,
    ENTRY,
    FLAGS,
    POST,
    SHARER,
    is_large,
    post_view,
)
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.domain.model.kept import Kept
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import PostView

_KEPT = 4096  # views, of some 2 kB


def _version() -> ColumnElement[str]:
    # What a boost is of never changes, so its id stands for both posts.
    version: Any = cast(ENTRY.c.id, Text)
    for revision in (POST.c.revision, AUTHOR.c.revision, SHARER.c.revision):
        version = version + verbatim("'.'") + cast(revision, Text)
    return version  # type: ignore[no-any-return]


def _flags() -> ColumnElement[int]:
    flags: ColumnElement[int] = verbatim("0")
    for place, flag in enumerate(FLAGS):
        flags = flags + case((flag, verbatim(str(1 << place))), else_=verbatim("0"))
    return flags


_VERSION = _version()
_MARK = _VERSION + verbatim("'.'") + cast(_flags(), Text) + func.coalesce(cast(CHOICES, Text), verbatim("''"))
_by_entry = attrgetter("entry_id")


def _mark_of(row: tuple[Any, ...], view: PostView) -> str:
    """The mark from a row that ends with the version."""
    flags = view.liked + 2 * view.boosted + 4 * view.bookmarked + 8 * view.pinned + 16 * view.muted
    choices = to_json(view.poll.choices) if view.poll is not None and view.poll.choices is not None else ""
    return f"{row[-1]}.{flags}{choices}"


@frozen
class MarkedTimeline:
    """Pages of entries: whole ones, the same with the version behind, and their marks alone, all in one text."""

    plain: PagedSelect
    versioned: PagedSelect
    marks: PagedSelect

    @classmethod
    def by(cls, key: ColumnElement[int], statement: Select[Any]) -> "MarkedTimeline":
        """The timeline of what a statement selects that `entries_in` began; `key` is the id of the entry."""
        marks = bounded(key, statement.with_only_columns(_MARK.label("mark")))
        newest, oldest = (_joined(marks.order_by(order)) for order in (key.desc(), key))
        versioned = statement.add_columns(_VERSION)
        return cls(PagedSelect.by(key, statement), PagedSelect.by(key, versioned), PagedSelect(newest, oldest))


def _joined(marks: Select[Any]) -> Prepared:
    one: Any = marks.subquery("marked").c.mark
    return Prepared(select(func.aggregate_strings(one, verbatim("' '"))))  # type: ignore[arg-type]


@frozen
class KeptPosts:
    """What was read by marks, for all viewers."""

    _views: Kept[str, PostView] = field(factory=lambda: Kept(_KEPT), init=False, repr=False)

    def page(
        self, timeline: MarkedTimeline, database: ReadableDatabase, cursor: Cursor, values: dict[str, Any]
    ) -> Page[PostView]:
        """The page that the cursor asks for: by one statement, and by a second one if anything is not kept."""
        if not database.keeps_revisions:
            return timeline.plain.page(database, cursor, values, post_view)
        found = self._kept(timeline, database, cursor, values)
        if found is None:
            found = [self._noted(row) for row in timeline.versioned.rows(database, cursor, values)]
        if not found:
            return Page(())
        shown = cut(cursor, found)
        next_max_id = shown[-1].entry_id if has_older(cursor, len(found)) else None
        return Page(tuple(shown), next_max_id, shown[0].entry_id)

    def _kept(
        self, timeline: MarkedTimeline, database: ReadableDatabase, cursor: Cursor, values: dict[str, Any]
    ) -> list[PostView] | None:
        """As the statement for whole entries would have it; None if any is missing."""
        ((marks,),) = timeline.marks.rows(database, cursor, values)
        found = self._views.get(marks.split(" ") if marks else ())
        views = [view for view in found if view is not None]
        if len(views) < len(found):
            return None
        views.sort(key=_by_entry, reverse=cursor.min_id is None)  # an aggregate may come in any order
        return views

    def _noted(self, row: tuple[Any, ...]) -> PostView:
        view = post_view(row[:-1])
        view = evolve(view, mark=_mark_of(row, view))
        if not is_large(row):
            self._views.put(view.mark, view)
        return view
