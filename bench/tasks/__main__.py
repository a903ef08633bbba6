"""``python -m bench.tasks throughput|kills|outages``: what the task queues hold, and how quick they are.

A whole site with its web process, its workers and a mail server, over each queue in its turn. Prints a table in
Markdown; the exit status is 1 where something was lost or doubled, or took longer than it may. ``--queue`` (again and
again) names the queues, else all that the command can measure; ``--storage postgresql`` puts the site on that.

- ``throughput``: bursts of ``--mentions`` (400), and ``--seconds`` (30) of posts at an even pace; some 3 min each queue
- ``kills``: ``--kills`` (50) of random processes of the worker by `kill -9`; some 5 min each queue
- ``outages``: the broker is ended, hangs and is flushed for ``--seconds`` (120) each; some 11 min each queue
"""

import argparse
import platform
import sys
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path

from tests.broker import Broker
from tests.brokers import CONFIGURATIONS, find_broker, new_broker
from tests.servers import find_server

from bench.tasks import kills, outages, throughput

Measure = Callable[[argparse.Namespace, str, Path], tuple[list[str], bool]]
"""Measures one queue; lines of the table, and whether all is as it has to be."""

MEASURED = ("huey-sqlite", "huey-redis", "huey-postgresql", "celery-rabbitmq", "celery-redis")


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m bench.tasks")
    parser.add_argument("what", choices=_TABLES)
    parser.add_argument("--queue", action="append", choices=CONFIGURATIONS)
    parser.add_argument("--storage", choices=("sqlite", "postgresql", "mysql"), default="sqlite")
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--mentions", type=int, default=400)
    parser.add_argument("--seconds", type=float)
    given = parser.parse_args()
    _print(
        f"{datetime.now(UTC):%Y-%m-%d}, {cpu_count()} cores (a load of {getloadavg()[0]:.1f} before), Python"
        f" {platform.python_version()}, {given.storage}."
    )
    head, queues, measure = _TABLES[given.what]
    _print(head)
    all_good = True
    for queue in given.queue or queues:
        try:
            with _directory() as directory:
                lines, is_good = measure(given, queue, directory)
        except RuntimeError as error:
            lines, is_good = [f"| {queue} | FAILED |"], False
            print(f"{queue}: {error}", file=sys.stderr, flush=True)  # noqa: T201 - what there is to say
        _print("\n".join(lines))
        all_good &= is_good
    return 0 if all_good else 1


_first = list[throughput.Figures]()  # what the others are compared with


def _throughput(given: argparse.Namespace, queue: str, directory: Path) -> tuple[list[str], bool]:
    with _broker(queue, directory) as broker:
        figures = throughput.measure(broker, directory, given.mentions, given.seconds or 30.0, given.storage)
    _first.append(figures)
    return [figures.row(queue, _first[0])], True


def _kills(given: argparse.Namespace, queue: str, directory: Path) -> tuple[list[str], bool]:
    with _broker(queue, directory) as broker:
        line, is_good = kills.run(queue, broker, directory, given.kills, given.storage)
    return [line], is_good


def _outages(given: argparse.Namespace, queue: str, directory: Path) -> tuple[list[str], bool]:
    return outages.run(queue, directory, given.seconds or 120.0, given.storage)


@contextmanager
def _directory() -> Iterator[Path]:
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        yield Path(name)


def _broker(queue: str, directory: Path) -> AbstractContextManager[Broker]:
    needed = CONFIGURATIONS[queue]
    server = find_server(needed) if needed == "postgresql" else find_broker(needed) if needed else None
    if needed and server is None:
        raise RuntimeError(f"no {needed} here that lets us in")
    return new_broker(queue, server, directory)


def _print(line: str) -> None:
    print(line, flush=True)  # noqa: T201 - what it is for


_TABLES: dict[str, tuple[str, Collection[str], Measure]] = {
    "throughput": (throughput.HEAD, MEASURED, _throughput),
    "kills": (kills.HEAD, CONFIGURATIONS, _kills),
    "outages": (outages.HEAD, outages.QUEUES, _outages),
}

if __name__ == "__main__":
    sys.exit(main())
