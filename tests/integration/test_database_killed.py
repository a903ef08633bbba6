"""The database server, killed while people post: nothing that was acknowledged is lost, and the site mends itself.

Site and worker are processes of their own that nobody touches; the server, with all of its processes, is ended by
`kill -9` at a random moment and started again some seconds later.
"""

import logging
import random
import time
from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

import pytest

from microblog.entrypoints.container import open_container
from tests.gaps import needs
from tests.integration.aftermath import free_leased, tasks_left, texts_of, told_to
from tests.integration.load import Load
from tests.integration.site_processes import Person, Site, eventually
from tests.mongod import own_mongod
from tests.own_servers import OwnServer, free_port, own_mariadb, own_postgresql

logger = logging.getLogger(__name__)

ROUNDS = 2
WRITERS = 4
AWAY = 3.0  # seconds
HEALTHY = 30.0  # seconds after the server is back
LONGEST = 15.0  # seconds that an answer may take, whatever it is


class Killable(Protocol):
    """A server of this test's own."""

    def url(self, database: str) -> str: ...
    def kill(self) -> None: ...
    def start(self) -> None: ...


SERVERS: dict[str, Callable[[], AbstractContextManager[Killable]]] = {
    "postgresql": own_postgresql,
    "mariadb": own_mariadb,
    "mongod": own_mongod,
}


@pytest.mark.parametrize("kind", SERVERS)
def test_killed_under_load_it_loses_nothing_and_the_site_mends_itself(kind: str, tmp_path: Path) -> None:
    needs(f"own-{kind}")
    with SERVERS[kind]() as server:
        if isinstance(server, OwnServer):
            server.create_database("blog")
        site, port, load = Site(tmp_path, server.url("blog")), free_port(), Load()
        site.command("db", "upgrade")
        passwords = {
            name: site.command("account", "create", name, f"{name}@example.org").split()[-1] for name in ("anna", "ben")
        }
        with site.running("web", port=port) as web, site.running("worker") as worker:
            people = [Person(port, "anna", passwords["anna"]) for _ in range(WRITERS + 1)]
            container = open_container(site.settings)
            assert people[0].publish("@ben are you there?", "the first") == 303
            assert eventually(lambda: tasks_left(container) == (0, 0), HEALTHY), "the worker does not work"
            with load.running(people[1:], reader=people[0]):
                mended = [kill_and_start(server, load) for _ in range(ROUNDS)]
            free_leased(container)
            all_done = eventually(lambda: tasks_left(container) == (0, 0), HEALTHY)
            assert (web.poll(), worker.poll()) == (None, None), "nobody had to be started again"
        answers, slowest = load.since(0), load.slowest
        stored, told = texts_of(container, "anna"), told_to(container, "ben")
        container.process().release()
    logger.info("%s: %s, slowest %.1f s, healthy after %s s", kind, dict(answers), slowest, mended)

    assert not set(load.acknowledged) - set(stored), "acknowledged and lost"
    assert set(stored.values()) == {1}, "stored twice"
    assert set(answers) == {200, 303, 503}
    assert slowest < LONGEST
    assert max(mended) < HEALTHY
    assert all_done, "the worker has not caught up"
    assert told == stored, "a mention that nobody was told, or twice"
    assert len(load.acknowledged) > 20 * ROUNDS


def kill_and_start(server: Killable, load: Load) -> float:
    """How many seconds after the server is back everybody's posts are taken again."""
    begun = time.monotonic()
    assert eventually(lambda: load.since(begun)[303] > 2 * WRITERS, HEALTHY)
    time.sleep(random.uniform(0.0, 1.5))
    server.kill()
    killed = time.monotonic()
    time.sleep(AWAY)
    assert eventually(lambda: load.since(killed)[503] > 0, LONGEST), "nobody noticed"
    server.start()
    back = time.monotonic()
    # Each writer sends the next one only after the one before was taken.
    eventually(lambda: load.since(back)[303] > 2 * WRITERS and load.since(back)[200] > 0, HEALTHY)
    return round(time.monotonic() - back, 1)
