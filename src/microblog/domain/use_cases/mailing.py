"""What all reactions that send mail share."""

import logging
from collections.abc import Sequence

from microblog.domain.model.account import Account, User
from microblog.domain.model.mail import Mail, Recipient
from microblog.domain.model.task import Task
from microblog.ports.mailer import Mailer, MailRefused
from microblog.ports.unit_of_work import UnitOfWorkFactory

logger = logging.getLogger(__name__)

SOURCE_LANGUAGE = "en"


def recipient_of(account: Account, user: User) -> Recipient:
    """The person as the recipient of a mail, in the language of their choice, else in English."""
    return Recipient(user.email, account.display_name, user.language or SOURCE_LANGUAGE)


def complete(unit_of_work: UnitOfWorkFactory, task: Task) -> None:
    """Note, in a unit of work of its own, that a task is done."""
    with unit_of_work() as uow:
        if uow.outbox.complete(task.id):
            uow.commit()


def send_at_least_once(mailer: Mailer, unit_of_work: UnitOfWorkFactory, *, mails: Sequence[Mail], task: Task) -> None:
    """Hand over the mails and note the task as done only then: errs on the side of sending twice.

    Raises MailNotSent and MailUnknown, so that the task is tried again. What was refused for good is not.
    """
    for mail in mails:
        try:
            mailer.send(mail)
        except MailRefused as error:
            logger.warning("mail refused", extra={"task": task.id, "reaction": task.reaction, "error": str(error)})
    complete(unit_of_work, task)
