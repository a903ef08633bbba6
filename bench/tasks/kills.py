"""Workers are ended by `kill -9` at random moments while people post, and scheduled posts fall due."""

import os
import random
import signal
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path

from tests.broker import Broker
from tests.integration.site_processes import eventually
from tests.own_servers import family

from bench.tasks.stage import LEASE, Stage, open_stage, percentile
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.post import Visibility
from microblog.entrypoints.container import Container, open_container

HEAD = """\
| queue | kills | posts | of them scheduled | lost | twice | not told | told twice | mailed twice | not mailed \
| lag p50 s | longest lag s | all done so many s after the last kill | |
|---|---|---|---|---|---|---|---|---|---|---|---|---|---|"""
RECOVERY = LEASE + 10.0  # seconds
_LONGEST_LIFE = 2.0  # seconds that a worker lives after it was seen at work
_EVERY = 1.0  # seconds between two scheduled posts, one for each kill: so the last is due before the killing ends
_CHANCE = random.Random()  # noqa: S311 - it keeps no secrets
_BROKEN_OFF = 600.0  # seconds after which it is broken off


def run(configuration: str, broker: Broker, directory: Path, kills: int, storage: str = "sqlite") -> tuple[str, bool]:
    """A line of the table, and whether all is as it has to be. Takes some 4 s for each kill, and a lease."""
    with open_stage(directory, broker, storage) as stage:
        container = open_container(stage.site.settings)
        anna = int(stage.rows("SELECT id FROM accounts WHERE username = 'anna'")[0][0])
        stage.start_worker()
        posting = stage.posting()
        with posting.running():
            stage.wait_for_work()
            scheduled = _schedule(container, anna, max(3, kills))
            for _ in range(kills):
                _kill(stage, is_inline=broker.tasks == "inline")
        last = time.monotonic()
        done = eventually(lambda: not stage.rows("SELECT 1 FROM pending_posts") and not stage.waiting(), _BROKEN_OFF)
        recovery = time.monotonic() - last
        outcome, lags = stage.outcome([*posting.acknowledged, *scheduled]), stage.lags()
        container.process().release()
    is_good = done and outcome.is_good and recovery <= RECOVERY
    line = (
        f"| {configuration} | {kills} | {outcome.posts} | {len(scheduled)} | {outcome.lost} | {outcome.doubled} |"
        f" {outcome.untold} | {outcome.told_twice} | {outcome.mailed_twice} | {outcome.unmailed} |"
        f" {percentile(lags, 50):.2f} | {lags[-1]:.1f} | {recovery:.1f} | {'good' if is_good else 'BAD'} |"
    )
    return line, is_good


def _schedule(container: Container, author_id: int, number: int) -> list[str]:
    texts, now, new_id = [f"@ben scheduled {each}" for each in range(number)], container.clock()(), container.new_id()
    with container.unit_of_work()() as uow:
        for each, content in enumerate(texts, 1):
            due = now + timedelta(seconds=each * _EVERY)
            uow.pending_posts.add(
                PendingPost(new_id(), author_id, content, "", Visibility.PUBLIC, "en", None, (), now, due)
            )
        uow.commit()
    return texts


def _kill(stage: Stage, *, is_inline: bool) -> None:
    """One process of a worker, or of the site where it does the work itself, at a random moment."""
    stage.wait_for_work()
    time.sleep(_CHANCE.uniform(0.0, _LONGEST_LIFE))
    processes = family(stage.workers[-1].pid) + (family(stage.web.pid) if is_inline else [])
    victim = _CHANCE.choice(processes)
    with suppress(ProcessLookupError):
        os.kill(victim, signal.SIGKILL)
    if victim == stage.workers[-1].pid:
        stage.workers.pop().wait()
        stage.start_worker()
    if victim == stage.web.pid:
        stage.web.wait()
        stage.start_web()
