"""Read how far one has read."""

from collections.abc import Sequence

from attrs import frozen

from microblog.domain.model.marker import Marker
from microblog.ports.marker_query import MarkerQuery


@frozen
class ReadMarkers:
    """Read how far one has read, in whichever app that was."""

    markers: MarkerQuery

    def __call__(self, *, account_id: int) -> Sequence[Marker]:
        """A marker for each timeline that one was set in."""
        return self.markers.of_account(account_id)
