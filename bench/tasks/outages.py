"""The broker is ended, hangs, and forgets everything, while people post."""

import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from attrs import define, evolve, frozen
from tests.broker import Broker
from tests.brokers import own_rabbitmq, own_redis
from tests.own_servers import OwnPostgresql, own_postgresql

from bench.tasks.stage import LEASE, Asked, Outcome, Posting, Stage, new_prefix, open_stage, percentile, within

HEAD = """\
| queue | its broker | for s | posts | refused | p95 ms as usual | meanwhile | ratio | lag p95 s as usual | meanwhile \
| all done s after | lost | twice | |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"""
QUEUES = ("huey-redis", "huey-postgresql", "celery-redis", "celery-rabbitmq")
SLOWER = 1.5  # times the usual p95 of posting that it may be meanwhile
_RECOVERY = LEASE + 10.0  # seconds
_FLUSH_EVERY = 2.0  # seconds
_SETTLE = 10.0  # seconds after the broker is back until it is as usual again: some rest before they try anew
_LONGEST_USUAL = 60.0  # seconds


class Harmed(Protocol):
    """A broker that nobody else uses."""

    def start(self) -> None: ...
    def stop(self) -> None: ...
    def hang(self) -> None: ...
    def go_on(self) -> None: ...
    def flush(self, prefix: str) -> None: ...


@define
class _Postgresql:
    server: OwnPostgresql
    start: Callable[[], None]
    stop: Callable[[], None]
    hang: Callable[[], None]
    go_on: Callable[[], None]

    def flush(self, prefix: str) -> None:
        """Huey keeps all its queues in one table."""
        del prefix
        self.server.run("DELETE FROM huey_task")


@contextmanager
def own_broker(configuration: str) -> Iterator[tuple[Harmed, Broker]]:
    """A broker that nobody else uses, for one of `QUEUES`, and how the site speaks to it."""
    tasks, _, kind = configuration.partition("-")
    if kind == "postgresql":
        with own_postgresql() as server:
            yield (
                _Postgresql(server, server.start, server.kill, server.hang, server.go_on),
                Broker(tasks, server.url(), new_prefix()),
            )
        return
    with own_redis() if kind == "redis" else own_rabbitmq() as broker:
        yield broker, Broker(tasks, broker.url, new_prefix())


@frozen
class Harm:
    """What is done to a broker, for so many seconds."""

    name: str
    do: Callable[[Harmed, str, float], None]


def _ended(broker: Harmed, prefix: str, seconds: float) -> None:
    del prefix
    broker.stop()
    time.sleep(seconds)
    broker.start()


def _hanging(broker: Harmed, prefix: str, seconds: float) -> None:
    del prefix
    broker.hang()
    time.sleep(seconds)
    broker.go_on()


def _flushed(broker: Harmed, prefix: str, seconds: float) -> None:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        broker.flush(prefix)
        time.sleep(_FLUSH_EVERY)


HARMS = (
    Harm("is ended", _ended),
    Harm("hangs", _hanging),
    Harm(f"forgets everything every {_FLUSH_EVERY:.0f} s", _flushed),
)


@frozen
class Phase:
    """What was measured while the broker was harmed, and before that."""

    harm: str
    seconds: float
    usual: Sequence[Asked]
    meanwhile: Sequence[Asked]
    done_after: float
    usual_lags: Sequence[float]
    lags: Sequence[float]

    @property
    def refused(self) -> int:
        """Posts that were not accepted at once."""
        return sum(not one.accepted for one in self.meanwhile)

    @property
    def ratio(self) -> float:
        """How much slower posting was, by its p95."""
        return _p95(self.meanwhile) / _p95(self.usual)

    @property
    def is_good(self) -> bool:
        """Whether all posts were accepted, and hardly later than usual."""
        return not self.refused and self.ratio <= SLOWER

    @property
    def row(self) -> str:
        """The middle of a line of the table."""
        usual, meanwhile = (_p95(asked) * 1000 for asked in (self.usual, self.meanwhile))
        usual_lag, lag = (percentile(lags, 95) for lags in (self.usual_lags, self.lags))
        return (
            f"| {self.harm} | {self.seconds:.0f} | {len(self.meanwhile)} | {self.refused} | {usual:.0f} |"
            f" {meanwhile:.0f} | {self.ratio:.2f} | {usual_lag:.2f} | {lag:.2f} | {self.done_after:.1f} |"
        )


def _p95(asked: Sequence[Asked]) -> float:
    return percentile([one.took for one in asked], 95)


def run(configuration: str, directory: Path, seconds: float, storage: str = "sqlite") -> tuple[list[str], bool]:
    """A line of the table for each harm, and whether all is as it has to be. Takes some 4 or 5 times the seconds."""
    phases, outcome = measure(configuration, directory, seconds, storage)
    lost, twice = outcome.lost + outcome.untold, outcome.doubled + outcome.told_twice + outcome.mailed_twice
    good = [outcome.is_good and phase.is_good for phase in phases]
    lines = [
        f"| {configuration} {phase.row} {lost} | {twice} | {'good' if is_good else 'BAD'} |"
        for phase, is_good in zip(phases, good, strict=True)
    ]
    return lines, all(good)


def measure(
    configuration: str, directory: Path, seconds: float, storage: str = "sqlite", harms: Sequence[Harm] = HARMS
) -> tuple[list[Phase], Outcome]:
    """One harm after the other for so many seconds, while people go on to post, and what came of all posts.

    What is usual is measured before each of them, and compared together: a machine becomes busier and quieter.
    """
    phases = list[Phase]()
    with own_broker(configuration) as (broker, described), open_stage(directory, described, storage) as stage:
        stage.start_worker()
        posting = stage.posting()
        with posting.running():
            stage.wait_for_work(10)
            for harm in harms:
                phases.append(_suffer(stage, posting, harm, broker, described.prefix, seconds))
                time.sleep(min(_SETTLE, seconds))
        stage.seconds_until_done(_RECOVERY)
        outcome = stage.outcome(posting.acknowledged)
    usual = [one for phase in phases for one in phase.usual]
    return [evolve(phase, usual=usual) for phase in phases], outcome


def _suffer(stage: Stage, posting: Posting, harm: Harm, harmed: Harmed, prefix: str, seconds: float) -> Phase:
    usual, usual_at = time.monotonic(), _now()
    time.sleep(min(seconds, _LONGEST_USUAL))
    began, began_at = time.monotonic(), _now()
    harm.do(harmed, prefix, seconds)
    ended, ended_at = time.monotonic(), _now()
    return Phase(
        harm.name,
        ended - began,
        within(posting.asked, usual, began),
        within(posting.asked, began, ended),
        done_after=_seconds_until_told(stage, ended_at),
        usual_lags=stage.lags(usual_at, began_at),
        lags=stage.lags(began_at, ended_at),
    )


def _seconds_until_told(stage: Stage, moment: int) -> float:
    """How long until nothing is left to do of what was written before that moment."""
    began = time.monotonic()
    while stage.rows("SELECT 1 FROM tasks WHERE created_at < :moment LIMIT 1", moment=moment):
        if time.monotonic() > began + _RECOVERY:
            raise RuntimeError(f"tasks are left undone {_RECOVERY:.0f} s after the broker is back")
        time.sleep(0.1)
    return time.monotonic() - began


def _now() -> int:
    return int(time.time() * 1000)
