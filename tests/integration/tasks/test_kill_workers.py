"""Workers are killed at random moments: nothing is lost, nothing is doubled, and it is soon made up for.

With a lease of two seconds. `python -m bench.tasks kills` does the same to a whole site, with the real one.
"""

import logging
import os
import random
import signal
import subprocess
import threading
import time
from collections.abc import Callable
from contextlib import suppress
from datetime import timedelta

from microblog.domain.model.account import Account
from microblog.domain.model.events import PostPublished
from microblog.domain.model.pending_post import PendingPost
from microblog.domain.model.post import Visibility
from microblog.domain.use_cases.tasks.tidy_up import HOME_TIMELINE_LENGTH
from tests.integration.tasks.house import House, eventually
from tests.own_servers import family

logger = logging.getLogger(__name__)

SCHEDULED = 4  # posts
KILLS = int(os.environ.get("MICROBLOG_TEST_KILLS", "2"))  # `kill -9` of one process each
POSTS_A_SECOND = 10
STARTUP = 60  # seconds that a process may take to come up on a busy machine


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


def _schedule(house: House, author: Account) -> None:
    """Posts that mention ben, the first of them due at once and then one each half second."""
    now = house.clock()
    with house.unit_of_work() as uow:
        for number in range(SCHEDULED):
            due, text = now + timedelta(seconds=number / 2), f"@ben scheduled {number}"
            uow.pending_posts.add(
                PendingPost(house.new_id(), author.id, text, "", Visibility.PUBLIC, "en", None, (), now, due)
            )
        uow.commit()


def test_workers_that_are_killed_lose_and_double_nothing(
    house: House, start_worker: Callable[[House], "subprocess.Popen[bytes]"]
) -> None:
    anna, ben = house.account("anna"), house.account("ben")
    house.follow(ben, anna)
    writer, chance = _Writer(house, anna, ben), random.Random()
    is_up = house.directory / "worker-is-up"
    worker = start_worker(house)
    _schedule(house, anna)
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
    assert eventually(lambda: house.depth() == (0, 0), STARTUP)
    recovery = time.monotonic() - end
    scheduled = house.rows("select text from posts where text like '@ben %' order by text")
    assert scheduled == [(f"@ben scheduled {number}",) for number in range(SCHEDULED)]
    posts = house.rows("select id from posts order by id")
    assert len(posts) == len(writer.posts) + SCHEDULED
    assert house.rows("select post_id from notifications order by post_id") == posts
    shown = house.rows(f"select post_id from home_timeline_rows where owner_id = {ben.id} order by post_id")
    assert shown == posts[-len(shown) :]  # what is cut is its far end
    assert len(shown) >= min(len(posts), HOME_TIMELINE_LENGTH)
    mails = house.mails()
    assert len(mails) == len(set(mails))
    assert len(posts) - KILLS * 3 <= len(mails) <= len(posts)  # a kill costs those being handed over
    facts = (KILLS, len(posts), len(posts) - len(mails), recovery)
    logger.info("%d kills, %d posts, %d mails not sent, all done %.1f s after the worker was up again", *facts)
