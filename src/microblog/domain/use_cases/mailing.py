"""What all reactions that send mail share."""

import logging
from collections.abc import Sequence

from microblog.domain.model.account import Account, User
from microblog.domain.model.mail import Mail, Recipient
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.domain.model.session import Token
from microblog.domain.model.task import Task
from microblog.ports.mailer import Mailer, MailNotSent, MailRefused, MailUnknown
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


def send_at_most_once(
    mailer: Mailer, unit_of_work: UnitOfWorkFactory, *, mail: Mail, delivery: MailDelivery, token: Token, task: Task
) -> None:
    """Note the mail, with the token that it carries, hand it over, and note how that ended: errs on the side of never.

    Raises MailNotSent where it certainly was not accepted, so that the task is tried again. What anybody has begun
    before is not handed over: if they did not say how it ended, as their process did, it is unknown from now on.
    """
    with unit_of_work() as uow:
        is_first = uow.mail_deliveries.start(delivery)
        if is_first:
            uow.tokens.add(token)
        else:
            uow.mail_deliveries.abandon(delivery.key)
            uow.outbox.complete(task.id)
        uow.commit()
    if is_first:
        state = _handed_over(mailer, unit_of_work, mail, delivery.key)
        with unit_of_work() as uow:
            uow.mail_deliveries.finish(delivery.key, state)
            uow.outbox.complete(task.id)
            uow.commit()  # whoever else may have completed the task knows less of the mail than we do


def _handed_over(mailer: Mailer, unit_of_work: UnitOfWorkFactory, mail: Mail, key: str) -> MailState:
    try:
        mailer.send(mail)
    except MailNotSent:
        with unit_of_work() as uow:
            uow.mail_deliveries.remove(key)
            uow.commit()
        raise
    except (MailRefused, MailUnknown) as error:
        state = MailState.REFUSED if isinstance(error, MailRefused) else MailState.UNKNOWN
        logger.warning("mail not sent again", extra={"mail": key, "state": state.value, "error": str(error)})
        return state
    return MailState.SENT
