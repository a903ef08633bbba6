"""What became of the mails."""

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

    def remove(self, key: str) -> None:
        """Forget it, so that it can be tried again: only where it certainly was not accepted."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Forget all mails to an account."""
        ...
