"""Daily statistics, kept."""

from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta

from attrs import frozen

from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.domain.model.account import AccountState
from microblog.domain.model.statistics import DayStatistics
from microblog.ports.statistics_repository import StatisticsRepository

_LET_IN = [state.value for state in (AccountState.ACTIVE, AccountState.SUSPENDED, AccountState.DELETED)]


@frozen
class MongoStatisticsRepository(StatisticsRepository):
    """Counts documents by the times when they were made."""

    _transaction: Transaction

    def count(self, day: date) -> DayStatistics:
        first = datetime.combine(day, time(), UTC)
        that_day = {"created_at": {"$gte": first, "$lt": first + timedelta(days=1)}}
        local = {**that_day, "domain": None}

        def count(commands: Commands) -> DayStatistics:
            active = _people(commands, "posts", "$account_id", local) | _people(
                commands, "likes", "$_id.account", that_day
            )
            return DayStatistics(
                day,
                posts=commands.count("posts", {**local, "boost_of_id": None}),
                active_people=commands.count("accounts", {"_id": {"$in": sorted(active)}, "domain": None}),
                sign_ups=commands.count("accounts", {**local, "state": {"$in": _LET_IN}}),
            )

        return self._transaction.read(count)

    def save(self, statistics: DayStatistics) -> None:
        new = {
            "_id": statistics.day.isoformat(),
            "posts": statistics.posts,
            "active_people": statistics.active_people,
            "sign_ups": statistics.sign_ups,
        }
        self._transaction.write(lambda commands: commands.replace("day_statistics", new))


def _people(commands: Commands, collection: str, field: str, where: Mapping[str, object]) -> set[int]:
    return {each["_id"] for each in commands.aggregate(collection, [{"$match": where}, {"$group": {"_id": field}}])}
