"""What pages cost on a large server, and whether they cost the same as on a small one: ``python -m bench.large``.

10,000 people with 500,000 follows, once with 20,000 posts and once with 1,000,000, on every storage or on those named.
All is read through the ports that the site reads with, and written by its use cases; small and large take turns, so
that a machine with other work to do wrongs both alike. Prints tables in Markdown, and fails if a page costs more in the
large city than it may. Takes some ten minutes for each storage and 5 GB of disk; all databases go at the end.
"""

import argparse
import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from os import cpu_count, getloadavg
from pathlib import Path

from attrs import evolve, field, frozen

from bench.large.city import City, Size
from bench.large.databases import STORAGES, fill, new_database
from bench.large.fan_out import time_fan_out
from bench.large.pages import Page, pages
from bench.large.records import Records
from microblog.domain.use_cases.tasks.tidy_up import HOME_TIMELINE_LENGTH
from microblog.entrypoints.container import open_container
from microblog.entrypoints.settings import load_settings

SMALL = 20_000
ROUNDS, CALLS, WARM_UP = 9, 40, 20


@frozen
class Case:
    """One page in both cities: in each round, how long its calls took, in milliseconds."""

    small: Page
    large: Page
    rounds: list[tuple[list[float], list[float]]] = field(factory=list)

    def ratio(self) -> float:
        """How much longer the large one takes: the middle one of the rounds."""
        return statistics.median(statistics.median(large) / statistics.median(small) for small, large in self.rounds)

    def row(self) -> str:
        """A line of the table."""
        small, large = ([taken for one in self.rounds for taken in one[side]] for side in (0, 1))
        figures = " | ".join(f"{figure:.2f}" for times in (small, large) for figure in _percentiles(times))
        return f"| {self.large.name} | {figures} | {self.ratio():.2f} | {self.large.most:.1f} |"


def main() -> None:
    """Measure, and print the tables."""
    arguments = argparse.ArgumentParser(prog="python -m bench.large")
    arguments.add_argument("storages", nargs="*", help=", ".join(STORAGES))
    arguments.add_argument("--posts", type=int, default=Size().posts, help="in the large city")
    chosen = arguments.parse_args()
    small, large = (_city(posts) for posts in (SMALL, chosen.posts))
    print(  # noqa: T201
        f"{datetime.now(UTC):%Y-%m-%d}, {cpu_count()} cores, Python {platform.python_version()};"
        f" {small.city.size.people:,} people, {small.city.size.follows:,} follows,"
        f" {SMALL:,} and {chosen.posts:,} posts; {ROUNDS} rounds of {CALLS} calls."
    )
    slow = [line for name in chosen.storages or STORAGES for line in _measure(name, small, large)]
    if slow:
        sys.exit("\n".join(["These cost more than they may:", *slow]))


def _city(posts: int) -> Records:
    return Records(City(evolve(Size(), posts=posts, likes=posts)))


def _measure(name: str, small: Records, large: Records) -> list[str]:
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory()))
        sides: list[list[Page]] = []
        fan_out: list[str] = []
        for number, records in enumerate((small, large)):
            began = time.monotonic()
            url = stack.enter_context(new_database(name, directory, number))
            environment = {"MICROBLOG_STORAGE": url, "MICROBLOG_DATA_DIR": str(directory / f"data{number}")}
            container = open_container(load_settings(environment))
            fill(url, container.storage(), records, HOME_TIMELINE_LENGTH)
            _say(f"{name}: filled in {time.monotonic() - began:.0f} s")
            fan_out.append(time_fan_out(container, environment, records))
            sides.append(list(pages(container.storage(), container.publish_post(), records)))
        cases = [Case(*pair) for pair in zip(*sides, strict=True)]
        for case in cases:
            _take(case.small, WARM_UP)
            _take(case.large, WARM_UP)
        for _ in range(ROUNDS):
            for case in cases:
                case.rounds.append((_take(case.small, CALLS), _take(case.large, CALLS)))
        _print_table(name, cases, fan_out)
        return [f"{name}: {case.row()}" for case in cases if case.ratio() > case.large.most]


def _take(page: Page, calls: int) -> list[float]:
    taken = []
    for _ in range(calls):
        began = time.perf_counter()
        posts = page.read()
        taken.append((time.perf_counter() - began) * 1000)
        if posts < page.posts:
            raise RuntimeError(f"{page.name} shows {posts} posts")
    return taken


def _percentiles(times: Sequence[float]) -> tuple[float, float]:
    return statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _print_table(name: str, cases: Sequence[Case], fan_out: Sequence[str]) -> None:
    lines = [
        "",
        f"{name}, with a load of {getloadavg()[0]:.1f} on this machine:",
        "",
        "| | small p50 ms | p95 | large p50 ms | p95 | ratio | at most |",
        "|---|---|---|---|---|---|---|",
        *(case.row() for case in cases),
        "",
        *(f"- {side}: {line}" for side, line in zip(("small", "large"), fan_out, strict=True)),
    ]
    print("\n".join(lines), flush=True)  # noqa: T201 - what it is for


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)  # noqa: T201 - progress


if __name__ == "__main__":
    main()
