"""Read how busy the last weeks were."""

from collections.abc import Sequence
from datetime import timedelta

from attrs import frozen

from microblog.domain.model.statistics import WeekStatistics
from microblog.ports.clock import Clock
from microblog.ports.statistics_query import StatisticsQuery

WEEKS = 12


@frozen
class ReadActivity:
    """Read how busy the last weeks were. Anybody may."""

    statistics: StatisticsQuery
    clock: Clock

    def __call__(self) -> Sequence[WeekStatistics]:
        """Twelve weeks, the latest first, which is not over yet; what was never counted counts as nothing."""
        today = self.clock().date()
        monday = today - timedelta(days=today.weekday())
        first = monday - timedelta(weeks=WEEKS - 1)
        counted = self.statistics.between(first, today)
        weeks = []
        for week in range(WEEKS):
            begins = monday - timedelta(weeks=week)
            days = [day for day in counted if begins <= day.day < begins + timedelta(weeks=1)]
            weeks.append(
                WeekStatistics(
                    begins,
                    posts=sum(day.posts for day in days),
                    active_people=max((day.active_people for day in days), default=0),
                    sign_ups=sum(day.sign_ups for day in days),
                )
            )
        return weeks
