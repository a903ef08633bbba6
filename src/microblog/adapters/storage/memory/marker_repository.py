"""How far people have read, kept."""

from attrs import frozen

from microblog.adapters.storage.memory.tables import Tables
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.ports.marker_repository import MarkerRepository


@frozen
class MemoryMarkerRepository(MarkerRepository):
    """Markers in a dictionary."""

    _tables: Tables

    def get(self, account_id: int, timeline: MarkedTimeline) -> Marker | None:
        return self._tables.markers.get((account_id, timeline))

    def save(self, marker: Marker) -> None:
        self._tables.markers[marker.account_id, marker.timeline] = marker

    def remove_all(self, account_id: int) -> None:
        for timeline in MarkedTimeline:
            self._tables.markers.pop((account_id, timeline), None)
