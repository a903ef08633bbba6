"""Who is signed in, and for whom an app acts."""

from datetime import datetime

from attrs import frozen
from sqlalchemy import ColumnElement, Select, bindparam, func, or_, select

from microblog.adapters.storage.sql.column_types import from_milliseconds, texts_from_json, to_milliseconds
from microblog.adapters.storage.sql.engine import Database
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import (
    accounts,
    app_tokens,
    filters,
    follows,
    grants,
    mutes,
    notifications,
    sessions,
    users,
)
from microblog.adapters.storage.sql.visibility import not_muted
from microblog.domain.model.account import AccountState, Role
from microblog.domain.model.app import Grant, TokenKind
from microblog.domain.model.post import Visibility
from microblog.domain.model.session import Session
from microblog.domain.model.views import MOST_COUNTED, Bearer, Viewer
from microblog.ports.viewer_query import ViewerQuery

_HASH = bindparam("hash", type_=sessions.c.token_hash.type)

# These find the person by the session once more: not every database lets a table in FROM refer to the outer query.
_S, _U, _A = sessions.alias("s"), users.alias("u"), accounts.alias("a")
_UNREAD = (
    select(notifications.c.id)
    .join_from(_S, _U, _U.c.account_id == _S.c.account_id)
    .join(notifications, notifications.c.account_id == _S.c.account_id)
    .where(
        _S.c.token_hash == _HASH,
        notifications.c.id > _U.c.last_read_notification_id,
        not_muted(notifications.c.sender_id, mutes.c.notifications, muter=_S.c.account_id),
    )
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


def _has_filters(account_id: ColumnElement[int]) -> ColumnElement[bool]:
    return select(filters.c.id).where(filters.c.account_id == account_id).limit(1).scalar_subquery().is_not(None)


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
            users.c.default_visibility,
            users.c.default_language,
            users.c.default_sensitive,
            _has_filters(sessions.c.account_id),
        )
        .join_from(sessions, accounts, accounts.c.id == sessions.c.account_id)
        .join(users, users.c.account_id == accounts.c.id)
        .where(
            sessions.c.token_hash == _HASH,
            sessions.c.expires_at > bindparam("now", type_=sessions.c.expires_at.type),
            accounts.c.state == AccountState.ACTIVE,
            ~accounts.c.disabled,
        )
    )


def _bearer() -> Select[tuple[object, ...]]:
    is_nobodys = grants.c.account_id.is_(None)
    may_act = (accounts.c.state == AccountState.ACTIVE) & ~accounts.c.disabled & users.c.role.is_not(None)
    return (
        select(
            grants.c.id,
            grants.c.app_id,
            grants.c.account_id,
            grants.c.scopes,
            grants.c.created_at,
            grants.c.used_at,
            accounts.c.username,
            accounts.c.display_name,
            accounts.c.url,
            users.c.role,
            users.c.language,
            users.c.default_visibility,
            users.c.default_language,
            users.c.default_sensitive,
            _has_filters(grants.c.account_id),
        )
        .join_from(app_tokens, grants, grants.c.id == app_tokens.c.grant_id)
        .outerjoin(accounts, accounts.c.id == grants.c.account_id)
        .outerjoin(users, users.c.account_id == accounts.c.id)
        .where(
            app_tokens.c.token_hash == bindparam("hash", type_=app_tokens.c.token_hash.type),
            app_tokens.c.kind == TokenKind.ACCESS,
            or_(
                app_tokens.c.expires_at.is_(None),
                app_tokens.c.expires_at > bindparam("now", type_=app_tokens.c.expires_at.type),
            ),
            or_(is_nobodys, may_act),
        )
    )


_VIEWER, _BEARER = Prepared(_viewer()), Prepared(_bearer())


@frozen
class SqlViewerQuery(ViewerQuery):
    """Session, account, person and what is counted in one statement; token, grant, account and person in another."""

    database: Database

    def by_session(self, token_hash: bytes, now: datetime) -> tuple[Viewer, Session] | None:
        rows = self.database.rows(_VIEWER, {"hash": token_hash.hex(), "now": to_milliseconds(now)})
        if not rows:
            return None
        username, display_name, url, role, language, unread, requests = rows[0][:7]
        session_id, account_id, created_at, used_at, expires_at, remember, user_agent, *rest = rows[0][7:]
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
        person = account_id, username, display_name, url, Role(role), language
        return Viewer(*person, session_id, unread, requests, *_rest(*rest)), session

    def by_token(self, token_hash: bytes, now: datetime) -> Bearer | None:
        rows = self.database.rows(_BEARER, {"hash": token_hash.hex(), "now": to_milliseconds(now)})
        if not rows:
            return None
        grant_id, app_id, account_id, scopes, created_at, used_at = rows[0][:6]
        grant = Grant(
            grant_id,
            app_id,
            account_id,
            texts_from_json(scopes),
            from_milliseconds(created_at),
            from_milliseconds(used_at),
        )
        if account_id is None:
            return Bearer(grant, None)
        username, display_name, url, role, language, *rest = rows[0][6:]
        person = account_id, username, display_name, url, Role(role), language
        return Bearer(grant, Viewer(*person, 0, 0, 0, *_rest(*rest)))


def _rest(
    visibility: str, language: str | None, sensitive: int, has_filters: int
) -> tuple[Visibility, str | None, bool, bool]:
    return Visibility(visibility), language, bool(sensitive), bool(has_filters)
