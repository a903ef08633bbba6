"""What is periodic happens once for each period, however many workers there are and whatever becomes of their clocks.

The system's clock tells UTC in every time zone (`test_system_clock.py`), so that summer time changes nothing unless
somebody puts the clock itself.
"""

import random
from collections import Counter
from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from attrs import evolve

from microblog.adapters.storage.memory.search_index import MemorySearchIndex
from microblog.adapters.storage.memory.statistics_query import MemoryStatisticsQuery
from microblog.domain.model.account import Account
from microblog.domain.model.digest import DigestRhythm
from microblog.domain.model.events import DigestDue
from microblog.domain.use_cases.mutes.end_mutes import EndMutes
from microblog.domain.use_cases.notifications.write_digests import WriteDigests
from microblog.domain.use_cases.pending_posts.publish_due_posts import PublishDuePosts
from microblog.domain.use_cases.polls.end_polls import EndPolls
from microblog.domain.use_cases.statistics.compute_statistics import ComputeStatistics
from microblog.domain.use_cases.tasks.schedule import Schedule
from microblog.domain.use_cases.tasks.tidy_up import TidyUp
from microblog.domain.use_cases.trends.compute_trends import ComputeTrends
from tests.unit.domain.use_cases.action_world import ActionWorld
from tests.unit.domain.use_cases.pending_posts.pending import HOUR, keep

DAYS = 4
WORKERS = 3
STARTS = [  # the Friday before clocks go forward in Europe, and before they go back
    datetime(2026, 3, 27, 12, tzinfo=UTC),
    datetime(2026, 10, 23, 12, tzinfo=UTC),
]


def entries(world: ActionWorld) -> dict[str, Callable[[], object]]:
    """What a worker does again and again."""
    schedule = Schedule(
        world.clock,
        world.sweep,
        world.do(PublishDuePosts),
        EndMutes(world.unit_of_work, world.clock),
        EndPolls(world.unit_of_work, world.clock),
        world.do(WriteDigests),
        TidyUp(world.unit_of_work, world.clock, world.media_store),
        ComputeStatistics(world.unit_of_work, MemoryStatisticsQuery(world.storage), world.clock),
        world.do(ComputeTrends),
        MemorySearchIndex(),
    )
    return {entry.name: entry.action for entry in schedule.entries()}


def readings(start: datetime, dice: random.Random) -> list[datetime]:
    """What the clocks of several workers say, one after the other, every hour of some days.

    They differ by minutes, one of them goes back by an hour now and then, as one that is put by hand for the summer
    time, and another is corrected by half a day.
    """
    found = list[datetime]()
    for step in range(DAYS * 24):
        now = start + HOUR * step
        for worker in range(WORKERS):
            shift = timedelta(minutes=dice.randint(-3, 3))
            if worker == 1 and dice.random() < 0.2:
                shift -= timedelta(hours=1)
            if worker == 2 and dice.random() < 0.05:
                shift -= timedelta(hours=12)
            found.append(now + shift)
    return found


@pytest.mark.parametrize("start", STARTS, ids=lambda start: f"{start:%B}")
def test_each_period_runs_once(start: datetime) -> None:
    world, dice = ActionWorld(), random.Random(7)
    world.clock.now = start - timedelta(days=1)
    anna = world.account("anna")
    world.change_user(anna, digest=DigestRhythm.DAILY)
    scheduled = _schedule(world, anna, start)
    actions, kept = entries(world), Counter[date]()
    digests = list[DigestDue]()
    for now in readings(start, dice):
        world.clock.now = now
        before = set(world.rows.statistics)
        for name in dice.sample(["publish_due_posts", "write_digests", "compute_statistics"], 3):
            actions[name]()
        for day in set(world.rows.statistics) - before:
            kept[day] += 1
            # Counted again it would be another: nobody posts so much.
            world.rows.statistics[day] = evolve(world.rows.statistics[day], posts=10**6)
        digests += [task.event for task in world.open_tasks if isinstance(task.event, DigestDue)]
        world.rows.tasks.clear()
    last = (start + timedelta(days=DAYS)).date()
    days = [start.date() + timedelta(days=number) for number in range((last - start.date()).days)]
    assert {day: kept[day] for day in days} == dict.fromkeys(days, 1)
    assert {one.posts for one in world.rows.statistics.values()} == {10**6}
    periods = [event.period for event in digests]
    expected = {int(f"{day:%Y%m%d}1") for day in [*days, last]}
    assert sorted(periods) == sorted(set(periods))
    assert set(periods) == expected
    assert all(one.up_to_id == other.first_id for one, other in pairwise(digests))
    texts = Counter(post.text for post in world.rows.posts.values())
    assert texts == dict.fromkeys(scheduled, 1)


def _schedule(world: ActionWorld, anna: Account, start: datetime) -> list[str]:
    """A post for every hour of the night in which the clocks are put."""
    texts = list[str]()
    for number in range(12):
        texts.append(f"Post {number}")
        keep(world, anna, start + timedelta(days=1, hours=7) + number * HOUR, texts[-1])
    return texts
