"""Notification policies, for reading and writing."""

from typing import Protocol

from microblog.domain.model.notification_policy import NotificationPolicy


class NotificationPolicyRepository(Protocol):
    """Keeps what people have said of whose doings they want to be told."""

    def get(self, account_id: int) -> NotificationPolicy:
        """The policy of that account; the usual one where it has said nothing."""
        ...

    def save(self, policy: NotificationPolicy) -> None:
        """Keep one in the place of what the account has said before."""
        ...

    def remove(self, account_id: int) -> None:
        """Have the account have said nothing."""
        ...
