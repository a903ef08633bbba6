"""How far people have read, for reading."""

from collections.abc import Sequence

from attrs import frozen

from microblog.adapters.storage.mongo.client import Database
from microblog.adapters.storage.mongo.documents import marker_of
from microblog.domain.model.marker import MarkedTimeline, Marker
from microblog.ports.marker_query import MarkerQuery


@frozen
class MongoMarkerQuery(MarkerQuery):
    """In one command."""

    database: Database

    def of_account(self, account_id: int) -> Sequence[Marker]:
        keys = [{"account": account_id, "timeline": timeline.value} for timeline in MarkedTimeline]
        with self.database.read() as commands:
            return [marker_of(each) for each in commands.find("markers", {"_id": {"$in": keys}})]
