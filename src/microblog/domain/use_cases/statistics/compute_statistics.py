"""Count what happened, day by day."""

from collections.abc import Iterator
from datetime import date, timedelta

from attrs import frozen

from microblog.domain.model.errors import ValidationError
from microblog.ports.clock import Clock
from microblog.ports.statistics_query import StatisticsQuery
from microblog.ports.unit_of_work import UnitOfWorkFactory


@frozen
class ComputeStatistics:
    """Count days that are over, and keep the counts. What is kept is not counted again, unless asked for."""

    unit_of_work: UnitOfWorkFactory
    statistics: StatisticsQuery
    clock: Clock

    def __call__(self, *, first: date, last: date, again: bool = False) -> int:
        """How many days were counted, of those from first to last, both included, in UTC.

        Days that are not over yet are left out. `again`: days that are kept already are counted anew and replaced.
        Raises ValidationError("from", "after_end") if the first comes after the last.
        """
        if first > last:
            raise ValidationError("from", "after_end", {"first": first, "last": last})
        last = min(last, self.clock().date() - timedelta(days=1))
        kept = set() if again else {statistics.day for statistics in self.statistics.between(first, last)}
        counted = 0
        for day in _days(first, last):
            if day not in kept:
                with self.unit_of_work() as uow:
                    uow.statistics.save(uow.statistics.count(day))
                    uow.commit()
                counted += 1
        return counted


def _days(first: date, last: date) -> Iterator[date]:
    while first <= last:
        yield first
        first += timedelta(days=1)
