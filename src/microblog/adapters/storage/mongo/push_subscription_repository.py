"""Push subscriptions, kept."""

from collections.abc import Sequence

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.notification import NotificationKind
from microblog.domain.model.push import PushPolicy, PushSubscription
from microblog.ports.push_subscription_repository import PushSubscriptionRepository

_SUBSCRIPTIONS = "push_subscriptions"


@frozen
class MongoPushSubscriptionRepository(PushSubscriptionRepository):
    """Push subscriptions in a collection."""

    _transaction: Transaction

    def save(self, subscription: PushSubscription) -> None:
        new = subscription_document(subscription)

        def replace(commands: Commands) -> None:
            commands.delete(_SUBSCRIPTIONS, {"grant_id": subscription.grant_id})
            commands.insert(_SUBSCRIPTIONS, [dict(new)])

        self._transaction.write(replace)

    def get(self, subscription_id: int) -> PushSubscription | None:
        return self._one({"_id": subscription_id})

    def of_grant(self, grant_id: int) -> PushSubscription | None:
        return self._one({"grant_id": grant_id})

    def of_account(self, account_id: int) -> Sequence[PushSubscription]:
        found = self._transaction.read(
            lambda commands: commands.find(_SUBSCRIPTIONS, {"account_id": account_id}, order={"_id": 1})
        )
        return [subscription_of(each) for each in found]

    def remove(self, subscription_id: int) -> bool:
        return self._transaction.write(lambda commands: commands.delete(_SUBSCRIPTIONS, {"_id": subscription_id})) > 0

    def _one(self, where: Document) -> PushSubscription | None:
        found = self._transaction.read(lambda commands: commands.find_one(_SUBSCRIPTIONS, where))
        return None if found is None else subscription_of(found)


def subscription_document(subscription: PushSubscription) -> Document:
    """A push subscription."""
    values = stored(asdict(subscription, recurse=False))
    return {"_id": values.pop("id"), **values, "kinds": [kind.value for kind in subscription.kinds]}


def subscription_of(document: Document) -> PushSubscription:
    """The push subscription in a document."""
    values = {name: value for name, value in document.items() if name != "_id"}
    kinds = tuple([NotificationKind(word) for word in document["kinds"]])
    return PushSubscription(
        **{**values, "id": document["_id"], "kinds": kinds, "policy": PushPolicy(document["policy"])}
    )
