"""How far one has read: https://docs.joinmastodon.org/methods/markers/."""

from collections.abc import Iterable

from attrs import frozen
from msgspec import Struct

from microblog.adapters.web.mastodon_api.answers import answer
from microblog.adapters.web.mastodon_api.entities.formats import timestamp
from microblog.adapters.web.mastodon_api.entities.marker import Marker
from microblog.adapters.web.mastodon_api.reading import read
from microblog.adapters.web.request import Request
from microblog.adapters.web.response import Response
from microblog.adapters.web.viewers import signed_in
from microblog.domain.model import marker as model
from microblog.domain.model.marker import MarkedTimeline
from microblog.domain.use_cases.markers.read_markers import ReadMarkers
from microblog.domain.use_cases.markers.save_markers import SaveMarkers


class WantedMarkers(Struct, frozen=True):
    """Which timelines are meant: `home`, `notifications`."""

    timeline: tuple[str, ...] = ()


class Place(Struct, frozen=True):
    """What was read last."""

    last_read_id: int


class MarkerParameters(Struct, frozen=True):
    """Places in timelines; what is not sent stays."""

    home: Place | None = None
    notifications: Place | None = None


@frozen
class MarkerEndpoints:
    """Where one's apps go on reading."""

    read_markers: ReadMarkers
    save_markers: SaveMarkers

    def index(self, request: Request) -> Response:
        """The places in some timelines, as far as there are any."""
        wanted = read(request, WantedMarkers).timeline
        markers = self.read_markers(account_id=signed_in(request).account_id)
        return answer(_by_timeline(marker for marker in markers if marker.timeline.value in wanted))

    def save(self, request: Request) -> Response:
        """Keep places."""
        sent = read(request, MarkerParameters)
        places = {MarkedTimeline.HOME: sent.home, MarkedTimeline.NOTIFICATIONS: sent.notifications}
        last_read = {timeline: place.last_read_id for timeline, place in places.items() if place is not None}
        return answer(_by_timeline(self.save_markers(account_id=signed_in(request).account_id, last_read=last_read)))


def _by_timeline(markers: Iterable[model.Marker]) -> dict[str, Marker]:
    return {
        marker.timeline.value: Marker(str(marker.last_read_id), marker.version, timestamp(marker.updated_at))
        for marker in markers
    }
