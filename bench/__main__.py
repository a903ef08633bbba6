"""What the pages cost, in one run of some two minutes: ``python -m bench``; with ``postgresql`` behind it on that too.

On Flask and on Quart: the framework alone ("hello", on the same server), the same behind all gates of ours, three pages
of 20 posts, the API's home timeline, and writing a post, with the task worker at work beside it. Every figure is asked
for in three short rounds that take turns, and the middle one counts, so that a machine with other work to do wrongs all
alike. On such a machine
the processor time that the web process takes for a request says more than how many it answers in a second: the others'
work is not in it. Prints a table in Markdown. Needs Linux for the figures of memory and processor time.
"""

import platform
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from datetime import UTC, datetime
from functools import partial
from os import cpu_count
from pathlib import Path
from threading import Thread

from attrs import field, frozen

from bench.data_set import LIKES, PEOPLE, POSTS, Reader, write_data_set
from bench.lag import lags
from bench.large.databases import new_database
from bench.load import CONNECTIONS, LOADER, Load, load
from bench.processes import end, family, free_port, processor_seconds, resident, start
from bench.site import Site, api_list, api_post, page, post, shown_posts

ROUNDS, SECONDS, WARM_UP = 3, 2, 1
PROFILE = "/@person0"
BASE_URL = "http://127.0.0.1:8000"
ELSEWHERE = "PostgreSQL"
HELLO, WRITE = "hello, the framework alone", "write a post"


@frozen
class Round:
    """How it went once."""

    load: Load
    processor: float
    """Processor time of the web process for each request, in seconds."""


