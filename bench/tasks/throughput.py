"""How many mentions a second a worker takes from the post to the mail server, and how soon people are told."""

import statistics
import time
from pathlib import Path

from attrs import frozen
from tests.broker import Broker
from tests.integration.site_processes import eventually
from tests.own_servers import family

from bench.processes import processor_seconds
from bench.tasks.stage import PER_SECOND, Stage, open_stage, percentile
from microblog.domain.model.post_content import PostContent
from microblog.entrypoints.container import Container, open_container

HEAD = f"""\
| queue | mails/s, one worker | to the first queue's | two workers | to one | processor ms a mail | two workers \
| lag p50 ms at {PER_SECOND:.0f} posts/s | p95 ms |
|---|---|---|---|---|---|---|---|---|"""
ROUNDS = 3
_WARM_UP = 20  # mentions
_LONGEST = 300.0  # seconds that a round may take


@frozen
class Figures:
    """What came out for one queue; the middle one of the rounds."""

    mails: tuple[float, float]
    """Mails a second, with one worker and with two."""
    processor: tuple[float, float]
    """Processor time of all processes of the workers for each mail, in seconds."""
    lags: list[float]
    """Seconds from a post to its notification, sorted, with one worker."""

    def row(self, queue: str, first: "Figures") -> str:
        """A line of the table."""
        (one, two), (one_takes, two_take) = self.mails, self.processor
        p50, p95 = (percentile(self.lags, part) * 1000 for part in (50, 95))
        return (
            f"| {queue} | {one:.1f} | {one / first.mails[0]:.2f} | {two:.1f} | {two / one:.2f} |"
            f" {one_takes * 1000:.0f} | {two_take * 1000:.0f} | {p50:.0f} | {p95:.0f} |"
        )


def measure(broker: Broker, directory: Path, mentions: int, seconds: float, storage: str = "sqlite") -> Figures:
    """Bursts of so many mentions each for one worker and then for two, and that many seconds of even posting.

    A burst is written in one transaction, so that the workers have the machine to themselves. Raises ``RuntimeError``
    where they do not come to an end.
    """
    with open_stage(directory, broker, storage) as stage:
        container = open_container(stage.site.settings)
        try:
            rates, processor = list[float](), list[float]()
            lags = list[float]()
            for workers in (1, 2):
                stage.start_worker()
                _burst(stage, container, _WARM_UP)
                rounds = [_burst(stage, container, mentions) for _ in range(ROUNDS)]
                rates.append(statistics.median(rate for rate, _ in rounds))
                processor.append(statistics.median(took for _, took in rounds))
                if workers == 1:
                    lags = _lags(stage, seconds)
        finally:
            container.process().release()
    return Figures((rates[0], rates[1]), (processor[0], processor[1]), lags)


def _burst(stage: Stage, container: Container, mentions: int) -> tuple[float, float]:
    before, processor_before = len(stage.sink.arrivals()), _processor(stage)
    publisher, content = container.post_publisher(), PostContent("@ben what a burst")
    with container.unit_of_work()() as uow:
        author = uow.accounts.by_name("anna", None)
        if author is None:
            raise RuntimeError("anna is gone")
        for _ in range(mentions):
            publisher.publish(uow, author, publisher.check(content))
        uow.commit()
    began = time.time()
    if not eventually(lambda: len(stage.sink.arrivals()) == before + mentions, _LONGEST):
        raise RuntimeError(f"{mentions} mentions are not mailed within {_LONGEST:.0f} s")
    rate = mentions / (max(stage.sink.arrivals()) - began)
    stage.seconds_until_done(_LONGEST)
    return rate, (_processor(stage) - processor_before) / mentions


def _processor(stage: Stage) -> float:
    return sum(processor_seconds(pid) for worker in stage.workers for pid in family(worker.pid))


def _lags(stage: Stage, seconds: float) -> list[float]:
    began = int(time.time() * 1000)
    with stage.posting().running():
        time.sleep(seconds)
    stage.seconds_until_done(_LONGEST)
    return stage.lags(began)
