"""What became of the mails."""

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from microblog.domain.model.mail_delivery import MailDelivery, MailState


class MailDeliveryRepository(Protocol):
    """Keeps one row for each mail that must not be sent twice."""

    def start(self, delivery: MailDelivery) -> bool:
        """Note that the mail is about to be handed over; False if one with this key was begun before."""
        ...

    def finish(self, key: str, state: MailState) -> None:
        """Note what became of it."""
        ...

    def abandon(self, key: str) -> None:
        """Whoever began it did not say how it ended: it is unknown then. Nothing happens where that is known."""
        ...

    def remove(self, key: str) -> None:
        """Forget it, so that it can be tried again: only where it certainly was not accepted.

        Nothing happens where somebody gave it up meanwhile, as nobody will try again then.
        """
        ...

    def latest(self, states: Collection[MailState], limit: int) -> Sequence[MailDelivery]:
        """The newest of those that came so far."""
        ...

    def counts(self) -> Mapping[MailState, int]:
        """How many there are in each state; those without any may be missing."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Forget all mails to an account."""
        ...
