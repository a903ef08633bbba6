"""Tidying up, and the schedule."""

from datetime import UTC, date, datetime, timedelta

from microblog.adapters.storage.memory.search_index import MemorySearchIndex
from microblog.adapters.storage.memory.statistics_query import MemoryStatisticsQuery
from microblog.domain.model.events import PostLiked
from microblog.domain.model.session import Purpose, Session, Token
from microblog.domain.use_cases.statistics.compute_statistics import ComputeStatistics
from microblog.domain.use_cases.tasks.schedule import Schedule
from microblog.domain.use_cases.tasks.tidy_up import HOME_TIMELINE_LENGTH, TidyUp
from tests.unit.domain.use_cases.reaction_world import World


def test_what_has_had_its_time_goes(world: World) -> None:
    anna = world.account("anna")
    now = world.clock()
    soon, day = now + timedelta(minutes=1), timedelta(days=1)
    posts = [world.post(anna).id for _ in range(HOME_TIMELINE_LENGTH + 2)]
    with world.unit_of_work() as uow:
        for session_id, expires_at in [(1, now), (2, soon)]:
            uow.sessions.add(Session(session_id, bytes([session_id]), anna.id, now, now, expires_at, False, ""))
            uow.tokens.add(Token(bytes([session_id]), Purpose.UNSUBSCRIBE, anna.id, now, expires_at))
        uow.idempotency.add(anna.id, "old", posts[0], now - day - timedelta(seconds=1))
        uow.idempotency.add(anna.id, "young", posts[1], now - day + timedelta(seconds=1))
        for post_id in posts:
            uow.home_timelines.add([anna.id], post_id)
        uow.commit()
    tidy_up = TidyUp(world.unit_of_work, world.clock)
    tidy_up()
    tidy_up()
    assert list(world.rows.sessions) == [2]
    assert list(world.rows.tokens) == [bytes([2])]
    assert list(world.rows.idempotency) == [(anna.id, "young")]
    assert world.home(anna) == posts[2:]


def _schedule(world: World) -> Schedule:
    statistics = ComputeStatistics(world.unit_of_work, MemoryStatisticsQuery(world.storage), world.clock)
    return Schedule(world.clock, world.sweep, TidyUp(world.unit_of_work, world.clock), statistics, MemorySearchIndex())


def test_the_schedule_sweeps_and_tidies(world: World) -> None:
    entries = {entry.name: entry for entry in _schedule(world).entries()}
    assert entries["sweep_outbox"].every <= timedelta(seconds=10)
    world.happens(PostLiked(1, 2))
    entries["sweep_outbox"].action()
    assert world.open_tasks == []
    entries["tidy_up"].action()
    assert entries["catch_up_search"].action() == 0


def test_days_are_kept_shortly_after_they_end(world: World) -> None:
    (keep_days,) = [entry.action for entry in _schedule(world).entries() if entry.name == "compute_statistics"]
    world.clock.now = datetime(2026, 5, 4, 0, 1, 59, tzinfo=UTC)
    keep_days()
    assert max(world.rows.statistics) == date(2026, 5, 2)
    world.clock.now = datetime(2026, 5, 4, 0, 2, tzinfo=UTC)
    keep_days()
    assert max(world.rows.statistics) == date(2026, 5, 3)
    kept = dict(world.rows.statistics)
    keep_days()
    assert world.rows.statistics == kept


def test_days_on_which_the_machine_was_off_are_made_up_for(world: World) -> None:
    (keep_days,) = [entry.action for entry in _schedule(world).entries() if entry.name == "compute_statistics"]
    keep_days()
    world.clock.move(timedelta(days=5))
    keep_days()
    days = sorted(world.rows.statistics)
    assert days == [days[0] + timedelta(days=number) for number in range(12)]
