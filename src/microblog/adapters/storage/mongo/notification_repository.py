"""Notifications, for writing."""

from collections.abc import Sequence

from attrs import asdict, frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.documents import Document, stored
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.notification import (
    GROUPED_KINDS,
    Notification,
    NotificationGroup,
    NotificationKind,
    grouped,
)
from microblog.ports.notification_repository import NotificationRepository

_UNIQUE = ("account_id", "kind", "sender_id", "post_id")
_NEW = ("report_id", "group_id", "group_place", "leads")
_IN_GROUP = ("account_id", "kind", "post_id", "group_id")
_GROUPS = dict.fromkeys((*_IN_GROUP, "group_place"), 1)
_HELD_OF_SENDER = {"account_id": 1, "sender_id": 1, "_id": 1}
_NEWEST_FIRST = {"group_id": -1, "group_place": -1}


@frozen
class MongoNotificationRepository(NotificationRepository):
    """Notifications in a collection."""

    _transaction: Transaction

    def add(self, notification: Notification) -> bool:
        def add(commands: Commands) -> bool:
            newest = _newest_alike(commands, notification) if notification.kind in GROUPED_KINDS else None
            new = stored(asdict(grouped(notification, newest)))
            new["_id"] = new.pop("id")
            is_new = commands.insert_or_skip("notifications", {name: new[name] for name in _UNIQUE}, new)
            if is_new and newest is not None and newest.group_id == new["group_id"]:
                commands.update("notifications", {"_id": newest.id}, {"$set": {"leads": False}})
            return is_new

        return self._transaction.write(add)

    def hold(self, notification: Notification) -> bool:
        new = stored(asdict(notification))
        new["_id"] = new.pop("id")
        key = {name: new[name] for name in _UNIQUE}

        def hold(commands: Commands) -> bool:
            if commands.find_one("notifications", key) is not None:
                return False
            return commands.insert_or_skip("held_notifications", key, new)

        return self._transaction.write(hold)

    def held(self, account_id: int, sender_id: int, limit: int) -> Sequence[Notification]:
        theirs = {"account_id": account_id, "sender_id": sender_id}
        found = self._transaction.read(
            lambda commands: commands.find(
                "held_notifications", theirs, order={"_id": 1}, index=_HELD_OF_SENDER, limit=limit
            )
        )
        return [_notification_of(each) for each in found]

    def let_in(self, notification: Notification) -> None:
        new = stored(asdict(grouped(notification, None)))
        new["_id"] = new.pop("id")
        key = {name: new[name] for name in _UNIQUE}

        def let_in(commands: Commands) -> bool:
            commands.delete("held_notifications", {"_id": notification.id})
            return commands.insert_or_skip("notifications", key, new)

        self._transaction.write(let_in)

    def get(self, notification_id: int) -> Notification | None:
        found = self._transaction.read(lambda commands: commands.find_one("notifications", {"_id": notification_id}))
        return None if found is None else _notification_of(found)

    def remove(self, account_id: int, kind: NotificationKind, sender_id: int, post_id: int | None) -> None:
        this: Document = {"account_id": account_id, "kind": kind.value, "sender_id": sender_id, "post_id": post_id}
        if not self._remove(this):
            self._remove_held(this)

    def remove_kind(self, account_id: int, kind: NotificationKind) -> None:
        self._remove({"account_id": account_id, "kind": kind.value})

    def remove_held(self, account_id: int, sender_id: int) -> None:
        self._remove_held({"account_id": account_id, "sender_id": sender_id})

    def dismiss(self, account_id: int, notification_id: int) -> bool:
        this: Document = {"_id": notification_id, "account_id": account_id}
        return self._remove(this) > 0 or self._remove_held(this) > 0

    def dismiss_group(self, account_id: int, group: NotificationGroup) -> bool:
        which = {"account_id": account_id, "kind": group.kind.value, "post_id": group.post_id, "group_id": group.id}
        return self._transaction.write(lambda commands: commands.delete("notifications", which)) > 0

    def clear(self, account_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("notifications", {"account_id": account_id}))

    def remove_about(self, post_id: int) -> None:
        self._transaction.write(lambda commands: commands.delete("notifications", {"post_id": post_id}))
        self._remove_held({"post_id": post_id})

    def remove_between(self, account_id: int, sender_id: int) -> None:
        self._remove({"account_id": account_id, "sender_id": sender_id})
        self.remove_held(account_id, sender_id)

    def remove_all(self, account_id: int) -> None:
        self.clear(account_id)
        self._remove({"sender_id": account_id})
        self._remove_held({"account_id": account_id})
        self._remove_held({"sender_id": account_id})

    def _remove_held(self, where: Document) -> int:
        return self._transaction.write(lambda commands: commands.delete("held_notifications", where))

    def _remove(self, where: Document) -> int:
        def remove(commands: Commands) -> int:
            # The first of a group leaves none that it could hand on to.
            leading = commands.find("notifications", {**where, "leads": True, "group_place": {"$gt": 1}})
            count = commands.delete("notifications", where)
            for gone in leading:
                group = {name: gone[name] for name in _IN_GROUP}
                left = commands.find("notifications", group, order=_NEWEST_FIRST, index=_GROUPS, limit=1)
                if left:
                    commands.update("notifications", {"_id": left[0]["_id"]}, {"$set": {"leads": True}})
            return count

        return self._transaction.write(remove)


def _newest_alike(commands: Commands, notification: Notification) -> Notification | None:
    alike = {
        "account_id": notification.account_id,
        "kind": notification.kind.value,
        "post_id": notification.post_id,
    }
    found = commands.find("notifications", alike, order=_NEWEST_FIRST, index=_GROUPS, limit=1)
    return _notification_of(found[0]) if found else None


def _notification_of(document: Document) -> Notification:
    # What versions before did not write follows from the rest.
    values = {name: document[name] for name in Notification.__match_args__ if name not in ("id", "kind", *_NEW)} | {
        name: document[name] for name in _NEW if name in document
    }
    return Notification(id=document["_id"], kind=NotificationKind(document["kind"]), **values)
