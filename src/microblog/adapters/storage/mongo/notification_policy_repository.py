"""Notification policies, for reading and writing."""

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.documents import stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.notification_policy import NotificationPolicy, Reception
from microblog.ports.notification_policy_repository import NotificationPolicyRepository


@frozen
class MongoNotificationPolicyRepository(NotificationPolicyRepository):
    """Policies in a collection, which has a document for those alone who have said something."""

    _transaction: Transaction

    def get(self, account_id: int) -> NotificationPolicy:
        this = {"_id": account_id}
        found = self._transaction.read(lambda commands: commands.find_one("notification_policies", this)) or {}
        return NotificationPolicy(
            account_id, **{name: Reception(value) for name, value in found.items() if name != "_id"}
        )

    def save(self, policy: NotificationPolicy) -> None:
        values = stored(asdict(policy))
        document = {"_id": values.pop("account_id"), **values}
        self._transaction.write(lambda commands: commands.replace("notification_policies", document))

    def remove(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("notification_policies", {"_id": account_id}))
