"""Run what waits in the outbox."""

from datetime import timedelta

from attrs import frozen

from microblog.domain.model.task import LEASE
from microblog.domain.use_cases.tasks.react import React
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class SweepOutbox:
    """Run all tasks that are due and that nobody holds, at most `limit`: whatever a lost nudge or a crash left.

    They are claimed one at a time. In a batch the leases of the last ones would run out, and their attempts be
    counted, while the first ones wait for a slow mail server.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    react: React
    lease: timedelta = LEASE
    limit: int = 1000

    def __call__(self) -> int:
        """How many were run, to whatever end."""
        for count in range(self.limit):
            if not self._run_next():
                return count
        return self.limit

    def _run_next(self) -> bool:
        now = self.clock()
        with self.unit_of_work() as uow:
            tasks = uow.outbox.claim(now=now, lease_until=now + self.lease, limit=1)
            uow.commit()  # also where there are none: a task that cannot even be read was given up by the claim
        for task in tasks:
            self.react(task=task)
        return bool(tasks)
