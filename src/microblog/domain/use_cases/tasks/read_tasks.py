"""See what waits in the outbox, and what was given up."""

from attrs import frozen

from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.task import Backlog, KeptTask, NoSuchTask
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadTasks:
    """See the dead tasks, or those that wait."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, cursor: Cursor, dead: bool) -> Page[KeptTask]:
        """The newest first."""
        with self.unit_of_work() as uow:
            return uow.outbox.page(cursor, dead=dead)


@frozen
class ReadTask:
    """See one task."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, task_id: int) -> KeptTask:
        """Raises NoSuchTask, also where it was done meanwhile."""
        with self.unit_of_work() as uow:
            task = uow.outbox.get(task_id)
        if task is None:
            raise NoSuchTask(task_id)
        return task


@frozen
class ReadBacklog:
    """See how much waits, how long, and how much was given up."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self) -> Backlog:
        with self.unit_of_work() as uow:
            return uow.outbox.backlog()
