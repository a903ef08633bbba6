"""Celery on SQS, for which moto stands: a server of its own that speaks SQS's language."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from microblog.adapters.tasks.celery_queue import CeleryPublisher
from microblog.domain.model.events import PostPublished
from microblog.domain.use_cases.reactions import urgency_of
from tests.broker import Broker
from tests.gaps import needs
from tests.integration.site_processes import listens
from tests.integration.tasks.house import House, eventually
from tests.own_servers import free_port

STARTUP = 60  # seconds that a process may take to come up on a busy machine


@pytest.fixture
def broker() -> Iterator[Broker]:
    needs("sqs")
    port = free_port()
    command = [sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", str(port)]
    with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as server:
        try:
            assert eventually(lambda: listens(port), STARTUP)
            yield Broker("celery", f"sqs://key:secret@127.0.0.1:{port}/", "blog")
        finally:
            server.kill()


def test_mentions_are_told_and_mailed_over_sqs(
    tmp_path: Path, broker: Broker, start_worker: Callable[[House], "subprocess.Popen[bytes]"]
) -> None:
    house = House(tmp_path, broker)
    house.migrate()
    anna, ben = house.account("anna"), house.account("ben")
    posts = [house.post(anna, ben).id for _ in range(5)]
    for post_id in posts:
        house.happens(PostPublished(post_id))
    publisher = CeleryPublisher(broker.url, broker.prefix, urgency_of)
    assert eventually(lambda: publisher.length() == 2 * len(posts), STARTUP)
    start_worker(house)
    assert eventually(lambda: house.depth() == (0, 0), STARTUP)
    assert eventually(lambda: publisher.length() == 0, STARTUP)
    assert house.rows("select post_id from notifications order by post_id") == [(post_id,) for post_id in posts]
    assert len(house.mails()) == len(set(house.mails())) == len(posts)
    house.close()
