"""The outbox: what happened, written with the change that made it happen."""

from collections.abc import Callable, Sequence
from datetime import datetime

from attrs import Factory, evolve, frozen

from microblog.adapters.storage.memory.paging import page_of
from microblog.adapters.storage.memory.tables import HeldTask, Tables
from microblog.domain.model.events import Event
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.task import Backlog, KeptTask, Task
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.outbox import Outbox


@frozen
class MemoryOutbox(Outbox):
    """Tasks in a dictionary. `written` are those of this unit of work, to be nudged after the commit."""

    _tables: Tables
    _new_id: IdGenerator
    _clock: Clock
    _reactions_of: Callable[[Event], Sequence[str]]
    written: list[Task] = Factory(list)

    def add(self, event: Event) -> None:
        now = self._clock()
        for reaction in self._reactions_of(event):
            task = Task(self._new_id(), event, reaction, attempts=0, created_at=now, due_at=now)
            self._tables.tasks[task.id] = HeldTask(task)
            self.written.append(task)

    def claim(self, *, now: datetime, lease_until: datetime, limit: int) -> Sequence[Task]:
        due = sorted(task_id for task_id, kept in self._tables.tasks.items() if _is_free(kept, now))
        return [self._lease(task_id, lease_until) for task_id in due[:limit]]

    def claim_one(self, task_id: int, *, now: datetime, lease_until: datetime) -> Task | None:
        kept = self._tables.tasks.get(task_id)
        return self._lease(task_id, lease_until) if kept is not None and _is_free(kept, now) else None

    def complete(self, task_id: int) -> bool:
        return self._tables.tasks.pop(task_id, None) is not None

    def postpone(self, task_id: int, due_at: datetime, error: str) -> None:
        kept = self._tables.tasks.get(task_id)
        if kept is not None:
            self._tables.tasks[task_id] = HeldTask(evolve(kept.task, due_at=due_at, last_error=error))

    def renew(self, task_id: int, lease_until: datetime) -> None:
        kept = self._tables.tasks.get(task_id)
        if kept is not None:
            self._tables.tasks[task_id] = HeldTask(kept.task, leased_until=lease_until)

    def put_back(self, task_id: int, due_at: datetime) -> None:
        kept = self._tables.tasks.get(task_id)
        if kept is not None:
            task = evolve(kept.task, due_at=due_at, attempts=kept.task.attempts - 1)
            self._tables.tasks[task_id] = HeldTask(task)

    def give_up(self, task_id: int, error: str) -> None:
        kept = self._tables.tasks.get(task_id)
        if kept is not None:
            self._tables.tasks[task_id] = HeldTask(evolve(kept.task, dead=True, last_error=error))

    def depth(self) -> tuple[int, int]:
        dead = sum(kept.task.dead for kept in self._tables.tasks.values())
        return len(self._tables.tasks) - dead, dead

    def backlog(self) -> Backlog:
        waiting = [kept.task.created_at for kept in self._tables.tasks.values() if not kept.task.dead]
        return Backlog(len(waiting), len(self._tables.tasks) - len(waiting), min(waiting, default=None))

    def get(self, task_id: int) -> KeptTask | None:
        kept = self._tables.tasks.get(task_id)
        return None if kept is None else record_of(kept)

    def page(self, cursor: Cursor, *, dead: bool) -> Page[KeptTask]:
        records = [record_of(kept) for kept in self._tables.tasks.values() if kept.task.dead is dead]
        return page_of(records, lambda record: record.id, cursor)

    def revive(self, task_id: int) -> bool:
        if not self._is_dead(task_id):
            return False
        task = evolve(self._tables.tasks[task_id].task, dead=False, attempts=0, due_at=self._clock())
        self._tables.tasks[task_id] = HeldTask(task)
        self.written.append(task)
        return True

    def drop(self, task_id: int) -> bool:
        return self._is_dead(task_id) and self.complete(task_id)

    def _is_dead(self, task_id: int) -> bool:
        kept = self._tables.tasks.get(task_id)
        return kept is not None and kept.task.dead

    def _lease(self, task_id: int, until: datetime) -> Task:
        kept = self._tables.tasks[task_id]
        task = evolve(kept.task, attempts=kept.task.attempts + 1)
        self._tables.tasks[task_id] = HeldTask(task, leased_until=until)
        return task


def record_of(kept: HeldTask) -> KeptTask:
    """The task as every storage keeps it."""
    task = kept.task
    return KeptTask(
        id=task.id,
        event=type(task.event).__name__,
        payload=task.event.payload(),
        reaction=task.reaction,
        attempts=task.attempts,
        created_at=task.created_at,
        due_at=task.due_at,
        leased_until=kept.leased_until,
        dead=task.dead,
        last_error=task.last_error,
    )


def _is_free(kept: HeldTask, now: datetime) -> bool:
    held = kept.leased_until is not None and kept.leased_until > now
    return kept.task.due_at <= now and not held and not kept.task.dead
