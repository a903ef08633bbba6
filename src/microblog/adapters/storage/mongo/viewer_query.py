"""Who is signed in, and for whom an app acts."""

from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import grant_of, posting_defaults_of, session_of
from microblog.adapters.storage.mongo.visibility import Stage, only_told
from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.app import TokenKind
from microblog.domain.model.session import Session
from microblog.domain.model.views import MOST_COUNTED, Bearer, Viewer
from microblog.ports.viewer_query import ViewerQuery

_ACTIVE = AccountState.ACTIVE.value
_MAY_ACT = {"account.state": _ACTIVE, "account.disabled": {"$ne": True}}


def unread_of(account: str, last_read: str) -> Stage:
    """Adds the unread notifications, as many as are counted, of the account in that field, in `unread`."""
    is_unread = {"$and": [{"$eq": ["$account_id", "$$account"]}, {"$gt": ["$_id", "$$read"]}]}
    pipeline = [
        {"$match": {"$expr": is_unread}},
        {"$sort": {"account_id": 1, "_id": 1}},  # that is the index to take
        *only_told("$account_id", "sender_id"),
        {"$limit": MOST_COUNTED},
        {"$project": {"_id": 1}},
    ]
    variables = {"account": f"${account}", "read": f"${last_read}"}
    return {"$lookup": {"from": "notifications", "let": variables, "pipeline": pipeline, "as": "unread"}}


_FILTERS: Stage = {
    "$lookup": {
        "from": "filters",
        "localField": "account_id",
        "foreignField": "account_id",
        "pipeline": [{"$limit": 1}, {"$project": {"_id": 1}}],
        "as": "filters",
    }
}
_STAGES: list[Stage] = [
    {"$lookup": {"from": "accounts", "localField": "account_id", "foreignField": "_id", "as": "account"}},
    {"$unwind": "$account"},
    {"$match": _MAY_ACT},
    {"$lookup": {"from": "users", "localField": "account_id", "foreignField": "_id", "as": "user"}},
    {"$unwind": "$user"},
    unread_of("account_id", "user.last_read_notification_id"),
    {
        "$lookup": {
            "from": "follows",
            "localField": "account_id",
            "foreignField": "_id.followee",
            "pipeline": [
                {"$match": {"accepted": False}},
                {"$lookup": {"from": "accounts", "localField": "_id.follower", "foreignField": "_id", "as": "asking"}},
                {"$match": {"asking.state": _ACTIVE}},
                {"$limit": MOST_COUNTED},
                {"$project": {"_id": 1}},
            ],
            "as": "requests",
        }
    },
    _FILTERS,
]
_BEARER_STAGES: list[Stage] = [
    {"$lookup": {"from": "grants", "localField": "grant_id", "foreignField": "_id", "as": "grant"}},
    {"$unwind": "$grant"},
    {"$replaceWith": "$grant"},
    {"$lookup": {"from": "accounts", "localField": "account_id", "foreignField": "_id", "as": "account"}},
    {"$lookup": {"from": "users", "localField": "account_id", "foreignField": "_id", "as": "user"}},
    {"$match": {"$or": [{"account_id": None}, {**_MAY_ACT, "user": {"$ne": []}}]}},
    _FILTERS,
]


@frozen
class MongoViewerQuery(ViewerQuery):
    """Session, account, person and both numbers in one command; token, grant, account and person in another."""

    database: Database

    def by_session(self, token_hash: bytes, now: datetime) -> tuple[Viewer, Session] | None:
        where = {"token_hash": token_hash, "expires_at": {"$gt": now}}
        with self.database.read() as commands:
            found = commands.aggregate("sessions", [{"$match": where}, *_STAGES])
        if not found:
            return None
        account, user = found[0]["account"], found[0]["user"]
        session = session_of(found[0])
        viewer = Viewer(
            account_id=account["_id"],
            username=account["username"],
            display_name=account["display_name"],
            url=account["url"],
            role=Role(user["role"]),
            language=user["language"],
            session_id=session.id,
            unread_notifications=len(found[0]["unread"]),
            follow_requests=len(found[0]["requests"]),
            **posting_defaults_of(user),
            has_filters=bool(found[0]["filters"]),
        )
        return viewer, session

    def by_token(self, token_hash: bytes, now: datetime) -> Bearer | None:
        in_time = [{"expires_at": None}, {"expires_at": {"$gt": now}}]
        where = {"_id": token_hash, "kind": TokenKind.ACCESS.value, "$or": in_time}
        with self.database.read() as commands:
            found = commands.aggregate("app_tokens", [{"$match": where}, *_BEARER_STAGES])
        if not found:
            return None
        grant = grant_of(found[0])
        if grant.account_id is None:
            return Bearer(grant, None)
        (account,), (user,) = found[0]["account"], found[0]["user"]
        viewer = Viewer(
            account_id=account["_id"],
            username=account["username"],
            display_name=account["display_name"],
            url=account["url"],
            role=Role(user["role"]),
            language=user["language"],
            session_id=0,
            unread_notifications=0,
            follow_requests=0,
            **posting_defaults_of(user),
            has_filters=bool(found[0]["filters"]),
        )
        return Bearer(grant, viewer)
