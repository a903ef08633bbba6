"""Mail people that a post mentions them."""

from datetime import timedelta
from typing import ClassVar

from attrs import frozen

from microblog.domain.model.account import Account, User
from microblog.domain.model.addresses import Addresses
from microblog.domain.model.events import MentionNotified
from microblog.domain.model.mail import Mail
from microblog.domain.model.mail_delivery import MailDelivery, MailState
from microblog.domain.model.post import Post
from microblog.domain.model.session import Purpose, Token
from microblog.domain.model.task import Task, Urgency
from microblog.domain.model.visibility import Relation, can_see
from microblog.domain.use_cases.mailing import complete, recipient_of, send_at_most_once
from microblog.domain.use_cases.notifications.may_notify import hears_nothing_of
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.mail_composer import MailComposer
from microblog.ports.mailer import Mailer
from microblog.ports.secret_generator import SecretGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

UNSUBSCRIBE_LIVES = timedelta(days=365)


@frozen
class _Letter:
    to: Account
    user: User
    author: Account
    post: Post

    @property
    def key(self) -> str:
        """One for each person and post, whatever becomes of the notification."""
        return f"mention/{self.post.id}/{self.to.id}"


@frozen
class MailMention(Reaction):
    """Mail a mention to whoever wants such mails, has a usable address, may see the post and hears of its author.

    Errs on the side of never twice: the mail is noted before it is handed over, and what is noted is not sent again
    unless it certainly was not accepted. A process that dies in between leaves it at that; the notification is there.
    """

    name: ClassVar[str] = "mail_mention"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    secrets: SecretGenerator
    composer: MailComposer
    mailer: Mailer
    addresses: Addresses
    server_name: str
    confirm_email: bool
    """Whether an address must be confirmed before anything but that question is sent to it."""

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, MentionNotified)
        with self.unit_of_work() as uow:
            letter = self._letter(uow, event.notification_id)
        if letter is None:
            complete(self.unit_of_work, task)
            return
        secret = self.secrets()
        mail = self._compose(letter, secret)
        now = self.clock()
        send_at_most_once(
            self.mailer,
            self.unit_of_work,
            mail=mail,
            delivery=MailDelivery(letter.key, letter.to.id, MailState.SENDING, now),
            token=Token(self.secrets.hash(secret), Purpose.UNSUBSCRIBE, letter.to.id, now, now + UNSUBSCRIBE_LIVES),
            task=task,
        )

    def _letter(self, uow: UnitOfWork, notification_id: int) -> _Letter | None:
        notification = uow.notifications.get(notification_id)
        if notification is None or notification.post_id is None:
            return None
        post, author = uow.posts.get(notification.post_id), uow.accounts.get(notification.sender_id)
        to, user = uow.accounts.get(notification.account_id), uow.users.get(notification.account_id)
        if post is None or author is None or to is None or user is None or not to.may_act:
            return None
        if not user.mail_on_mention or (self.confirm_email and user.confirmed_at is None):
            return None
        if hears_nothing_of(uow, to.id, author.id, post):
            return None
        relation = Relation(blocks=uow.blocks.between(to.id, author.id))
        return _Letter(to, user, author, post) if can_see(to.id, post, author.state, relation) else None

    def _compose(self, letter: _Letter, secret: str) -> Mail:
        return self.composer.mention(
            to=recipient_of(letter.to, letter.user),
            message_id=self.addresses.message_id("mention", letter.post.id, letter.to.id),
            server_name=self.server_name,
            author_name=letter.author.display_name,
            author_handle=f"@{letter.author.acct}",
            posted_at=letter.post.created_at,
            content_warning=letter.post.content_warning,
            post_text=letter.post.text,
            post_html=letter.post.html,
            post_link=letter.post.url,
            settings_link=self.addresses.page("/settings/account"),
            unsubscribe_link=self.addresses.page(f"/unsubscribe/{secret}"),
        )