@frozen
class Case:
    """One thing to measure, and how it went in each round."""

    name: str
    web: str
    port: int
    requests: Sequence[bytes]
    process: Callable[[], int]
    """Which process answers."""
    after: Callable[[], int] = lambda: 0
    rounds: list[Round] = field(factory=list)

    def run(self, seconds: float) -> Round:
        """Load it once. Raises ``RuntimeError`` if anything was not answered well."""
        process = self.process()
        before = processor_seconds(process)
        outcome = load(self.port, self.requests, seconds)
        took = processor_seconds(process) - before
        left = self.after()
        if outcome.failed or left:
            raise RuntimeError(f"{self.name} on {self.web}: {outcome.failed} requests failed, {left} tasks left undone")
        return Round(outcome, took / (outcome.per_second * seconds))

    def row(self, hello: "Case") -> str:
        """A line of the table."""
        pairs = list(zip(self.rounds, hello.rounds, strict=True))
        ratio = statistics.median(mine.load.per_second / its.load.per_second for mine, its in pairs)
        processor_ratio = statistics.median(its.processor / mine.processor for mine, its in pairs)
        processor = statistics.median(one.processor for one in self.rounds)
        middle = sorted((one.load for one in self.rounds), key=lambda load: load.per_second)[len(self.rounds) // 2]
        return (
            f"| {self.name} | {self.web} | {middle.per_second:,.0f} | {ratio:.2f} | {middle.p50:.1f} |"
            f" {middle.p95:.1f} | {processor * 1e6:,.0f} | {processor_ratio:.2f} | {resident(self.process()):.0f} |"
        )


def main() -> None:
    """Measure, and print the table."""
    began = time.monotonic()
    with ExitStack() as stack:
        directory = Path(stack.enter_context(tempfile.TemporaryDirectory(ignore_cleanup_errors=True)))
        data = directory / "data"
        data.mkdir()
        readers = write_data_set(f"sqlite:///{data}/microblog.db", BASE_URL)
        _say(f"wrote {POSTS:,} posts in {time.monotonic() - began:.0f} s")
        cases, sites = _cases(stack, directory, data, readers)
        if "postgresql" in sys.argv[1:]:
            url = stack.enter_context(new_database("postgresql", directory, 0))
            cases += _api_cases_on(stack, directory, url)
        for case in cases:
            case.run(WARM_UP)
        for number in range(ROUNDS):
            for case in cases:
                case.rounds.append(case.run(SECONDS))
            _say(f"round {number + 1} of {ROUNDS} after {time.monotonic() - began:.0f} s")
        _print_table(cases, sites)
        _print_lags(sites, readers)


def _cases(
    stack: ExitStack, directory: Path, data: Path, readers: Sequence[Reader]
) -> tuple[list[Case], dict[str, Site]]:
    cases: list[Case] = []
    sites: dict[str, Site] = {}
    for web in ("flask", "quart"):
        for name, module in ((HELLO, "bench.bare"), ("hello behind all gates", "bench.hello")):
            port = free_port()
            server = start(("-m", module, web, "{port}"), port)
            stack.callback(end, server)
            cases.append(Case(name, web, port, page(port, "/"), partial(_worker_of, server.pid)))
        site = sites[web] = Site.open(web, data, directory / web)
        stack.callback(site.close)
        pages = {
            "public timeline, nobody signed in": page(site.port, "/public"),
            "home timeline": page(site.port, "/", readers),
            "profile": page(site.port, PROFILE, readers),
            "home timeline, API": api_list(site.port, "/api/v1/timelines/home", readers),
        }
        for name, requests in pages.items():
            if shown_posts(site.port, requests[0]) != 20:
                raise RuntimeError(f"the page {name} does not show 20 posts")
            cases.append(Case(name, web, site.port, requests, site.web_process))
        for name, requests in ((WRITE, post(site.port, readers)), (f"{WRITE}, API", api_post(site.port, readers))):
            cases.append(Case(name, web, site.port, requests, site.web_process, site.wait_for_worker))
    return cases, sites


def _api_cases_on(stack: ExitStack, directory: Path, url: str) -> list[Case]:
    readers, cases = write_data_set(url, BASE_URL), list[Case]()
    for web in ("flask", "quart"):
        site = Site.open(web, directory, directory / f"{web}-elsewhere", url)
        stack.callback(site.close)
        home = api_list(site.port, "/api/v1/timelines/home", readers)
        cases.append(Case(f"home timeline, API, {ELSEWHERE}", web, site.port, home, site.web_process))
        writing = api_post(site.port, readers)
        name = f"{WRITE}, API, {ELSEWHERE}"
        cases.append(Case(name, web, site.port, writing, site.web_process, site.wait_for_worker))
    return cases


def _print_lags(sites: dict[str, Site], readers: Sequence[Reader]) -> None:
    for web, site in sites.items():
        quiet = lags(site.port, readers[0], readers[1], 40)
        others = Thread(target=load, args=(site.port, api_post(site.port, readers[2:]), 2 * SECONDS))
        others.start()
        busy = lags(site.port, readers[0], readers[1], 40, SECONDS)
        others.join()
        for when, took in (("nobody else writes", quiet), (f"{CONNECTIONS} others write without end", busy)):
            p50, p95 = (took[len(took) * part // 100] for part in (50, 95))
            print(f"{web}: {len(took)} posts came to a follower after {p50:.0f} ms, p95 {p95:.0f} ms, while {when}.")  # noqa: T201


def _worker_of(pid: int) -> int:
    return max(family(pid)[1:], key=resident)


def _print_table(cases: Sequence[Case], sites: dict[str, Site]) -> None:
    lines = [
        f"{datetime.now(UTC):%Y-%m-%d}, {cpu_count()} cores, Python {platform.python_version()}, SQLite; {CONNECTIONS}"
        f" connections from {LOADER}, on the same cores; the middle one of {ROUNDS} rounds of {SECONDS} s."
        f" {PEOPLE} people, {POSTS:,} posts, {LIKES:,} likes; pages show 20 posts. Processor time and memory"
        " are those of the web process; the ratio of processor times is hello's to the page's.",
        "",
        "| | framework | requests/s | ratio to hello | p50 ms | p95 ms | processor µs | ratio to hello | MiB |",
        "|---|---|---|---|---|---|---|---|---|",
    ]
    for web in sites:
        mine = [case for case in cases if case.web == web]
        lines += [case.row(mine[0]) for case in mine]
    worker = max(resident(site.worker_process()) for site in sites.values())
    lines += ["", f"The task worker holds {worker:.0f} MiB."]
    print("\n".join(lines))  # noqa: T201 - what it is for


def _say(what: str) -> None:
    print(what, file=sys.stderr, flush=True)  # noqa: T201 - progress


if __name__ == "__main__":
    main()
