"""Tell an app at once what its person was told."""

import logging
from typing import ClassVar

from attrs import frozen

from microblog.domain.model.events import PushDue
from microblog.domain.model.page import Page
from microblog.domain.model.push import PushPolicy, PushSubscription
from microblog.domain.model.task import MAX_ATTEMPTS, Task, Urgency
from microblog.domain.model.views import NotificationView
from microblog.domain.use_cases.mailing import SOURCE_LANGUAGE, complete
from microblog.domain.use_cases.push.read_push_key import ReadPushKey
from microblog.domain.use_cases.reaction import Reaction, event_of
from microblog.domain.use_cases.screen import Screen
from microblog.ports.notification_query import NotificationQuery
from microblog.ports.push_composer import PushComposer
from microblog.ports.push_sender import PushGone, PushNotSent, PushRefused, PushSender
from microblog.ports.unit_of_work import UnitOfWork, UnitOfWorkFactory

logger = logging.getLogger(__name__)


@frozen
class PushNotification(Reaction):
    """Push a notification to an app that wants it, unless its person could not read it by now, or filters hide it.

    Errs on the side of sending twice, as a process may die after a push service took it. While the device is away the
    second takes the place of the first; an app that shows both can tell by the id in them. A subscription that the push
    service does not know any longer is removed; what it refuses for another reason is not tried again. Nor is what came
    to its last attempt, which no operator need look at: apps bring push services along that may be gone for good.
    """

    name: ClassVar[str] = "push_notification"
    urgency: ClassVar[Urgency] = Urgency.BULK

    unit_of_work: UnitOfWorkFactory
    notifications: NotificationQuery
    screen: Screen
    read_push_key: ReadPushKey
    push_composer: PushComposer
    push_sender: PushSender

    def __call__(self, *, task: Task) -> None:
        event = event_of(task, PushDue)
        with self.unit_of_work() as uow:
            subscription = uow.push_subscriptions.get(event.subscription_id)
            language = None if subscription is None else _language(uow, subscription)
        if subscription is None or language is None or not self._is_gone(task, event, subscription, language):
            complete(self.unit_of_work, task)
            return
        with self.unit_of_work() as uow:
            uow.push_subscriptions.remove(subscription.id)
            uow.outbox.complete(task.id)
            uow.commit()

    def _is_gone(self, task: Task, event: PushDue, subscription: PushSubscription, language: str) -> bool:
        """Push it; True if the subscription is gone. Raises PushNotSent, as long as it will be tried again."""
        try:
            return self._push(event.notification_id, subscription, language)
        except PushNotSent as error:
            if task.attempts < MAX_ATTEMPTS:
                raise
            logger.warning("push given up", extra={"subscription": subscription.id, "error": str(error)})
            return False

    def _push(self, notification_id: int, subscription: PushSubscription, language: str) -> bool:
        """True if the subscription is gone. Raises PushNotSent."""
        notification = self._readable(subscription, notification_id)
        if notification is None:
            return False
        content = self.push_composer(notification=notification, language=language)
        try:
            self.push_sender.send(subscription, key=self.read_push_key(), content=content, topic=str(notification.id))
        except PushGone:
            return True
        except PushRefused as error:
            logger.warning("push refused", extra={"subscription": subscription.id, "error": str(error)})
        return False

    def _readable(self, subscription: PushSubscription, notification_id: int) -> NotificationView | None:
        person = subscription.account_id
        view = self.notifications.get(person, notification_id)
        if view is None or view.kind not in subscription.kinds:
            return None
        with self.unit_of_work() as uow:
            if not _allows(uow, subscription, view.sender.id):
                return None
        return next(iter(self.screen.notifications(person, Page((view,))).items), None)


def _language(uow: UnitOfWork, subscription: PushSubscription) -> str | None:
    """What the person reads; None where they are not here any more."""
    account, user = uow.accounts.get(subscription.account_id), uow.users.get(subscription.account_id)
    if account is None or user is None or not account.may_act:
        return None
    return user.language or SOURCE_LANGUAGE


def _allows(uow: UnitOfWork, subscription: PushSubscription, sender_id: int) -> bool:
    person = subscription.account_id
    match subscription.policy:
        case PushPolicy.ALL:
            return True
        case PushPolicy.FOLLOWED:
            follow = uow.follows.get(person, sender_id)
        case PushPolicy.FOLLOWER:
            follow = uow.follows.get(sender_id, person)
        case PushPolicy.NONE:
            return False
    return follow is not None and follow.accepted
