"""See what became of mails that are sent once at most."""

from collections.abc import Collection, Mapping, Sequence

from attrs import frozen

from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ReadMails:
    """See what was sent, what was refused, and what nobody knows of."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, states: Collection[MailState], limit: int) -> Sequence[MailDelivery]:
        """The newest of those that came so far. What was not accepted for now is still a task."""
        with self.unit_of_work() as uow:
            return uow.mail_deliveries.latest(states, limit)


@frozen
class CountMails:
    """See how many there are."""

    unit_of_work: UnitOfWorkFactory

    def __call__(self) -> Mapping[MailState, int]:
        """By how far they came."""
        with self.unit_of_work() as uow:
            counted = uow.mail_deliveries.counts()
        return {state: counted.get(state, 0) for state in MailState}
