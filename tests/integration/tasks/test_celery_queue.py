"""What is particular to Celery."""

import json
import re
import secrets
import subprocess
from base64 import b64decode
from datetime import UTC, datetime
from pathlib import Path

import pytest
from redis import Redis

from microblog.adapters.tasks.celery_queue import CeleryPublisher
from microblog.domain.model.events import PostPublished
from microblog.domain.model.task import Task, Urgency
from tests.brokers import remove_queues
from tests.gaps import needs
from tests.integration.entrypoints.commands import started
from tests.own_servers import free_port


@pytest.mark.parametrize("is_refused", [True, False], ids=["refused", "away"])
def test_a_broker_that_cannot_be_used_is_one_line(is_refused: bool, tmp_path: Path) -> None:
    """One that refuses ends the process, another one is tried until it answers."""
    place = needs("rabbitmq").rpartition("@")[2] if is_refused else f"127.0.0.1:{free_port()}//"
    environment = {
        "MICROBLOG_DATA_DIR": str(tmp_path),
        "MICROBLOG_TASKS": "celery",
        "MICROBLOG_BROKER": f"amqp://nobody:secret@{place}",
    }
    pipes = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE}
    with started("worker", "--queue", "urgent", environment=environment, **pipes) as worker:
        assert worker.stderr is not None
        said = worker.stderr.readline()
        if not is_refused:
            worker.terminate()
        rest = worker.communicate(timeout=60)
    line = (
        r"time=\S+ level=warning logger=\S+ event=\"the broker cannot be used, tasks wait for the sweeper\" error=.+\n"
    )
    assert re.fullmatch(line, said)
    assert rest == ("", "")
    assert worker.returncode == int(is_refused)


def test_a_message_carries_the_id_of_the_task_and_nothing_else() -> None:
    server, prefix = needs("redis"), f"test{secrets.token_hex(6)}"
    now = datetime(2026, 5, 4, tzinfo=UTC)
    publisher = CeleryPublisher(server, prefix, lambda _: Urgency.URGENT)
    try:
        publisher.publish(Task(2**62, PostPublished(5), "fan_out_post", 3, now, now, last_error="kept to ourselves"))
        with Redis.from_url(server) as client:
            (message,) = client.lrange(f"{prefix}.{prefix}-urgent", 0, -1)
    finally:
        publisher.close()
        remove_queues(server, prefix)
    told = json.loads(message)
    arguments, named, _ = json.loads(b64decode(told["body"]))
    assert (arguments, named) == ([2**62], {})
    assert told["headers"]["argsrepr"] == f"[{2**62}]"
    assert "ourselves" not in repr(told)
    assert "fan_out" not in repr(told)
