"""What is done again and again."""

from collections.abc import Callable
from datetime import timedelta

from attrs import frozen

from microblog.domain.use_cases.mutes.end_mutes import EndMutes
from microblog.domain.use_cases.notifications.write_digests import WriteDigests
from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.domain.use_cases.polls.end_polls import EndPolls
from microblog.domain.use_cases.statistics.compute_statistics import ComputeStatistics
from microblog.domain.use_cases.tasks.sweep_outbox import SweepOutbox
from microblog.domain.use_cases.tasks.tidy_up import TidyUp
from microblog.domain.use_cases.trends.compute_trends import PERIOD, ComputeTrends
from microblog.ports.clock import Clock
from microblog.ports.search_index import SearchIndex

_LATE = timedelta(minutes=2)  # what was begun before midnight may be committed after it
_DAYS = 7


@frozen
class Entry:
    """One line of the schedule. Each action may run at any time, in several processes, and more often than it says."""

    name: str
    every: timedelta
    action: Callable[[], object]


@frozen
class Schedule:
    """The periodic actions. Spans and no times of day: nothing is missed or doubled by clocks that are changed."""

    clock: Clock
    sweep_outbox: SweepOutbox
    publish_due_posts: PublishDuePosts
    end_mutes: EndMutes
    end_polls: EndPolls
    write_digests: WriteDigests
    tidy_up: TidyUp
    compute_statistics: ComputeStatistics
    compute_trends: ComputeTrends
    search_index: SearchIndex

    def entries(self) -> tuple[Entry, ...]:
        """The table."""
        return (
            Entry("sweep_outbox", timedelta(seconds=5), self.sweep_outbox),
            Entry("publish_due_posts", timedelta(seconds=5), self.publish_due_posts),
            Entry("end_mutes", timedelta(minutes=1), self.end_mutes),
            Entry("end_polls", timedelta(seconds=15), self.end_polls),
            Entry("write_digests", timedelta(minutes=5), self.write_digests),
            Entry("tidy_up", timedelta(hours=1), self.tidy_up),
            Entry("compute_statistics", timedelta(minutes=5), self._keep_finished_days),
            Entry("compute_trends", PERIOD, self.compute_trends),
            # For what an earlier version writes that still serves during an upgrade. Looks at every post and account.
            Entry("catch_up_search", timedelta(minutes=30), self.search_index.catch_up),
        )

    def _keep_finished_days(self) -> None:
        """Keep the counts of yesterday, and of days before on which this machine was off, shortly after midnight UTC.

        Asked for every few minutes; days that are kept are not counted again.
        """
        yesterday = (self.clock() - _LATE).date() - timedelta(days=1)
        self.compute_statistics(first=yesterday - timedelta(days=_DAYS - 1), last=yesterday)
