"""Tell people that a post mentions them."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.account import Account
from microblog.domain.model.conversation import Conversation
from microblog.domain.model.events import MentionNotified, PostEdited, PostPublished
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.post import Post, Visibility
from microblog.domain.model.task import Task, Urgency
from microblog.domain.model.visibility import Relation, can_see
from microblog.domain.use_cases.notifications.may_notify import hears_nothing_of
from microblog.domain.use_cases.notifications.receive import receive
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class NotifyMentioned(Reaction):
    """Notify every local account that a new or edited post mentions, once for each post.

    Not the author, nobody who may not see the post, and nobody who wants to hear nothing of the author or of the
    conversation. The mail follows as an event of its own. What is for the mentioned alone each of them has in a
    conversation. Whose policy holds it back has neither until they let the author in.
    """

    name: ClassVar[str] = "notify_mentioned"
    urgency: ClassVar[Urgency] = Urgency.URGENT

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, task: Task) -> None:
        event = task.event
        post_id = event.post_id if isinstance(event, PostEdited) else event_of(task, PostPublished).post_id
        with self.unit_of_work() as uow:
            post = uow.posts.get(post_id)
            author = uow.accounts.get(post.account_id) if post is not None else None
            if post is not None and author is not None:
                self._notify(uow, post, author)
            if uow.outbox.complete(task.id):
                uow.commit()

    def _notify(self, uow: UnitOfWork, post: Post, author: Account) -> None:
        names = [(mention.username, None) for mention in post.mentions if mention.domain is None]
        for account in uow.accounts.by_names(names) if names else ():
            relation = Relation(blocks=uow.blocks.between(account.id, author.id))
            if account.id == author.id or not can_see(account.id, post, author.state, relation):
                continue
            if hears_nothing_of(uow, account.id, author.id, post):
                continue
            notification = Notification(
                id=self.new_id(),
                account_id=account.id,
                kind=NotificationKind.MENTION,
                sender_id=author.id,
                post_id=post.id,
                created_at=self.clock(),
            )
            if receive(uow, notification, author, post):
                uow.outbox.add(MentionNotified(notification.id))
                if post.visibility is Visibility.MENTIONED:
                    uow.conversations.put(Conversation(account.id, post.thread_id, post.id, unread=True))
