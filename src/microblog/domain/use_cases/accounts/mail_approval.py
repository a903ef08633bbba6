"""Tell somebody that they were let in."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.account import AccountState
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.events import AccountApproved
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.mailing import complete, recipient_of, send_at_least_once
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.mail_composer import MailComposer
from microblog.ports.mailer import Mailer
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class MailApproval(Reaction):
    """Mail that an account was approved. Errs on the side of twice: the person has been waiting for it."""

    name: ClassVar[str] = "mail_approval"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    composer: MailComposer
    mailer: Mailer
    addresses: Addresses
    server_name: str

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, AccountApproved)
        with self.unit_of_work() as uow:
            account, user = uow.accounts.get(event.account_id), uow.users.get(event.account_id)
        if account is None or user is None or account.state is not AccountState.ACTIVE:
            complete(self.unit_of_work, task)
            return
        mail = self.composer.registration_approved(
            to=recipient_of(account, user),
            message_id=self.addresses.message_id("approval", task.id),
            server_name=self.server_name,
            handle=f"@{account.acct}",
            login_link=self.addresses.page("/login"),
        )
        send_at_least_once(self.mailer, self.unit_of_work, mails=[mail], task=task)
