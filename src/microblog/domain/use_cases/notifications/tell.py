"""Writing a notification, with what it makes happen."""

from microblog.domain.model.events import PushDue
from microblog.domain.model.notification import Notification
from microblog.domain.model.push import PushPolicy
from microblog.ports.unit_of_work import UnitOfWork


def tell(uow: UnitOfWork, notification: Notification) -> bool:
    """Keep it, and have it pushed to the apps that want its kind, each by a task of its own.

    False, and nothing changes, if this person was told this already.
    """
    if not uow.notifications.add(notification):
        return False
    for subscription in uow.push_subscriptions.of_account(notification.account_id):
        if notification.kind in subscription.kinds and subscription.policy is not PushPolicy.NONE:
            uow.outbox.add(PushDue(notification.id, subscription.id))
    return True
