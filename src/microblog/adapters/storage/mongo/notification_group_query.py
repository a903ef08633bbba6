"""Notifications by groups, for reading."""

from collections.abc import Collection, Sequence
from typing import Any

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import Document
from microblog.adapters.storage.mongo.notification_query import about_visible, told
from microblog.adapters.storage.mongo.paging import read_page
from microblog.adapters.storage.mongo.post_views import PEOPLE, account_view, post_view, with_marks
from microblog.adapters.storage.mongo.visibility import Stage
from microblog.domain.model.notification import GROUPED_KINDS, NotificationGroup, NotificationKind
from microblog.domain.model.page import Cursor, Page
from microblog.domain.model.views import MOST_COUNTED, MOST_MEMBERS, FollowView, GroupMember, NotificationGroupView
from microblog.ports.notification_group_query import NotificationGroupQuery

_IN_GROUP = ("account_id", "kind", "post_id", "group_id")
_LEADS = {"$in": [True, None]}  # the version before wrote nothing of groups
_SENDER = {name.replace("people", "sender"): 1 for name in PEOPLE}


@frozen
class MongoNotificationGroupQuery(NotificationGroupQuery):
    """Groups with their posts and who is in them in one command."""

    database: Database

    def of_account(
        self,
        account_id: int,
        cursor: Cursor,
        *,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> Page[NotificationGroupView]:
        where, index = _wanted(account_id, grouped, kinds, sender_id)
        with self.database.read() as commands:
            return read_page(
                commands,
                "notifications",
                cursor,
                where=where,
                index=index,
                stages=[*_with_members(grouped, sender_id), *about_visible(account_id)],
                shape=_shape(account_id),
                view=_view,
            )

    def get(self, account_id: int, group: NotificationGroup) -> NotificationGroupView | None:
        return self._one(account_id, {**_named(account_id, group), "leads": True}, GROUPED_KINDS)

    def alone(self, account_id: int, notification_id: int) -> NotificationGroupView | None:
        return self._one(account_id, {"_id": notification_id, "account_id": account_id}, ())

    def senders(self, account_id: int, group: NotificationGroup, cursor: Cursor) -> Page[FollowView]:
        with self.database.read() as commands:
            return read_page(
                commands,
                "notifications",
                cursor,
                where=_named(account_id, group),
                index=[*_IN_GROUP, "group_place"],
                stages=told(),
                shape=[{"$project": {"entry_id": "$group_place", **_SENDER}}],
                view=lambda document: FollowView(document["entry_id"], account_view(document["sender"][0])),
            )

    def count_unread(
        self,
        account_id: int,
        most: int,
        *,
        grouped: Collection[NotificationKind] = GROUPED_KINDS,
        kinds: Collection[NotificationKind] | None = None,
        sender_id: int | None = None,
    ) -> int:
        where, index = _wanted(account_id, grouped, kinds, sender_id)
        by_index = {name: True if value is _LEADS else value for name, value in where.items() if name != "$expr"}
        is_new = [{"$eq": [f"${name}", {"$literal": value}]} for name, value in by_index.items()]
        new = [
            {"$match": {"$expr": {"$and": [*is_new, {"$gt": ["$_id", "$$read"]}]}}},
            {"$sort": dict.fromkeys(index, 1)},  # that is the index to take
            {"$match": {name: value for name, value in where.items() if name == "$expr"}},
            *_with_members(grouped, sender_id),
            {"$limit": most},
            {"$project": {"_id": 1}},
        ]
        variables = {"read": "$last_read_notification_id"}
        pipeline: list[Stage] = [
            {"$match": {"_id": account_id}},
            {"$lookup": {"from": "notifications", "let": variables, "pipeline": new, "as": "unread"}},
            {"$project": {"count": {"$size": "$unread"}}},
        ]
        with self.database.read() as commands:
            found = commands.aggregate("users", pipeline)
        return int(found[0]["count"]) if found else 0

    def _one(
        self, account_id: int, where: Document, grouped: Collection[NotificationKind]
    ) -> NotificationGroupView | None:
        stages = [{"$match": where}, *_with_members(grouped, None), *about_visible(account_id), *_shape(account_id)]
        with self.database.read() as commands:
            found = commands.aggregate("notifications", stages)
        return _view(found[0]) if found else None


def _wanted(
    account_id: int,
    grouped: Collection[NotificationKind],
    kinds: Collection[NotificationKind] | None,
    sender_id: int | None,
) -> tuple[Document, Sequence[str]]:
    """What is asked for, and the index to read along. Where all kinds are grouped only what leads is looked at."""
    where: Document = {"account_id": account_id}
    only: list[Document] = []
    if kinds is not None:
        only.append({"$in": ["$kind", [kind.value for kind in kinds]]})
    if sender_id is not None:
        only.append({"$in": ["$sender_id", [sender_id]]})
    if sender_id is None and set(grouped) >= GROUPED_KINDS:
        where["leads"] = _LEADS
    elif sender_id is None:
        only.append({"$or": ["$leads", {"$not": [_is_among(grouped)]}]})
    if only:
        where["$expr"] = {"$and": only}
    return where, [*(name for name in where if name != "$expr"), "_id"]


def _named(account_id: int, group: NotificationGroup) -> Document:
    return dict(zip(_IN_GROUP, (account_id, group.kind.value, group.post_id, group.id), strict=True))


def _is_among(grouped: Collection[NotificationKind]) -> Document:
    return {"$in": ["$kind", [kind.value for kind in GROUPED_KINDS.intersection(grouped)]]}


def _with_members(grouped: Collection[NotificationKind], sender_id: int | None) -> list[Stage]:
    """Adds to each the newest of its group that are told, or itself, in `members`; without any it does not pass."""
    place = {"$ifNull": ["$group_place", 1]}
    has_no_group = {"$eq": [{"$type": "$group_id"}, "missing"]}
    alone = {"$or": [has_no_group, {"$not": [_is_among(grouped)]}]} if sender_id is None else True
    is_newest = {"$gt": [place, {"$subtract": ["$$place", MOST_COUNTED]}]}
    in_group: list[Any] = [{"$eq": [f"${name}", f"$$of_{name}"]} for name in _IN_GROUP]
    pipeline = [
        {"$match": {"$expr": {"$and": [*in_group, is_newest]}}},
        {"$sort": {**dict.fromkeys(_IN_GROUP, -1), "group_place": -1}},  # that is the index to take
        {"$match": {"$expr": {"$or": [{"$not": "$$alone"}, {"$eq": ["$_id", "$$this"]}]}}},
        *told(),
        {"$project": {"group_place": place, "created_at": 1, **_SENDER}},
    ]
    variables: Document = {f"of_{name}": f"${name}" for name in _IN_GROUP}
    variables |= {"place": place, "this": "$_id", "alone": "$alone"}
    newest = {"$gt": ["$$this.group_place", {"$subtract": [place, MOST_MEMBERS]}]}
    return [
        {"$set": {"alone": alone}},
        {"$lookup": {"from": "notifications", "let": variables, "pipeline": pipeline, "as": "told"}},
        {"$set": {"count": {"$size": "$told"}, "members": {"$filter": {"input": "$told", "cond": newest}}}},
        {"$match": {"members": {"$ne": []}}},
    ]


def _shape(account_id: int) -> list[Stage]:
    kept = ("alone", "count", "members", "kind", "post_id", "report_id", "group_id", "group_place")
    return [
        {"$lookup": {"from": "users", "localField": "account_id", "foreignField": "_id", "as": "user"}},
        *with_marks(account_id, *kept, "user.last_read_notification_id"),
        {"$set": {"entry_id": "$_id", "shown_id": "$entry_id"}},
    ]


def _view(document: Document) -> NotificationGroupView:
    last_read = document["user"][0]["last_read_notification_id"] if document["user"] else 0
    kind, post_id, alone = NotificationKind(document["kind"]), document["post_id"], document["alone"]
    is_large = not alone and document["group_place"] > MOST_COUNTED
    return NotificationGroupView(
        id=document["_id"],
        group=None if alone else NotificationGroup(kind, post_id, document["group_id"]),
        kind=kind,
        count=document["group_place"] if is_large else document["count"],
        members=tuple(
            GroupMember(member["_id"], account_view(member["sender"][0]), member["created_at"])
            for member in document["members"]
        ),
        post=None if post_id is None else post_view({**document, "entry_id": document.get("shown_id")}),
        unread=document["_id"] > last_read,
        report_id=document.get("report_id"),
    )
