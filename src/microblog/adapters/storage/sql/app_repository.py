"""Registered apps."""

from datetime import datetime

from attrs import asdict, frozen
from sqlalchemy import Connection, bindparam, delete, exists, insert, select

from microblog.adapters.storage.sql.tables import apps, authorization_codes, grants
from microblog.domain.model.app import App
from microblog.domain.model.errors import Conflict
from microblog.ports.app_repository import AppRepository

_BATCH = 1000  # as many ids as every database takes in one statement
_ADD = insert(apps)
_GET = select(apps).where(apps.c.id == bindparam("id"))
_BY_CLIENT_ID = select(apps).where(apps.c.client_id == bindparam("client_id"))
_HOLD = select(apps.c.id).where(apps.c.id == bindparam("id")).with_for_update(read=True, key_share=True)
_IS_UNUSED = (
    ~exists().where(grants.c.app_id == apps.c.id),
    ~exists().where(authorization_codes.c.app_id == apps.c.id),
)
_LOCK_UNUSED = (
    select(apps.c.id)
    .where(apps.c.created_at < bindparam("before"), *_IS_UNUSED)
    .order_by(apps.c.id)
    .limit(_BATCH)
    .with_for_update()
)
_REMOVE_UNUSED = delete(apps).where(apps.c.id.in_(bindparam("ids", expanding=True)), *_IS_UNUSED)


def hold_app(connection: Connection, app_id: int) -> None:
    """Keep the app from being removed until the transaction ends. Raises Conflict where it is gone."""
    if connection.execute(_HOLD, {"id": app_id}).first() is None:
        raise Conflict("the app is gone")


@frozen
class SqlAppRepository(AppRepository):
    """Apps in a table."""

    _connection: Connection

    def add(self, app: App) -> None:
        self._connection.execute(_ADD, asdict(app))

    def get(self, app_id: int) -> App | None:
        row = self._connection.execute(_GET, {"id": app_id}).first()
        return None if row is None else App(*row)

    def by_client_id(self, client_id: str) -> App | None:
        row = self._connection.execute(_BY_CLIENT_ID, {"client_id": client_id}).first()
        if row is None or row.client_id != client_id:  # MySQL does not look at spaces at the end
            return None
        return App(*row)

    def remove_unused(self, before: datetime) -> int:
        removed = 0
        # The second statement sees what those added that the first one waited for.
        while ids := self._connection.scalars(_LOCK_UNUSED, {"before": before}).all():
            removed += self._connection.execute(_REMOVE_UNUSED, {"ids": ids}).rowcount
        return removed
