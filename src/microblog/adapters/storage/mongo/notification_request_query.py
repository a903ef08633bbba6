"""Notification requests, for reading."""

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.notification_query import told, with_entry
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import account_view, post_view, with_marks
from microblog.adapters.storage.mongo.visibility import Stage
from microblog.domain.model.notification_request import RequestState
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import MOST_COUNTED, MOST_HELD_COUNTED, HeldBack, NotificationRequestView
from microblog.ports.notification_request_query import NotificationRequestQuery

_IN_ORDER = ("account_id", "state", "_id")


@frozen
class MongoNotificationRequestQuery(NotificationRequestQuery):
    """Requests with who sends them and their last posts in one command, and both numbers in another."""

    database: Database

    def of_account(self, account_id: int, cursor: Cursor) -> Page[NotificationRequestView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "notification_requests",
                cursor,
                where=_pending(account_id),
                index=_IN_ORDER,
                stages=_told(MOST_COUNTED),
                shape=_shape(account_id),
                view=_view,
            )

    def get(self, account_id: int, request_id: int) -> NotificationRequestView | None:
        this: Stage = {"$match": {"_id": request_id, **_pending(account_id)}}
        with self.database.read() as commands:
            found = commands.aggregate("notification_requests", [this, *_told(MOST_COUNTED), *_shape(account_id)])
        return _view(found[0]) if found else None

    def held_back(self, account_id: int) -> HeldBack:
        held = [
            {"$match": {"account_id": account_id}},
            {"$limit": MOST_HELD_COUNTED},
            {"$project": {"is_request": {"$literal": False}}},
        ]
        pipeline: list[Stage] = [
            {"$match": _pending(account_id)},
            *_told(1),
            {"$limit": MOST_COUNTED},
            {"$project": {"is_request": {"$literal": True}}},
            {"$unionWith": {"coll": "held_notifications", "pipeline": held}},
            {"$group": {"_id": "$is_request", "count": {"$sum": 1}}},
        ]
        with self.database.read() as commands:
            found = commands.aggregate("notification_requests", pipeline)
        counts = {one["_id"]: int(one["count"]) for one in found}
        return HeldBack(counts.get(True, 0), counts.get(False, 0))


def _pending(account_id: int) -> Document:
    return {"account_id": account_id, "state": RequestState.PENDING.value}


def _told(most: int) -> list[Stage]:
    """Lets those requests pass of which something is held, and notes it in `held`, up to so many."""
    of_sender = {"$and": [{"$eq": ["$account_id", "$$account"]}, {"$eq": ["$sender_id", "$$sender"]}]}
    pipeline = [
        {"$match": {"$expr": of_sender}},
        {"$sort": {"account_id": 1, "sender_id": 1, "_id": 1}},  # that is the index to take
        {"$limit": most},
        {"$project": {"_id": 1}},
    ]
    between = {"account": "$account_id", "sender": "$sender_id"}
    return [
        *told(),
        {"$lookup": {"from": "held_notifications", "let": between, "pipeline": pipeline, "as": "held"}},
        {"$match": {"held": {"$ne": []}}},
    ]


def _shape(account_id: int) -> list[Stage]:
    kept = ("sender", "count", "shown", "created_at", "updated_at")
    return [
        {"$set": {"count": {"$size": "$held"}}},
        *with_entry(account_id),
        {"$set": {"shown": {"$and": [{"$gt": ["$entry", None]}, "$visible"]}}},
        *with_marks(account_id, *kept),
        {"$set": {"entry_id": "$_id", "shown_id": "$entry_id"}},
    ]


def _view(document: Document) -> NotificationRequestView:
    return NotificationRequestView(
        id=document["_id"],
        sender=account_view(document["sender"][0]),
        count=document["count"],
        post=post_view({**document, "entry_id": document["shown_id"]}) if document["shown"] else None,
        created_at=document["created_at"],
        updated_at=document["updated_at"],
    )
