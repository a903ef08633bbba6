"""End mutes that have had their time."""

from attrs import frozen

from microblog.ports.clock import Clock
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class EndMutes:
    """Remove the mutes that expired: until then those who are muted stay out of timelines."""

    unit_of_work: UnitOfWorkFactory
    clock: Clock

    def __call__(self) -> int:
        """How many there were."""
        with self.unit_of_work() as uow:
            ended = uow.mutes.remove_expired(self.clock())
            uow.commit()
        return ended
