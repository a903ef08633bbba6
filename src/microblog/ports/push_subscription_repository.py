"""Push subscriptions, kept."""

from collections.abc import Sequence
from typing import Protocol

from microblog.domain.model.push import PushSubscription


class PushSubscriptionRepository(Protocol):
    """Keeps what apps want to be told at once. It goes with the grant that it belongs to.

    Whoever saves one has locked the account and seen that the grant is there.
    """

    def save(self, subscription: PushSubscription) -> None:
        """Keep it in place of what the grant had."""
        ...

    def get(self, subscription_id: int) -> PushSubscription | None:
        """The subscription."""
        ...

    def of_grant(self, grant_id: int) -> PushSubscription | None:
        """That of a grant."""
        ...

    def of_account(self, account_id: int) -> Sequence[PushSubscription]:
        """All of a person, the oldest first."""
        ...

    def remove(self, subscription_id: int) -> bool:
        """Remove it; False if there is none with that id."""
        ...
