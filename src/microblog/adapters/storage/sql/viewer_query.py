"""Who is signed in."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import Select, bindparam, func, select

from microblog.adapters.storage.sql.column_types import from_milliseconds, to_milliseconds
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import accounts, follows, notifications, sessions, users
from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.session import Session
from microblog.domain.model.views import MOST_COUNTED, Viewer
from microblog.ports.viewer_query import ViewerQuery

_HASH = bindparam("hash", type_=sessions.c.token_hash.type)

# These find the person by the session once more: not every database lets a table in FROM refer to the outer query.
_S, _U, _A = sessions.alias("s"), users.alias("u"), accounts.alias("a")
_UNREAD = (
    select(notifications.c.id)
    .join_from(_S, _U, _U.c.account_id == _S.c.account_id)
    .join(notifications, notifications.c.account_id == _S.c.account_id)
    .where(_S.c.token_hash == _HASH, notifications.c.id > _U.c.last_read_notification_id)
    .limit(MOST_COUNTED)
    .subquery("unread")
)
_REQUESTS = (
    select(follows.c.id)
    .join_from(_S, follows, follows.c.followee_id == _S.c.account_id)
    .join(_A, _A.c.id == follows.c.follower_id)
    .where(_S.c.token_hash == _HASH, ~follows.c.accepted, _A.c.state == AccountState.ACTIVE)
    .limit(MOST_COUNTED)
    .subquery("requests")
)


def _viewer() -> Select[tuple[object, ...]]:
    return (
        select(
            accounts.c.username,
            accounts.c.display_name,
            accounts.c.url,
            users.c.role,
            users.c.language,
            select(func.count()).select_from(_UNREAD).scalar_subquery(),
            select(func.count()).select_from(_REQUESTS).scalar_subquery(),
            sessions.c.id,
            sessions.c.account_id,
            sessions.c.created_at,
            sessions.c.used_at,
            sessions.c.expires_at,
            sessions.c.remember,
            sessions.c.user_agent,
        )
        .join_from(sessions, accounts, accounts.c.id == sessions.c.account_id)
        .join(users, users.c.account_id == accounts.c.id)
        .where(
            sessions.c.token_hash == _HASH,
            sessions.c.expires_at > bindparam("now", type_=sessions.c.expires_at.type),
            accounts.c.state == AccountState.ACTIVE,
        )
    )


_VIEWER = Prepared(_viewer())


@frozen
class SqlViewerQuery(ViewerQuery):
    """Session, account, person and both numbers in one statement."""

    database: Database

    def by_session(self, token_hash: bytes, now: datetime) -> tuple[Viewer, Session] | None:
        rows = self.database.rows(_VIEWER, {"hash": token_hash.hex(), "now": to_milliseconds(now)})
        if not rows:
            return None
        username, display_name, url, role, language, unread, requests = rows[0][:7]
        session_id, account_id, created_at, used_at, expires_at, remember, user_agent = rows[0][7:]
        session = Session(
            session_id,
            token_hash,
            account_id,
            from_milliseconds(created_at),
            from_milliseconds(used_at),
            from_milliseconds(expires_at),
            bool(remember),
            user_agent,
        )
        viewer = Viewer(account_id, username, display_name, url, Role(role), language, session_id, unread, requests)
        return viewer, session
