"""How far people have read, for reading."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.memory.tables import MemoryStorage
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.ports.marker_query import MarkerQuery


@frozen
class MemoryMarkerQuery(MarkerQuery):
    """Looks them up."""

    storage: MemoryStorage

    def of_account(self, account_id: int) -> Sequence[Marker]:
        markers = self.storage.committed.markers
        return [markers[account_id, timeline] for timeline in MarkedTimeline if (account_id, timeline) in markers]
