"""Who is signed in."""

from datetime import datetime

from attrs import frozen

from microblog.adapters.storage.memory.post_views import tells
from microblog.adapters.storage.memory.session_repository import MemorySessionRepository
from microblog.adapters.storage.memory.tables import MemoryStorage, Tables
from microblog.domain.model.account import AccountState
from microblog.domain.model.app import TokenKind
from microblog.domain.model.session import Session
from microblog.domain.model.views import MOST_COUNTED, Bearer, Viewer
from microblog.ports.viewer_query import ViewerQuery


@frozen
class MemoryViewerQuery(ViewerQuery):
    """Looks at every session there is, and a token up."""

    storage: MemoryStorage

    def by_session(self, token_hash: bytes, now: datetime) -> tuple[Viewer, Session] | None:
        tables = self.storage.committed
        session = MemorySessionRepository(tables).by_hash(token_hash)
        if session is None or session.expires_at <= now:
            return None
        account = tables.accounts[session.account_id]
        user = tables.users.get(session.account_id)
        if not account.may_act or user is None:
            return None
        unread = sum(
            one.account_id == account.id
            and one.id > user.last_read_notification_id
            and tells(tables, account.id, one.sender_id)
            for one in tables.notifications.values()
        )
        requests = sum(
            follow.followee_id == account.id
            and not follow.accepted
            and tables.accounts[follow.follower_id].state is AccountState.ACTIVE
            for follow in tables.follows.values()
        )
        viewer = Viewer(
            account_id=account.id,
            username=account.username,
            display_name=account.display_name,
            url=account.url,
            role=user.role,
            language=user.language,
            session_id=session.id,
            unread_notifications=min(unread, MOST_COUNTED),
            follow_requests=min(requests, MOST_COUNTED),
            default_visibility=user.default_visibility,
            default_language=user.default_language,
            default_sensitive=user.default_sensitive,
            has_filters=_has_filters(tables, account.id),
        )
        return viewer, session

    def by_token(self, token_hash: bytes, now: datetime) -> Bearer | None:
        tables = self.storage.committed
        token = tables.app_tokens.get(token_hash)
        if token is None or token.kind is not TokenKind.ACCESS:
            return None
        if token.expires_at is not None and token.expires_at <= now:
            return None
        grant = tables.grants[token.grant_id]
        if grant.account_id is None:
            return Bearer(grant, None)
        account = tables.accounts[grant.account_id]
        user = tables.users.get(grant.account_id)
        if not account.may_act or user is None:
            return None
        viewer = Viewer(
            account_id=account.id,
            username=account.username,
            display_name=account.display_name,
            url=account.url,
            role=user.role,
            language=user.language,
            session_id=0,
            unread_notifications=0,
            follow_requests=0,
            default_visibility=user.default_visibility,
            default_language=user.default_language,
            default_sensitive=user.default_sensitive,
            has_filters=_has_filters(tables, account.id),
        )
        return Bearer(grant, viewer)


def _has_filters(tables: Tables, account_id: int) -> bool:
    return any(one.account_id == account_id for one in tables.filters.values())
