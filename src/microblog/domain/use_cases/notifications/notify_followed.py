"""Tell a person that somebody follows them, or asks to."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.events import AccountFollowed
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.notifications.may_notify import may_notify
from microblog.domain.use_cases.notifications.receive import receive
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class NotifyFollowed(Reaction):
    """Notify the followed of a follow or a request, whichever it is by now, unless it was taken back meanwhile."""

    name: ClassVar[str] = "notify_followed"
    urgency: ClassVar[Urgency] = Urgency.URGENT

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, AccountFollowed)
        with self.unit_of_work() as uow:
            follow = uow.follows.get(event.follower_id, event.followee_id)
            follower = uow.accounts.get(event.follower_id)
            if follow is not None and follower is not None and may_notify(uow, event.followee_id, follower):
                notification = Notification(
                    id=self.new_id(),
                    account_id=event.followee_id,
                    kind=NotificationKind.FOLLOW if follow.accepted else NotificationKind.FOLLOW_REQUEST,
                    sender_id=follower.id,
                    post_id=None,
                    created_at=self.clock(),
                )
                receive(uow, notification, follower)
            if uow.outbox.complete(task.id):
                uow.commit()
