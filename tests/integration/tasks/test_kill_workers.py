"""Workers are killed at random moments: nothing is lost, nothing is doubled, and it is soon made up for."""

import logging
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress

from microblog.domain.model.account import Account
from microblog.domain.model.events import PostPublished
from microblog.domain.use_cases.tasks.tidy_up import HOME_TIMELINE_LENGTH
from tests.integration.tasks.house import LEASE, House, eventually, family

logger = logging.getLogger(__name__)

KILLS = int(os.environ.get("MICROBLOG_TEST_KILLS", "2"))  # `kill -9` of one process each
POSTS_A_SECOND = 10
STARTUP = 60  # seconds that a process may take to come up on a busy machine
RECOVERY = LEASE.total_seconds() + 10


class _Writer(threading.Thread):
    """Publishes posts that mention somebody, at an even pace, until it is told to stop."""

    def __init__(self, house: House, author: Account, mentioned: Account) -> None:
        super().__init__()
        self.house, self.author, self.mentioned = house, author, mentioned
        self.stopping, self.posts = threading.Event(), list[int]()

    def run(self) -> None:
        while not self.stopping.wait(1 / POSTS_A_SECOND):
            self.posts.append(self.house.post(self.author, self.mentioned).id)
            self.house.happens(PostPublished(self.posts[-1]))


def test_workers_that_are_killed_lose_and_double_nothing(
    house: House, start_worker: Callable[[House], "subprocess.Popen[bytes]"]
) -> None:
    anna, ben = house.account("anna"), house.account("ben")
    house.follow(ben, anna)
    writer, chance = _Writer(house, anna, ben), random.Random()
    is_up = house.directory / "worker-is-up"
    worker = start_worker(house)
    writer.start()
    try:
        for _ in range(KILLS):
            assert eventually(is_up.exists, STARTUP)
            time.sleep(chance.uniform(0.1, 1.5))
            victim = chance.choice(family(worker.pid))  # Celery's have children, which are replaced by their parents
            with suppress(ProcessLookupError):
                os.kill(victim, signal.SIGKILL)
            if victim == worker.pid:
                worker.wait()
                is_up.unlink()
                worker = start_worker(house)
    finally:
        writer.stopping.set()
        writer.join()
    assert eventually(is_up.exists, STARTUP)
    end = time.monotonic()
    assert eventually(lambda: house.depth() == (0, 0), RECOVERY)
    recovery = time.monotonic() - end
    assert house.rows("select post_id from notifications order by post_id") == [(post_id,) for post_id in writer.posts]
    shown = house.rows(f"select post_id from home_timeline_rows where owner_id = {ben.id} order by post_id")
    assert shown == [(post_id,) for post_id in writer.posts[-len(shown) :]]  # what is cut is its far end
    assert len(shown) >= min(len(writer.posts), HOME_TIMELINE_LENGTH)
    mails = house.mails()
    assert len(mails) == len(set(mails))
    assert len(writer.posts) - KILLS * 3 <= len(mails) <= len(writer.posts)  # a kill costs those being handed over
    facts = (KILLS, len(writer.posts), len(writer.posts) - len(mails), recovery)
    logger.info("%d kills, %d posts, %d mails not sent, all done %.1f s after the worker was up again", *facts)
