"""Mail people what they missed."""

from collections.abc import Sequence
from typing import ClassVar

from attrs import frozen

from microblog.domain.model.account import Account, User
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.digest import DigestEntry, DigestRhythm
from microblog.domain.model.events import DigestDue
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.domain.model.page import Cursor
from microblog.domain.model.session import Purpose, Token
from microblog.domain.model.task import Task, Urgency
from microblog.domain.model.views import NotificationView
from microblog.domain.use_cases.mailing import complete, recipient_of, send_at_most_once
from microblog.domain.use_cases.notifications.mail_mention import UNSUBSCRIBE_LIVES
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.mail_composer import MailComposer
from microblog.ports.mailer import Mailer
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory

MOST_ENTRIES = 20


@frozen
class MailDigest(Reaction):
    """Mail somebody who still wants that, and has a usable address, what they have not read and may see.

    Where there is nothing of that kind no mail is sent. Errs on the side of never twice, as mails about mentions do.
    """

    name: ClassVar[str] = "mail_digest"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator
    composer: MailComposer
    mailer: Mailer
    addresses: Addresses
    server_name: str
    confirm_email: bool
    notifications: NotificationQuery

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, DigestDue)
        recipient = self._recipient(event.account_id)
        entries = self._entries(event) if recipient else ()
        if recipient is None or not entries:
            complete(self.unit_of_work, task)
            return
        account, user = recipient
        secret, now = self.secrets(), self.clock()
        mail = self.composer.digest(
            to=recipient_of(account, user),
            message_id=self.addresses.message_id("digest", event.period, account.id),
            server_name=self.server_name,
            entries=entries[:MOST_ENTRIES],
            has_more=len(entries) > MOST_ENTRIES,
            notifications_link=self.addresses.page("/notifications"),
            settings_link=self.addresses.page("/settings/account"),
            unsubscribe_link=self.addresses.page(f"/unsubscribe/{secret}"),
        )
        send_at_most_once(
            self.mailer,
            self.unit_of_work,
            mail=mail,
            delivery=MailDelivery(f"digest/{event.period}/{account.id}", account.id, MailState.SENDING, now),
            token=Token(
                self.secrets.hash(secret), Purpose.UNSUBSCRIBE_DIGEST, account.id, now, now + UNSUBSCRIBE_LIVES
            ),
            task=task,
        )

    def _recipient(self, account_id: int) -> tuple[Account, User] | None:
        with self.unit_of_work() as uow:
            account, user = uow.accounts.get(account_id), uow.users.get(account_id)
        if account is None or user is None or not account.may_act:
            return None
        if user.digest is DigestRhythm.OFF or (self.confirm_email and user.confirmed_at is None):
            return None
        return account, user

    def _entries(self, event: DigestDue) -> Sequence[DigestEntry]:
        cursor = Cursor(since_id=max(event.first_id - 1, 0), max_id=event.up_to_id, limit=MOST_ENTRIES + 1)
        page = self.notifications.of_account(event.account_id, cursor)
        return [_entry(view) for view in page.items if view.unread]


def _entry(view: NotificationView) -> DigestEntry:
    sender, post = view.sender, view.post
    return DigestEntry(
        kind=view.kind,
        name=sender.display_name,
        handle=f"@{sender.acct}",
        link=post.url if post else sender.url,
        text=post.text if post else "",
        content_warning=post.content_warning if post else "",
    )
