"""Ask somebody who signed up to confirm their mail address."""

from datetime import timedelta
from typing import ClassVar

from attrs import frozen

from microblog.domain.model.account import AccountState
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.events import AccountRegistered
from microblog.domain.model.session import Purpose, Token
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.mailing import complete, recipient_of, send_at_least_once
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.mail_composer import MailComposer
from microblog.ports.mailer import Mailer
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

LINK_LIVES = timedelta(days=7)


@frozen
class MailConfirmation(Reaction):
    """Mail the link that confirms an address, where the account waits for that.

    Errs on the side of twice: without this mail nobody gets in. Each attempt has a new link, since only the hash of
    the last one is kept, and is a mail with an identity of its own; the older links go on working.
    """

    name: ClassVar[str] = "mail_confirmation"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator
    composer: MailComposer
    mailer: Mailer
    addresses: Addresses
    server_name: str

    def __call__(self, *, task: Task) -> None:
        event, now = event_of(task, AccountRegistered), self.clock()
        secret, valid_until = self.secrets(), now + LINK_LIVES
        with self.unit_of_work() as uow:
            account, user = uow.accounts.get(event.account_id), uow.users.get(event.account_id)
            wanted = account is not None and account.state is AccountState.UNCONFIRMED
            if wanted:
                token_hash = self.secrets.hash(secret)
                uow.tokens.add(Token(token_hash, Purpose.CONFIRM_ADDRESS, event.account_id, now, valid_until))
                uow.commit()
        if account is None or user is None or not wanted:
            complete(self.unit_of_work, task)
            return
        mail = self.composer.address_confirmation(
            to=recipient_of(account, user),
            message_id=self.addresses.message_id("confirm", task.id, task.attempts),
            server_name=self.server_name,
            handle=f"@{account.acct}",
            link=self.addresses.page(f"/confirm/{secret}"),
            valid_until=valid_until,
        )
        send_at_least_once(self.mailer, self.unit_of_work, mails=[mail], task=task)
