"""The whole server, killed again and again: what was answered is stored, and who is mentioned is told once.

The web process and the worker are ended by `kill -9` at random moments, each on its own, while people post.
"""

import http.client
import logging
import random
import signal
import sqlite3
import subprocess
import threading
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path

import pytest

from tests.integration.site_processes import Person, Site, eventually
from tests.own_servers import free_port

logger = logging.getLogger(__name__)

DATABASE = "microblog.db"
KILLS = 6  # of each of the two
WRITERS = 3
LONGEST = 300  # seconds that the killing may take before it is broken off, on a busy machine
STARTUP = 60  # seconds that a process may take to come up on a busy machine


def rows(directory: Path, statement: str) -> list[tuple[object, ...]]:
    """What a statement finds, or changes, in the site's database."""
    connection = sqlite3.connect(directory / DATABASE, timeout=10)
    try:
        with connection:
            return connection.execute(statement).fetchall()
    finally:
        connection.close()


@pytest.fixture
def site(tmp_path: Path) -> Site:
    site = Site(tmp_path, f"sqlite:///{tmp_path / DATABASE}")
    site.command("db", "upgrade")
    return site


@contextmanager
def _killed_again_and_again(
    start: Callable[[], "subprocess.Popen[bytes]"],
    is_up: Callable[[], bool],
    over: threading.Event,
    enough: Callable[[], bool] = lambda: True,
) -> Iterator[list[float]]:
    """Runs the process, kills it after a random while, starts it anew; gives how long each one lived."""
    lives = list[float]()

    def kill() -> None:
        while (len(lives) < KILLS or not enough()) and not over.is_set():
            process = start()
            try:
                eventually(is_up, STARTUP)
                life = random.uniform(0.1, 1.5)
                over.wait(life)
            finally:
                process.kill()
                process.wait()
            lives.append(life)

    thread = threading.Thread(target=kill)
    thread.start()
    try:
        yield lives
    finally:
        over.set()
        thread.join()


def _answers(port: int) -> bool:
    """Whether the site does; its port is open some time before."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", "/robots.txt")
        return connection.getresponse().status == 200
    except (OSError, http.client.HTTPException):
        return False
    finally:
        connection.close()


def _writes(person: Person, name: str, over: threading.Event, published: list[str]) -> None:
    """Post after post; one that was not answered is sent again with the same key, as browsers' users do."""
    number = 0
    while not over.is_set():
        number += 1
        text = f"@ben @carla post {number} by {name}"
        while not over.is_set():
            try:
                if person.publish(text, f"{name}-{number}") == 303:
                    published.append(text)
                    break
            except (OSError, http.client.HTTPException):
                pass
            time.sleep(0.05)
        time.sleep(0.02)


def test_killed_at_random_moments_it_loses_and_doubles_nothing(site: Site, tmp_path: Path) -> None:
    port, find = free_port(), partial(rows, tmp_path)
    passwords = {
        name: site.command("account", "create", name, f"{name}@example.com").split()[-1]
        for name in ("anna", "ben", "carla")
    }
    with site.running("web", port=port):
        people = [Person(port, "anna", passwords["anna"]) for _ in range(WRITERS)]

    published, over, ended = list[str](), threading.Event(), threading.Event()
    writers = [
        threading.Thread(target=_writes, args=(person, f"writer{number}", over, published))
        for number, person in enumerate(people)
    ]
    depths = list[int]()

    def works() -> bool:
        """A worker is up when the number of tasks goes down, or when none is left: the site may be through already."""
        depths.append(int(str(find("select count(*) from tasks where leased_until is null")[0][0])))
        return depths[-1] == 0 or (len(depths) > 1 and depths[-1] < depths[-2])

    for thread in writers:
        thread.start()

    def has_published() -> bool:
        """On a busy machine a life may be shorter than an answer."""
        return len(published) > KILLS

    web = partial(site.start, "web", port=port)
    with (
        _killed_again_and_again(web, partial(_answers, port), ended, has_published) as web_lives,
        _killed_again_and_again(partial(site.start, "worker"), works, ended) as worker_lives,
    ):
        done = eventually(lambda: min(len(web_lives), len(worker_lives)) >= KILLS and has_published(), LONGEST)
    over.set()
    for thread in writers:
        thread.join()
    assert done, f"only {len(web_lives)} and {len(worker_lives)} kills in {LONGEST} seconds"

    cut_off = find("select count(*) from tasks where leased_until is not null")
    find("update tasks set leased_until = null")  # whoever held a lease is dead: no need to wait for its end
    worker = site.start("worker")
    try:
        assert eventually(lambda: find("select count(*) from tasks") == [(0,)], 60)
    finally:
        worker.terminate()
        # It may be told to end before it is up, where the one before has left nothing to do.
    assert worker.wait(20) in (0, -signal.SIGTERM)

    stored = Counter(text for (text,) in find("select text from posts"))
    assert not set(published) - set(stored), "answered with success and not stored"
    assert set(stored.values()) == {1}, "stored twice"
    told = find("select post_id, account_id, count(*) from notifications where kind = 'mention' group by 1, 2")
    assert len(told) == 2 * len(stored), "a mention without a notification"
    assert {count for _, _, count in told} == {1}
    mails = len(list(site.mails.rglob("*.eml")))
    logger.info("%d posts, %d mentions, %d mails, %d tasks cut off", len(published), len(told), mails, cut_off[0][0])
    # Mails err on the side of never twice: a kill costs those that a thread was just handing over.
    assert 2 * len(stored) - 4 * KILLS <= mails <= 2 * len(stored)
