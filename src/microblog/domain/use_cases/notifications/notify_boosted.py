"""Tell an author that somebody boosted a post."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.events import PostBoosted
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.notifications.may_notify import may_notify
from microblog.domain.use_cases.notifications.receive import receive
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.clock import Clock
from microblog.ports.id_generator import IdGenerator
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory


@frozen
class NotifyBoosted(Reaction):
    """Notify the author of a boosted post, unless the boost was taken back meanwhile or is their own.

    The notification is about the post that was boosted, not about the boost.
    """

    name: ClassVar[str] = "notify_boosted"
    urgency: ClassVar[Urgency] = Urgency.URGENT

    unit_of_work: UnitOfWorkFactory
    clock: Clock
    new_id: IdGenerator

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, PostBoosted)
        with self.unit_of_work() as uow:
            self._notify(uow, event.boost_id)
            if uow.outbox.complete(task.id):
                uow.commit()

    def _notify(self, uow: UnitOfWork, boost_id: int) -> None:
        boost = uow.posts.get(boost_id)
        if boost is None or boost.deleted_at is not None or boost.boost_of_id is None:
            return
        post = uow.posts.get(boost.boost_of_id)
        if post is None or post.deleted_at is not None:
            return
        booster = uow.accounts.get(boost.account_id)
        if booster is None or not may_notify(uow, post.account_id, booster, post):
            return
        notification = Notification(
            id=self.new_id(),
            account_id=post.account_id,
            kind=NotificationKind.BOOST,
            sender_id=booster.id,
            post_id=post.id,
            created_at=self.clock(),
        )
        receive(uow, notification, booster, post)
