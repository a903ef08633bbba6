import os
import signal
import subprocess
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from tests.broker import Broker
from tests.brokers import CONFIGURATIONS, new_broker
from tests.gaps import needs
from tests.integration.tasks.house import House, eventually, runs
from tests.own_servers import family


@pytest.fixture(params=CONFIGURATIONS)
def broker(tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Broker]:
    """Each configuration in its turn, with queues of its own."""
    needed = CONFIGURATIONS[request.param]
    with new_broker(request.param, needs(needed) if needed else None, tmp_path) as broker:
        yield broker


@pytest.fixture
def house(tmp_path: Path, broker: Broker) -> Iterator[House]:
    """A server without a worker, over each task queue."""
    house = House(tmp_path, broker)
    house.migrate()
    yield house
    house.close()


@pytest.fixture
def start_worker(broker: Broker) -> Iterator[Callable[[House], "subprocess.Popen[bytes]"]]:
    """Starts worker processes that end with the test, before its broker does."""
    del broker
    started: list[subprocess.Popen[bytes]] = []

    def start(house: House) -> "subprocess.Popen[bytes]":
        started.append(house.start_worker())
        return started[-1]

    yield start
    processes = [pid for process in started for pid in family(process.pid)]
    for pid in processes:
        with suppress(ProcessLookupError):
            os.kill(pid, signal.SIGKILL)
    for process in started:
        process.wait()
    assert eventually(lambda: not any(runs(pid) for pid in processes), 10)
