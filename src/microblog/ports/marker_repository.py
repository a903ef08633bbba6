"""How far people have read, kept."""

from typing import Protocol

from microblog.domain.model.marker import MarkedTimeline, Marker


class MarkerRepository(Protocol):
    """Keeps markers. That no change is lost is for those to see to who lock the account."""

    def get(self, account_id: int, timeline: MarkedTimeline) -> Marker | None:
        """The marker, if there is one."""
        ...

    def save(self, marker: Marker) -> None:
        """Keep it in place of the one that was there."""
        ...

    def remove_all(self, account_id: int) -> None:
        """Remove those of this account."""
        ...
