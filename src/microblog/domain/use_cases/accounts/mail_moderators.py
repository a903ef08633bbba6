"""Tell the moderators that somebody waits to be let in."""

from collections.abc import Sequence
from typing import ClassVar

from attrs import frozen

from microblog.domain.model.account import Account, AccountState, User
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.events import RegistrationWaiting
from microblog.domain.model.mail import Mail
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.mailing import recipient_of, send_at_least_once
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.mail_composer import MailComposer
from microblog.ports.mailer import Mailer
from microblog.ports.unit_of_work import UnitOfWorkFactory

MOST = 20  # moderators who are told


@frozen
class MailModerators(Reaction):
    """Mail each moderator that somebody asks for an account.

    Errs on the side of twice: if the third of three mails fails, the next attempt sends all three again.
    """

    name: ClassVar[str] = "mail_moderators"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    composer: MailComposer
    mailer: Mailer
    addresses: Addresses
    server_name: str

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, RegistrationWaiting)
        with self.unit_of_work() as uow:
            account, user = uow.accounts.get(event.account_id), uow.users.get(event.account_id)
            moderators = uow.users.moderators(MOST)
        mails: Sequence[Mail] = ()
        if account is not None and user is not None and account.state is AccountState.WAITING:
            mails = [self._compose(account, user, *moderator) for moderator in moderators]
        send_at_least_once(self.mailer, self.unit_of_work, mails=mails, task=task)

    def _compose(self, account: Account, user: User, moderator: Account, theirs: User) -> Mail:
        return self.composer.registration_waiting(
            to=recipient_of(moderator, theirs),
            message_id=self.addresses.message_id("waiting", account.id, moderator.id),
            server_name=self.server_name,
            handle=f"@{account.acct}",
            reason=user.reason,
            review_link=self.addresses.page("/moderation/registrations"),
        )
