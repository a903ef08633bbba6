"""Mail the link that sets a new password."""

from datetime import timedelta
from typing import ClassVar

from attrs import frozen

from microblog.domain.model.account import AccountState
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.events import PasswordResetRequested
from microblog.domain.model.session import Purpose, Token
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.mailing import complete, recipient_of, send_at_least_once
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.mail_composer import MailComposer
from microblog.ports.mailer import Mailer
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

LINK_LIVES = timedelta(hours=1)


@frozen
class MailReset(Reaction):
    """Mail a fresh link to set a new password; older links of the account stop working.

    Errs on the side of twice: whoever asked is locked out without it. As a second attempt voids the link of the
    first, it is a mail with an identity of its own.
    """

    name: ClassVar[str] = "mail_reset"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator
    composer: MailComposer
    mailer: Mailer
    addresses: Addresses
    server_name: str

    def __call__(self, *, task: Task) -> None:
        event, now = event_of(task, PasswordResetRequested), self.clock()
        secret, valid_until = self.secrets(), now + LINK_LIVES
        with self.unit_of_work() as uow:
            account, user = uow.accounts.get(event.account_id), uow.users.get(event.account_id)
            wanted = account is not None and (account.may_act or account.state is AccountState.UNCONFIRMED)
            if wanted:
                uow.tokens.remove_of_account(event.account_id, Purpose.RESET_PASSWORD)
                token_hash = self.secrets.hash(secret)
                uow.tokens.add(Token(token_hash, Purpose.RESET_PASSWORD, event.account_id, now, valid_until))
                uow.commit()
        if account is None or user is None or not wanted:
            complete(self.unit_of_work, task)
            return
        mail = self.composer.password_reset(
            to=recipient_of(account, user),
            message_id=self.addresses.message_id("reset", task.id, task.attempts),
            server_name=self.server_name,
            handle=f"@{account.acct}",
            link=self.addresses.page(f"/password/reset/{secret}"),
            valid_until=valid_until,
        )
        send_at_least_once(self.mailer, self.unit_of_work, mails=[mail], task=task)
