"""One SQLite file under two web processes and a worker, with eight people who write as fast as they are answered.

`MICROBLOG_TEST_SQLITE_SECONDS=60` makes it as long as the promise says; what the suite has time for is less.
"""

import logging
import os
from collections import Counter
from pathlib import Path

from tests.integration.load import Load
from tests.integration.site_processes import Person, Site
from tests.own_servers import free_port

logger = logging.getLogger(__name__)

SECONDS = float(os.environ.get("MICROBLOG_TEST_SQLITE_SECONDS", "6"))
WRITERS = 8
LONGEST = 10.0  # seconds: as long as a writer waits for the others at most


def test_nobody_is_told_that_the_database_is_locked(tmp_path: Path) -> None:
    site = Site(tmp_path, f"sqlite:///{tmp_path / 'microblog.db'}")
    site.command("db", "upgrade")
    password = site.command("account", "create", "anna", "anna@example.org").split()[-1]
    ports, load = [free_port(), free_port()], Load(pause=0.0)
    with site.running("web", port=ports[0]), site.running("web", port=ports[1]), site.running("worker"):
        writers = [Person(ports[number % 2], "anna", password) for number in range(WRITERS)]
        with load.running(writers, reader=Person(ports[0], "anna", password)):
            load.over.wait(SECONDS)
    answers = load.since(0)
    logger.info("%.0f s: %s, slowest %.2f s", SECONDS, dict(answers), load.slowest)
    assert set(answers) == {200, 303}
    assert load.slowest < LONGEST
    assert "locked" not in site.logged
    by_writer = Counter(text.rpartition(" ")[2] for text in load.acknowledged)
    assert len(by_writer) == WRITERS
    assert min(by_writer.values()) * 10 > max(by_writer.values()), "everybody has their turn"
