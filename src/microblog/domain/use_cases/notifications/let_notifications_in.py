"""Let in what was held back."""

from typing import ClassVar

from attrs import frozen

from microblog.domain.model.events import NotificationRequestAccepted
from microblog.domain.model.notification_request import RequestState
from microblog.domain.model.task import Task, Urgency
from microblog.domain.use_cases.notifications.receive import let_in
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.ports.unit_of_work import UnitOfWorkFactory

BATCH = 100


@frozen
class LetNotificationsIn(Reaction):
    """Let in what was held back of somebody whose request was accepted, one batch in each task."""

    name: ClassVar[str] = "let_notifications_in"
    urgency: ClassVar[Urgency] = Urgency.URGENT

    unit_of_work: UnitOfWorkFactory

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, NotificationRequestAccepted)
        with self.unit_of_work() as uow:
            request = uow.notification_requests.between(event.account_id, event.sender_id)
            if request is not None and request.state is RequestState.ACCEPTED:
                held = uow.notifications.held(event.account_id, event.sender_id, BATCH)
                for notification in held:
                    let_in(uow, notification)
                if len(held) == BATCH:
                    uow.outbox.add(event)
                else:
                    uow.notification_requests.merge(event.account_id, event.sender_id)
            if uow.outbox.complete(task.id):
                uow.commit()
