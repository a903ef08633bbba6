"""Run one task."""

from datetime import timedelta

from attrs import frozen

from microblog.domain.model.task import LEASE
from microblog.domain.use_cases.tasks.react import React
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class RunTask:
    """Claim a task and run its reaction. `lease`: after that long without an end, somebody else may try."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    react: React
    lease: timedelta = LEASE

    def __call__(self, *, task_id: int) -> bool:
        """Whether it was run to a good end; False also where it is not due, held by somebody, or done already."""
        now = self.clock()
        with self.unit_of_work() as uow:
            task = uow.outbox.claim_one(task_id, now=now, lease_until=now + self.lease)
            uow.commit()  # also where there is none: a task that cannot even be read was given up by the claim
        return task is not None and self.react(task=task)
