"""Who is signed in."""

from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import session_of
from microblog.adapters.storage.mongo.visibility import Stage
from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.session import Session
from microblog.domain.model.views import MOST_COUNTED, Viewer
from microblog.ports.viewer_query import ViewerQuery

_ACTIVE = AccountState.ACTIVE.value
_STAGES: list[Stage] = [
    {"$lookup": {"from": "accounts", "localField": "account_id", "foreignField": "_id", "as": "account"}},
    {"$unwind": "$account"},
    {"$match": {"account.state": _ACTIVE}},
    {"$lookup": {"from": "users", "localField": "account_id", "foreignField": "_id", "as": "user"}},
    {"$unwind": "$user"},
    {
        "$lookup": {
            "from": "notifications",
            "let": {"account": "$account_id", "read": "$user.last_read_notification_id"},
            "pipeline": [
                {"$match": {"$expr": {"$and": [{"$eq": ["$account_id", "$$account"]}, {"$gt": ["$_id", "$$read"]}]}}},
                {"$sort": {"account_id": 1, "_id": 1}},  # that is the index to take
                {"$limit": MOST_COUNTED},
                {"$project": {"_id": 1}},
            ],
            "as": "unread",
        }
    },
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
]


@frozen
class MongoViewerQuery(ViewerQuery):
    """Session, account, person and both numbers in one command."""

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
        )
        return viewer, session
