from datetime import timedelta

from microblog.adapters.tasks.periodic_loop import PeriodicLoop
from microblog.domain.use_cases.tasks.schedule import Entry


class Seconds:
    """A monotonic clock that is moved by hand."""

    now = 100.0

    def __call__(self) -> float:
        return self.now


def test_entries_run_at_the_start_and_when_their_span_is_over() -> None:
    seconds, runs = Seconds(), list[str]()
    loop = PeriodicLoop(
        [
            Entry("often", timedelta(seconds=5), lambda: runs.append("often")),
            Entry("rarely", timedelta(seconds=60), lambda: runs.append("rarely")),
        ],
        seconds,
    )
    assert loop.run_due() == 5
    assert runs == ["often", "rarely"]
    seconds.now += 4
    assert loop.run_due() == 1
    seconds.now += 1
    loop.run_due()
    assert runs == ["often", "rarely", "often"]


def test_what_was_slept_through_is_not_made_up_for() -> None:
    seconds, runs = Seconds(), list[int]()
    loop = PeriodicLoop([Entry("often", timedelta(seconds=5), lambda: runs.append(1))], seconds)
    seconds.now += 3600
    assert loop.run_due() == 5
    assert runs == [1]


def test_an_entry_that_fails_comes_again_and_stops_no_other() -> None:
    seconds, runs = Seconds(), list[int]()

    def fail() -> None:
        runs.append(0)
        raise OSError("no")

    loop = PeriodicLoop(
        [Entry("bad", timedelta(seconds=5), fail), Entry("good", timedelta(seconds=5), lambda: runs.append(1))],
        seconds,
    )
    loop.run_due()
    seconds.now += 5
    loop.run_due()
    assert runs == [0, 1, 0, 1]


def test_it_starts_and_stops_in_a_thread() -> None:
    runs = list[int]()
    loop = PeriodicLoop([Entry("once", timedelta(hours=1), lambda: runs.append(1))])
    loop.start()
    loop.stop()
    assert runs in ([], [1])
    assert loop.run_due() > 0
