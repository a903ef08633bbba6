"""Notifications, for writing."""

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.notification import Notification, NotificationKind
from microblog.ports.notification_repository import NotificationRepository

_UNIQUE = ("account_id", "kind", "sender_id", "post_id")


@frozen
class MongoNotificationRepository(NotificationRepository):
    """Notifications in a collection."""

    _transaction: Transaction

    def add(self, notification: Notification) -> bool:
        new = stored(asdict(notification))
        new["_id"] = new.pop("id")
        key = {name: new[name] for name in _UNIQUE}
        return self._transaction.write(lambda commands: commands.insert_or_skip("notifications", key, new))

    def get(self, notification_id: int) -> Notification | None:
        found = self._transaction.read(lambda commands: commands.find_one("notifications", {"_id": notification_id}))
        if found is None:
            return None
        return Notification(
            id=found["_id"],
            account_id=found["account_id"],
            kind=NotificationKind(found["kind"]),
            sender_id=found["sender_id"],
            post_id=found["post_id"],
            created_at=found["created_at"],
            report_id=found.get("report_id"),  # the version before did not write it
        )

    def remove(self, account_id: int, kind: NotificationKind, sender_id: int, post_id: int | None) -> None:
        self._remove({"account_id": account_id, "kind": kind.value, "sender_id": sender_id, "post_id": post_id})

    def remove_kind(self, account_id: int, kind: NotificationKind) -> None:
        self._remove({"account_id": account_id, "kind": kind.value})

    def dismiss(self, account_id: int, notification_id: int) -> bool:
        return self._remove({"_id": notification_id, "account_id": account_id}) > 0

    def clear(self, account_id: int) -> None:
        self._remove({"account_id": account_id})

    def remove_about(self, post_id: int) -> None:
        self._remove({"post_id": post_id})

    def remove_between(self, account_id: int, sender_id: int) -> None:
        self._remove({"account_id": account_id, "sender_id": sender_id})

    def remove_all(self, account_id: int) -> None:
        def remove(commands: Commands) -> None:
            commands.delete("notifications", {"account_id": account_id})
            commands.delete("notifications", {"sender_id": account_id})

        self._transaction.write(remove)

    def _remove(self, where: dict[str, object]) -> int:
        return self._transaction.write(lambda commands: commands.delete("notifications", where))
