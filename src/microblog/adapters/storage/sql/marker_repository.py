"""How far people have read, kept."""

from attrs import asdict, frozen
from sqlalchemy import BigInteger, Connection, bindparam, delete, insert, select

from microblog.adapters.storage.sql.tables import markers
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.ports.marker_repository import MarkerRepository

_M = markers.c
_OF_ACCOUNT = _M.account_id == bindparam("account", type_=BigInteger())
_THIS = _OF_ACCOUNT, _M.timeline == bindparam("which", type_=_M.timeline.type)
_GET = select(_M.account_id, _M.timeline, _M.last_read_id, _M.version, _M.updated_at).where(*_THIS)
_FORGET = delete(markers).where(*_THIS)
_ADD = insert(markers)
_REMOVE_ALL = delete(markers).where(_OF_ACCOUNT)


@frozen
class SqlMarkerRepository(MarkerRepository):
    """Markers in a table."""

    _connection: Connection

    def get(self, account_id: int, timeline: MarkedTimeline) -> Marker | None:
        row = self._connection.execute(_GET, {"account": account_id, "which": timeline}).first()
        return None if row is None else Marker(*row)

    def save(self, marker: Marker) -> None:
        self._connection.execute(_FORGET, {"account": marker.account_id, "which": marker.timeline})
        self._connection.execute(_ADD, asdict(marker))

    def remove_all(self, account_id: int) -> None:
        self._connection.execute(_REMOVE_ALL, {"account": account_id})
