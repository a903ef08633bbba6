from datetime import UTC, date, datetime, timedelta

import pytest
from attrs import evolve

from microblog.domain.model.account import AccountState
from microblog.domain.model.errors import ValidationError
from microblog.domain.model.statistics import DayStatistics
from microblog.domain.use_cases.statistics.compute_statistics import ComputeStatistics
from microblog.domain.use_cases.statistics.read_statistics import MAX_DAYS, ReadStatistics
from tests.unit.domain.use_cases.action_world import ActionWorld

FIRST, SECOND, THIRD = date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 3)


@pytest.fixture
def world() -> ActionWorld:
    """Two people on the first of May, one post on the second; now is the fourth."""
    world = ActionWorld()
    world.clock.now = datetime(2026, 5, 1, 0, 0, tzinfo=UTC)
    anna, ben = world.account("anna"), world.account("ben")
    world.account("waiting", AccountState.WAITING)
    world.clock.now = datetime(2026, 5, 2, 23, 59, tzinfo=UTC)
    post = world.post(anna)
    world.like(ben, post)
    world.post(ben, boost_of=post)
    world.clock.now = datetime(2026, 5, 4, 0, 1, tzinfo=UTC)
    world.post(anna)
    return world


DAYS = [DayStatistics(FIRST, 0, 0, 2), DayStatistics(SECOND, 1, 2, 0), DayStatistics(THIRD, 0, 0, 0)]


def test_days_are_counted_once(world: ActionWorld) -> None:
    compute = world.do(ComputeStatistics)
    assert compute(first=SECOND, last=SECOND) == 1
    assert compute(first=FIRST, last=THIRD) == 2
    assert compute(first=FIRST, last=THIRD) == 0
    assert [world.rows.statistics[day] for day in (FIRST, SECOND, THIRD)] == DAYS


def test_days_that_are_not_over_are_left_out(world: ActionWorld) -> None:
    assert world.do(ComputeStatistics)(first=THIRD, last=date(2027, 1, 1)) == 1
    assert set(world.rows.statistics) == {THIRD}
    assert world.do(ComputeStatistics)(first=date(2026, 5, 4), last=date(2026, 5, 9)) == 0


def test_what_is_kept_is_counted_anew_where_that_is_asked_for(world: ActionWorld) -> None:
    wrong = evolve(DAYS[1], posts=99)
    with world.unit_of_work() as uow:
        uow.statistics.save(wrong)
        uow.commit()
    assert world.do(ComputeStatistics)(first=FIRST, last=THIRD) == 2
    assert world.rows.statistics[SECOND] == wrong
    assert world.do(ComputeStatistics)(first=SECOND, last=SECOND, again=True) == 1
    assert world.rows.statistics[SECOND] == DAYS[1]


def test_an_end_before_the_beginning(world: ActionWorld) -> None:
    with pytest.raises(ValidationError, match="from: after_end"):
        world.do(ComputeStatistics)(first=SECOND, last=FIRST)


def test_anybody_reads_totals_and_the_days_up_to_yesterday(world: ActionWorld) -> None:
    world.do(ComputeStatistics)(first=FIRST, last=THIRD)
    read = world.do(ReadStatistics)
    found = read()
    assert (found.accounts, found.posts, list(found.days)) == (2, 2, DAYS)
    assert list(read(days=2).days) == DAYS[1:]


@pytest.mark.parametrize(("days", "shown"), [(-1, 1), (0, 1), (10**9, MAX_DAYS)])
def test_a_span_is_brought_into_range(world: ActionWorld, days: int, shown: int) -> None:
    world.do(ComputeStatistics)(first=FIRST - timedelta(days=MAX_DAYS), last=THIRD)
    assert len(world.do(ReadStatistics)(days=days).days) == shown
