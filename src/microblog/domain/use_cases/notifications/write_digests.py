"""Decide whose digest is due."""

from datetime import timedelta

from attrs import frozen

from microblog.domain.model.digest import Digest, DigestRhythm, period_at
from microblog.domain.model.events import DigestDue
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

BATCH = 100


@frozen
class WriteDigests:
    """Have a digest written for everybody who wants one and has none of the period that has begun last.

    That somebody has one is noted with the task, by account and period: so there is one however often and by however
    many workers this is done, and whatever becomes of their clocks. What nobody ran for is made up for once.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self) -> int:
        """How many it were."""
        return sum(self._write(rhythm) for rhythm in (DigestRhythm.DAILY, DigestRhythm.WEEKLY))

    def _write(self, rhythm: DigestRhythm) -> int:
        period, count, after = period_at(rhythm, self.clock()), 0, 0
        while True:
            with self.unit_of_work() as uow:
                due = uow.digests.due(rhythm, period, after=after, limit=BATCH)
                count += sum(self._begin(uow, account_id, rhythm, period) for account_id in due)
                uow.commit()
            if len(due) < BATCH:
                return count
            after = due[-1]

    def _begin(self, uow: UnitOfWork, account_id: int, rhythm: DigestRhythm, period: int) -> bool:
        now, latest = self.clock(), uow.digests.latest(account_id)
        first_id = latest.up_to_id if latest else self.new_id.at(now - timedelta(days=rhythm.days))
        up_to_id = self.new_id.at(now)
        if not uow.digests.add(Digest(account_id, period, up_to_id, now)):
            return False
        uow.outbox.add(DigestDue(account_id, period, first_id, up_to_id))
        return True
