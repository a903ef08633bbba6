"""Decide about tasks that were given up: begin them anew, or drop them."""

from collections.abc import Callable, Sequence

from attrs import frozen

from microblog.domain.model.page import MAX_LIMIT, Cursor
from microblog.domain.model.task import NoSuchTask, TaskNotDead
from microblog.ports.outbox import Outbox
from microblog.ports.unit_of_work import UnitOfWorkFactory

Settle = Callable[[Outbox, int], bool]


@frozen
class RetryTasks:
    """Have dead tasks done after all: without attempts so far, and at once."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, task_ids: Sequence[int]) -> None:
        """All of them or none. Raises NoSuchTask and TaskNotDead."""
        _settle(self.unit_of_work, task_ids, _revive)


@frozen
class RetryAllTasks:
    """The same with every dead task."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self) -> int:
        """How many there were. Those that die meanwhile stay dead."""
        return _settle_all(self.unit_of_work, _revive)


@frozen
class DropTasks:
    """Take dead tasks away for good; what they were to do is never done."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, task_ids: Sequence[int]) -> None:
        """All of them or none. Raises NoSuchTask and TaskNotDead."""
        _settle(self.unit_of_work, task_ids, _drop)


@frozen
class DropAllTasks:
    """The same with every dead task."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self) -> int:
        """How many there were."""
        return _settle_all(self.unit_of_work, _drop)


def _revive(outbox: Outbox, task_id: int) -> bool:
    return outbox.revive(task_id)


def _drop(outbox: Outbox, task_id: int) -> bool:
    return outbox.drop(task_id)


def _settle(unit_of_work: UnitOfWorkFactory, task_ids: Sequence[int], settle: Settle) -> None:
    with unit_of_work() as uow:
        for task_id in sorted(set(task_ids)):
            if not settle(uow.outbox, task_id):
                raise NoSuchTask(task_id) if uow.outbox.get(task_id) is None else TaskNotDead(task_id)
        uow.commit()


def _settle_all(unit_of_work: UnitOfWorkFactory, settle: Settle) -> int:
    # Page by page from the newest on, each by itself: nobody waits long for a lock, and what dies anew on the way
    # lies behind us.
    count, cursor = 0, Cursor(limit=MAX_LIMIT)
    while True:
        with unit_of_work() as uow:
            page = uow.outbox.page(cursor, dead=True)
            count += sum(settle(uow.outbox, task.id) for task in page.items)
            uow.commit()
        if page.next_max_id is None:
            return count
        cursor = Cursor(max_id=page.next_max_id, limit=MAX_LIMIT)
