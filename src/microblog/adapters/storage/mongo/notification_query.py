"""Notifications, for reading."""

from collections.abc import Collection

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import account_view, post_view, with_marks, with_post
from microblog.adapters.storage.mongo.viewer_query import unread_of
from microblog.adapters.storage.mongo.visibility import Stage, only_told, with_visible
from microblog.domain.model.account import AccountState
from microblog.domain.model.notification import NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import NotificationView
from microblog.ports.notification_query import NotificationQuery

_KEPT = ("kind", "sender", "post_id", "report_id", "group_id", "created_at", "user.last_read_notification_id")


@frozen
class MongoNotificationQuery(NotificationQuery):
    """Notifications with their posts in one command."""

    database: Database

    def of_account(
        self,
        account_id: int,
        cursor: Cursor,
        *,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
        held: bool = False,
    ) -> Page[NotificationView]:
        where: Document = {"account_id": account_id}
        # Not as `where` asks for all else: the indexes of senders and of kinds do not have them in their order.
        only: list[Document] = []
        if kinds is not None:
            only.append({"$in": ["$kind", [kind.value for kind in kinds]]})
        if sender_id is not None:
            only.append({"$in": ["$sender_id", [sender_id]]})
        if only:
            where["$expr"] = {"$and": only}
        with self.database.read() as commands:
            return read_page(
                commands,
                _those(held=held),
                cursor,
                where=where,
                index=["account_id", "_id"],
                stages=_shown(account_id),
                shape=_shape(account_id),
                view=lambda document: _notification_view(document, held=held),
            )

    def get(self, account_id: int, notification_id: int, *, held: bool = False) -> NotificationView | None:
        this: Stage = {"$match": {"_id": notification_id, "account_id": account_id}}
        with self.database.read() as commands:
            found = commands.aggregate(_those(held=held), [this, *_shown(account_id), *_shape(account_id)])
        return _notification_view(found[0], held=held) if found else None

    def count_unread(self, account_id: int) -> int:
        pipeline: list[Stage] = [
            {"$match": {"_id": account_id}},
            unread_of("_id", "last_read_notification_id"),
            {"$project": {"unread": 1}},
        ]
        with self.database.read() as commands:
            found = commands.aggregate("users", pipeline)
        return len(found[0]["unread"]) if found else 0


def _those(*, held: bool) -> str:
    return "held_notifications" if held else "notifications"


def _shown(account_id: int) -> list[Stage]:
    return [*told(), *about_visible(account_id)]


def told() -> list[Stage]:
    """Lets pass what comes from an account that is there and of which the person wants to be told."""
    return [
        {"$lookup": {"from": "accounts", "localField": "sender_id", "foreignField": "_id", "as": "sender"}},
        {"$match": {"sender.state": AccountState.ACTIVE.value}},
        *only_told("$account_id", "sender_id"),
    ]


def about_visible(account_id: int) -> list[Stage]:
    """Lets pass what is about no post, or about one that the person may see."""
    is_about_none = {"post_id": None}
    return [*with_entry(account_id), {"$match": {"$or": [is_about_none, {"visible": True}]}}]


def with_entry(account_id: int) -> list[Stage]:
    """Adds the post that something is about, if it is about one, and notes in `visible` whether they may see it."""
    return [
        {"$lookup": {"from": "posts", "localField": "post_id", "foreignField": "_id", "as": "entry"}},
        {"$unwind": {"path": "$entry", "preserveNullAndEmptyArrays": True}},
        *with_post(),
        *with_visible(account_id),
    ]


def _shape(account_id: int) -> list[Stage]:
    return [
        {"$lookup": {"from": "users", "localField": "account_id", "foreignField": "_id", "as": "user"}},
        *with_marks(account_id, *_KEPT),
        {"$set": {"entry_id": "$_id", "shown_id": "$entry_id"}},
    ]


def _notification_view(document: Document, *, held: bool) -> NotificationView:
    last_read = document["user"][0]["last_read_notification_id"] if document["user"] else 0
    kind = NotificationKind(document["kind"])
    about = {**document, "entry_id": document.get("shown_id")}
    return NotificationView(
        id=document["_id"],
        kind=kind,
        sender=account_view(document["sender"][0]),
        post=None if document["post_id"] is None else post_view(about),
        created_at=document["created_at"],
        unread=not held and document["_id"] > last_read,
        report_id=document.get("report_id"),
        group=NotificationGroup(kind, document["post_id"], document.get("group_id") or document["_id"]),
    )
