"""Push subscriptions, kept."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.push import PushSubscription
from microblog.ports.push_subscription_repository import PushSubscriptionRepository


@frozen
class MemoryPushSubscriptionRepository(PushSubscriptionRepository):
    """Push subscriptions in a dictionary."""

    _tables: Tables

    def save(self, subscription: PushSubscription) -> None:
        former = self.of_grant(subscription.grant_id)
        if former is not None:
            del self._tables.push_subscriptions[former.id]
        self._tables.push_subscriptions[subscription.id] = subscription

    def get(self, subscription_id: int) -> PushSubscription | None:
        return self._tables.push_subscriptions.get(subscription_id)

    def of_grant(self, grant_id: int) -> PushSubscription | None:
        return next((one for one in self._tables.push_subscriptions.values() if one.grant_id == grant_id), None)

    def of_account(self, account_id: int) -> Sequence[PushSubscription]:
        found = [one for one in self._tables.push_subscriptions.values() if one.account_id == account_id]
        return sorted(found, key=lambda one: one.id)

    def remove(self, subscription_id: int) -> bool:
        return self._tables.push_subscriptions.pop(subscription_id, None) is not None
