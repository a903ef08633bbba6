"""How far people have read, for reading."""

from collections.abc import Sequence

from attrs import frozen
from sqlalchemy import BigInteger, bindparam, select

from microblog.adapters.storage.sql.column_types import from_milliseconds
from microblog.adapters.storage.sql.engine import ReadableDatabase
from microblog.adapters.storage.sql.prepared import Prepared
from microblog.adapters.storage.sql.tables import markers
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.ports.marker_query import MarkerQuery

_M = markers.c
_OF_ACCOUNT = Prepared(
    select(_M.account_id, _M.timeline, _M.last_read_id, _M.version, _M.updated_at).where(
        _M.account_id == bindparam("account", type_=BigInteger())
    )
)


@frozen
class SqlMarkerQuery(MarkerQuery):
    """In one statement."""

    database: ReadableDatabase

    def of_account(self, account_id: int) -> Sequence[Marker]:
        return [
            Marker(account, MarkedTimeline(timeline), last_read_id, version, from_milliseconds(updated_at))
            for account, timeline, last_read_id, version, updated_at in self.database.rows(
                _OF_ACCOUNT, {"account": account_id}
            )
        ]
