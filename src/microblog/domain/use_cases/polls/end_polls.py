"""Notice that polls have ended."""

from attrs import frozen

from microblog.domain.model.events import PollEnded
from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory

BATCH = 50


@frozen
class EndPolls:
    """Turn the end of each poll that has come into an event, once.

    No task waits in the outbox for that, as it is searched for what is due in the order in which it was written: all
    that is not due for days would be looked at every few seconds.
    """

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self) -> int:
        """How many there were."""
        total = 0
        while True:
            with self.unit_of_work() as uow:
                now = self.clock()
                found = uow.polls.ended(now, BATCH)
                for post_id in found:
                    if uow.polls.close(post_id, now):
                        uow.outbox.add(PollEnded(post_id, after_vote_id=0))
                        total += 1
                uow.commit()
            if len(found) < BATCH:
                return total
