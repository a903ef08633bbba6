"""How far people have read, kept."""

from attrs import frozen

from microblog.adapters.storage.mongo.documents import Document, marker_of
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.ports.marker_repository import MarkerRepository


@frozen
class MongoMarkerRepository(MarkerRepository):
    """Markers in a collection."""

    _transaction: Transaction

    def get(self, account_id: int, timeline: MarkedTimeline) -> Marker | None:
        this = {"_id": _key(account_id, timeline)}
        found = self._transaction.read(lambda commands: commands.find_one("markers", this))
        return None if found is None else marker_of(found)

    def save(self, marker: Marker) -> None:
        new = {
            "_id": _key(marker.account_id, marker.timeline),
            "last_read_id": marker.last_read_id,
            "version": marker.version,
            "updated_at": marker.updated_at,
        }
        self._transaction.write(lambda commands: commands.replace("markers", new))

    def remove_all(self, account_id: int) -> None:
        keys = [_key(account_id, timeline) for timeline in MarkedTimeline]
        self._transaction.write(lambda commands: commands.delete("markers", {"_id": {"$in": keys}}))


def _key(account_id: int, timeline: MarkedTimeline) -> Document:
    return {"account": account_id, "timeline": timeline.value}
