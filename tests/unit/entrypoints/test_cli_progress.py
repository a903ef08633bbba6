"""Long work that is broken off ends at its next step, wherever the signal met it."""

import os
import signal

import pytest

from microblog.entrypoints.cli_group import breaking_off
from microblog.entrypoints.cli_progress import Bar


class _Finalized:
    """Python ignores what is raised while an object goes away."""

    def __init__(self, number: signal.Signals) -> None:
        self.number = number

    def __del__(self) -> None:
        os.kill(os.getpid(), self.number)
        [None for _ in range(10)]  # handlers of signals run between two steps


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
@pytest.mark.filterwarnings("ignore::pytest.PytestUnraisableExceptionWarning")
def test_a_signal_that_met_a_finalizer_ends_the_work_at_its_next_step(
    number: signal.Signals, capsys: pytest.CaptureFixture[str]
) -> None:
    before = signal.getsignal(number)
    steps = []

    def work() -> None:
        with breaking_off("start anew.") as broken, Bar("Working", broken) as bar:
            bar.begin(3)
            _Finalized(number)
            steps.append("went on")
            bar.advance(1)
            steps.append("went too far")

    with pytest.raises(SystemExit) as ended:
        work()
    assert ended.value.code == 1
    assert steps == ["went on"]
    assert capsys.readouterr().err.endswith("Broken off: start anew.\n")
    assert signal.getsignal(number) is before


def test_work_that_nobody_breaks_off_comes_to_its_end() -> None:
    with breaking_off("start anew.") as broken, Bar("Working", broken) as bar:
        bar.begin(1)
        bar.advance(1)
    assert not broken.has_come
