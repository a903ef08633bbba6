"""What people allow apps."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from attrs import asdict, frozen
from sqlalchemy import Connection, Select, bindparam, delete, exists, insert, select, update

from microblog.adapters.storage.sql.app_repository import hold_app
from microblog.adapters.storage.sql.tables import app_tokens, apps, authorization_codes, grants, push_subscriptions
from microblog.domain.model.app import App, Grant
from microblog.ports.grant_repository import GrantRepository

_BATCH = 1000  # as many ids as every database takes in one statement
_G, _C = grants.c, authorization_codes.c
_ID = bindparam("this_id", type_=_G.id.type)
_ACCOUNT = bindparam("account", type_=_G.account_id.type)
_APP = bindparam("app", type_=_G.app_id.type)
_ADD = insert(grants)
_GET = select(grants).where(_G.id == _ID)
_TOUCH = update(grants).where(_G.id == _ID)
_OF_ACCOUNT = (
    select(grants, apps)
    .join(apps, apps.c.id == _G.app_id)
    .where(_G.account_id == _ACCOUNT)
    .order_by(_G.used_at.desc(), _G.id.desc())
)
# Whoever adds a token meanwhile is waited for, so that it goes as well.
_LOCK = select(_G.id).order_by(_G.id).with_for_update()
_LOCK_ONE = _LOCK.where(_G.id == _ID)
_LOCK_OF_APP = _LOCK.where(_G.account_id == _ACCOUNT, _G.app_id == _APP)
_LOCK_ALL = _LOCK.where(_G.account_id == _ACCOUNT)
_LOCK_THESE = _LOCK.where(_G.id.in_(bindparam("these", expanding=True)))
# Found first and locked then: a search that locks would lock all that it looks at.
_IDLE = (
    select(_G.id)
    .where(
        _G.id > bindparam("after"),
        ~exists().where(app_tokens.c.grant_id == _G.id)
        | (_G.account_id.is_(None) & (_G.used_at < bindparam("before"))),
    )
    .order_by(_G.id)
    .limit(_BATCH)
)
_REMOVE_CODES = delete(authorization_codes).where(_C.account_id == _ACCOUNT)
_REMOVE_CODES_OF_APP = _REMOVE_CODES.where(_C.app_id == _APP)
_REMOVE = (
    delete(app_tokens).where(app_tokens.c.grant_id.in_(bindparam("ids", expanding=True))),
    delete(push_subscriptions).where(push_subscriptions.c.grant_id.in_(bindparam("ids", expanding=True))),
    delete(authorization_codes).where(_C.grant_id.in_(bindparam("ids", expanding=True))),
    delete(grants).where(_G.id.in_(bindparam("ids", expanding=True))),
)


@frozen
class SqlGrantRepository(GrantRepository):
    """Grants in a table."""

    _connection: Connection

    def add(self, grant: Grant) -> None:
        hold_app(self._connection, grant.app_id)
        self._connection.execute(_ADD, asdict(grant))

    def get(self, grant_id: int) -> Grant | None:
        row = self._connection.execute(_GET, {"this_id": grant_id}).first()
        return None if row is None else Grant(*row)

    def touch(self, grant_id: int, used_at: datetime) -> None:
        self._connection.execute(_TOUCH, {"this_id": grant_id, "used_at": used_at})

    def of_account(self, account_id: int) -> Sequence[tuple[Grant, App]]:
        size = len(grants.columns)
        rows = self._connection.execute(_OF_ACCOUNT, {"account": account_id})
        return [(Grant(*row[:size]), App(*row[size:])) for row in rows]

    def remove(self, grant_id: int) -> bool:
        return self._remove(_LOCK_ONE, {"this_id": grant_id}) > 0

    def remove_of_app(self, account_id: int, app_id: int) -> int:
        removed = self._remove(_LOCK_OF_APP, {"account": account_id, "app": app_id})
        self._connection.execute(_REMOVE_CODES_OF_APP, {"account": account_id, "app": app_id})
        return removed

    def remove_all(self, account_id: int) -> int:
        removed = self._remove(_LOCK_ALL, {"account": account_id})
        self._connection.execute(_REMOVE_CODES, {"account": account_id})
        return removed

    def remove_idle(self, before: datetime) -> int:
        removed, after = 0, 0
        while ids := self._connection.scalars(_IDLE, {"before": before, "after": after}).all():
            removed, after = removed + self._remove(_LOCK_THESE, {"these": ids}), ids[-1]
        return removed

    def _remove(self, which: Select[tuple[int]], values: Mapping[str, Any]) -> int:
        ids = self._connection.scalars(which, values).all()
        if ids:
            for statement in _REMOVE:
                self._connection.execute(statement, {"ids": ids})
        return len(ids)
