"""Which of the processes that ended are started again, and when."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from microblog.entrypoints.consumer_processes import ConsumerProcesses
from tests.integration.tasks.house import eventually


class Clock:
    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def starts(tmp_path: Path) -> Path:
    """A file with a letter for each process that was started."""
    return tmp_path / "starts"


def consumers(end: str, starts: Path, clock: Clock) -> Iterator[ConsumerProcesses]:
    code = f"import os, signal; open({str(starts)!r}, 'a').write('x'); {end}"
    processes = ConsumerProcesses([[sys.executable, "-c", code]], clock)
    processes.start()
    try:
        yield processes
    finally:
        processes.stop()


def test_one_that_gave_up_has_a_rest_first(starts: Path, clock: Clock) -> None:
    for processes in consumers("os._exit(1)", starts, clock):
        assert eventually(starts.exists, 20)
        (process,) = processes._processes
        process.wait(20)
        processes.check()
        clock.seconds = 59
        processes.check()
        assert processes._processes == [process]
        clock.seconds = 60
        processes.check()
        assert eventually(lambda: starts.read_text() == "xx", 20)


def test_one_that_was_killed_is_replaced_at_once(starts: Path, clock: Clock) -> None:
    for processes in consumers("os.kill(os.getpid(), signal.SIGKILL)", starts, clock):
        (process,) = processes._processes
        process.wait(20)
        processes.check()
        assert eventually(lambda: starts.read_text() == "xx", 20)
