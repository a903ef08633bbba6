"""A Chromium, and the whole house for it to look at."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from typing import Any

import pytest
from playwright.sync_api import Browser, expect, sync_playwright

from tests.gaps import needs
from tests.integration.browser.neighbourhood import settle
from tests.integration.browser.running_site import RunningSite
from tests.integration.browser.visitor import Visitor

Visit = Callable[..., Visitor]
"""Makes a visitor with a browser of their own. Arguments are those of Playwright's `new_context`."""

_QUIET = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-default-apps",
    "--disable-domain-reliability",
    "--disable-sync",
    "--no-first-run",
    "--font-render-hinting=none",
]


# Package scope and no wider: while Playwright runs, its event loop would be in the way of asyncio in other tests.
@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    path = needs("browser")
    expect.set_options(timeout=15_000)  # milliseconds; other tests keep the machine busy
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=path, args=_QUIET)
        try:
            yield chromium
        finally:
            chromium.close()


@pytest.fixture(scope="package", params=["flask", "quart"])
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A server that the tests of this folder share: they use names of their own, and no limits stop them."""
    needs("browser")
    running = RunningSite(tmp_path_factory.mktemp("site"), request.param, {"MICROBLOG_RATE_LIMITS": "off"})
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(params=["flask", "quart"])
def own_site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A server of one's own, fresh from the first start, with every setting at its default."""
    needs("browser")
    running = RunningSite(tmp_path_factory.mktemp("site"), request.param)
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture(scope="package")
def town(tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningSite]:
    """A server on which people have talked for a month. Tests only look at it."""
    needs("browser")
    running = RunningSite(tmp_path_factory.mktemp("town"), "flask", {"MICROBLOG_RATE_LIMITS": "off"})
    settle(running.directory, running.port)
    running.start()
    try:
        yield running
    finally:
        running.stop()


@pytest.fixture
def visit(browser: Browser) -> Iterator[Visit]:
    with ExitStack() as stack:

        def make(site: RunningSite, **more: Any) -> Visitor:
            # Colours that fade would be measured halfway.
            options: dict[str, Any] = {"locale": "en", "reduced_motion": "reduce"} | more
            context = stack.enter_context(browser.new_context(**options))
            context.set_default_timeout(20_000)
            context.set_default_navigation_timeout(20_000)
            return Visitor(site.url, context)

        yield make
