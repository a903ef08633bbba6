"""What is particular to Celery."""

import re
import subprocess
from pathlib import Path

import pytest

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
