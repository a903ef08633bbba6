"""What every test may use."""

import gc
import logging
import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

pytest_plugins = ["tests.servers", "tests.mongod", "tests.gaps", "pytester"]

# How long one example takes says how busy the machine is. Where time matters, a test measures its own thread's.
settings.register_profile("microblog", deadline=None)
settings.load_profile("microblog")


def pytest_xdist_auto_num_workers() -> int:
    """How many workers `-n auto` means: one more than there are cores, as the slow tests wait more than they work."""
    return (os.cpu_count() or 1) + 1


def pytest_collection() -> None:
    """See below."""
    gc.disable()


def pytest_collection_finish() -> None:
    """What was imported and collected stays to the end: to look through it for garbage again and again takes a fifth
    of the time that all tests take."""
    gc.freeze()
    gc.enable()


@pytest.fixture(autouse=True)
def logging_as_it_was() -> Iterator[None]:
    """What a test of the command line configures must not decide what later tests see of the log."""
    root = logging.getLogger()
    level, handlers = root.level, list(root.handlers)
    yield
    root.setLevel(level)
    for handler in list(root.handlers):
        if type(handler) is logging.StreamHandler and handler not in handlers:
            root.removeHandler(handler)
