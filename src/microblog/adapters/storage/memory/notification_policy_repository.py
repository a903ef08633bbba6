"""Notification policies, for reading and writing."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.notification_policy import NotificationPolicy
from microblog.ports.notification_policy_repository import NotificationPolicyRepository


@frozen
class MemoryNotificationPolicyRepository(NotificationPolicyRepository):
    """Policies in a dictionary."""

    _tables: Tables

    def get(self, account_id: int) -> NotificationPolicy:
        return self._tables.notification_policies.get(account_id) or NotificationPolicy(account_id)

    def save(self, policy: NotificationPolicy) -> None:
        self._tables.notification_policies[policy.account_id] = policy

    def remove(self, account_id: int) -> None:
        self._tables.notification_policies.pop(account_id, None)
