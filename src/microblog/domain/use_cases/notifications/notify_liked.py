"""Tell an author that somebody likes a post."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.events import PostLiked
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.notifications.may_notify import may_notify
from microblog.domain.use_cases.notifications.receive import receive
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class NotifyLiked(Reaction):
    """Notify the author of a post of a like, unless it was taken back meanwhile or is their own."""

    name: ClassVar[str] = "notify_liked"
    urgency: ClassVar[Urgency] = Urgency.URGENT

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, PostLiked)
        with self.unit_of_work() as uow:
            post, liker = uow.posts.get(event.post_id), uow.accounts.get(event.account_id)
            if (
                post is not None
                and liker is not None
                and uow.likes.get(liker.id, post.id) is not None
                and may_notify(uow, post.account_id, liker, post)
            ):
                notification = Notification(
                    id=self.new_id(),
                    account_id=post.account_id,
                    kind=NotificationKind.LIKE,
                    sender_id=liker.id,
                    post_id=post.id,
                    created_at=self.clock(),
                )
                receive(uow, notification, liker, post)
            if uow.outbox.complete(task.id):
                uow.commit()
