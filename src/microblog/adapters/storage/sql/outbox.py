"""The outbox: what happened, written with the change that made it happen."""

import json
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any

from attrs import Factory, evolve, fields, frozen
from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Row,
    bindparam,
    case,
    delete,
    func,
    insert,
    or_,
    select,
    update,
)

from microblog.adapters.storage.sql.paging import bounded, bounds, page_of
from microblog.adapters.storage.sql.prepared import PreparedChange
from microblog.adapters.storage.sql.tables import tasks
from microblog.domain.model.events import EVENTS, Event
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.task import Backlog, KeptTask, Task
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.outbox import Outbox

_T = tasks.c
_THIS = _T.id == bindparam("this_id")
_NOW = bindparam("now", type_=_T.due_at.type)
_IS_FREE: tuple[ColumnElement[bool], ...] = (
    ~_T.dead,
    _T.due_at <= _NOW,
    or_(_T.leased_until.is_(None), _T.leased_until <= _NOW),
)
_COLUMNS: tuple[Column[Any], ...] = (
    _T.id,
    _T.event,
    _T.payload,
    _T.reaction,
    _T.attempts,
    _T.created_at,
    _T.due_at,
    _T.last_error,
)
_ADD = PreparedChange(insert(tasks))
# Where several can write at once, those that somebody else is just claiming are passed over.
_DUE = select(*_COLUMNS).where(*_IS_FREE).order_by(_T.id).limit(bindparam("limit")).with_for_update(skip_locked=True)
_DUE_ONE = select(*_COLUMNS).where(_THIS, *_IS_FREE).with_for_update(skip_locked=True)
_LEASE = PreparedChange(
    update(tasks)
    .where(_THIS)
    .values(attempts=_T.attempts + 1, leased_until=bindparam("lease_until", type_=_T.leased_until.type))
)
_COMPLETE = PreparedChange(delete(tasks).where(_THIS))
_CHANGE = update(tasks).where(_THIS)
_KEPT = select(*(_T[field.name] for field in fields(KeptTask)))
_GET = _KEPT.where(_THIS)
_PAGE = bounded(_T.id, _KEPT.where(_T.dead == bindparam("dead")))
_NEWEST, _OLDEST = _PAGE.order_by(_T.id.desc()), _PAGE.order_by(_T.id)
_IS_DEAD = select(*_COLUMNS).where(_THIS, _T.dead).with_for_update()
_DROP = delete(tasks).where(_THIS, _T.dead)
_OLDEST_WAITING = select(func.min(_T.created_at)).where(~_T.dead)
_PUT_BACK = _CHANGE.values(
    attempts=_T.attempts - 1,
    due_at=bindparam("due_at", type_=_T.due_at.type),
    leased_until=None,
)
_DEPTH = select(func.count(), func.coalesce(func.sum(case((_T.dead, 1), else_=0)), 0)).select_from(tasks)


@frozen
class SqlOutbox(Outbox):
    """Tasks in a table. `written` are those of this unit of work, to be nudged after the commit."""

    _connection: Connection
    _new_id: IdGenerator
    _clock: Clock
    _reactions_of: Callable[[Event], Sequence[str]]
    written: list[Task] = Factory(list)

    def add(self, event: Event) -> None:
        now = self._clock()
        new = [
            Task(self._new_id(), event, reaction, attempts=0, created_at=now, due_at=now)
            for reaction in self._reactions_of(event)
        ]
        if new:
            _ADD.made(self._connection, *map(_row, new))
            self.written.extend(new)

    def claim(self, *, now: datetime, lease_until: datetime, limit: int) -> Sequence[Task]:
        return self._lease(self._connection.execute(_DUE, {"now": now, "limit": limit}).all(), lease_until)

    def claim_one(self, task_id: int, *, now: datetime, lease_until: datetime) -> Task | None:
        rows = self._connection.execute(_DUE_ONE, {"this_id": task_id, "now": now}).all()
        leased = self._lease(rows, lease_until)
        return leased[0] if leased else None

    def complete(self, task_id: int) -> bool:
        return _COMPLETE.made(self._connection, {"this_id": task_id}) > 0

    def postpone(self, task_id: int, due_at: datetime, error: str) -> None:
        values = {"this_id": task_id, "due_at": due_at, "leased_until": None, "last_error": error}
        self._connection.execute(_CHANGE, values)

    def renew(self, task_id: int, lease_until: datetime) -> None:
        self._connection.execute(_CHANGE, {"this_id": task_id, "leased_until": lease_until})

    def put_back(self, task_id: int, due_at: datetime) -> None:
        self._connection.execute(_PUT_BACK, {"this_id": task_id, "due_at": due_at})

    def give_up(self, task_id: int, error: str) -> None:
        values = {"this_id": task_id, "dead": True, "leased_until": None, "last_error": error}
        self._connection.execute(_CHANGE, values)

    def depth(self) -> tuple[int, int]:
        total, dead = self._connection.execute(_DEPTH).one()
        return total - int(dead), int(dead)

    def backlog(self) -> Backlog:
        return Backlog(*self.depth(), self._connection.execute(_OLDEST_WAITING).scalar())

    def get(self, task_id: int) -> KeptTask | None:
        row = self._connection.execute(_GET, {"this_id": task_id}).first()
        return None if row is None else kept_task_of(row)

    def page(self, cursor: Cursor, *, dead: bool) -> Page[KeptTask]:
        statement = _NEWEST if cursor.min_id is None else _OLDEST
        rows = self._connection.execute(statement, {"dead": dead, **bounds(cursor)}).all()
        return page_of(cursor, rows, kept_task_of)

    def revive(self, task_id: int) -> bool:
        row = self._connection.execute(_IS_DEAD, {"this_id": task_id}).first()
        if row is None:
            return False
        now = self._clock()
        values = {"this_id": task_id, "dead": False, "attempts": 0, "due_at": now, "leased_until": None}
        self._connection.execute(_CHANGE, values)
        task = self._read(row)  # one that still cannot be read is given up again
        if task is not None:
            self.written.append(evolve(task, attempts=0, due_at=now))
        return True

    def drop(self, task_id: int) -> bool:
        return self._connection.execute(_DROP, {"this_id": task_id}).rowcount > 0

    def _lease(self, rows: Sequence[Row[*tuple[Any, ...]]], until: datetime) -> Sequence[Task]:
        if rows:
            _LEASE.made(self._connection, *({"this_id": row.id, "lease_until": until} for row in rows))
        return [task for row in rows if (task := self._read(row)) is not None]

    def _read(self, row: Row[*tuple[Any, ...]]) -> Task | None:
        """The task; None, and it is given up, if another version of this program wrote an event unknown here."""
        try:
            event = EVENTS[row.event](**json.loads(row.payload))
        except (KeyError, TypeError, ValueError):
            self.give_up(row.id, f"the event {row.event} cannot be read")
            return None
        return Task(
            id=row.id,
            event=event,
            reaction=row.reaction,
            attempts=row.attempts + 1,
            created_at=row.created_at,
            due_at=row.due_at,
            last_error=row.last_error,
        )


def kept_task_of(row: Any) -> KeptTask:
    """A row of the table with all its columns."""
    return KeptTask(**{**row._asdict(), "payload": json.loads(row.payload)})


def _row(task: Task) -> dict[str, Any]:
    return {
        "id": task.id,
        "event": type(task.event).__name__,
        "payload": json.dumps(task.event.payload()),
        "reaction": task.reaction,
        "attempts": task.attempts,
        "created_at": task.created_at,
        "due_at": task.due_at,
        "leased_until": None,
        "dead": task.dead,
        "last_error": task.last_error,
    }
