"""Each test here gets an empty storage of each kind."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import DATABASES, STORAGES


@pytest.fixture(params=STORAGES)
def storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """An empty storage."""
    made = STORAGES[request.param](tmp_path)
    yield made
    made.close()


@pytest.fixture(params=DATABASES)
def database_storage(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Storage]:
    """An empty storage that other processes can open too."""
    made = DATABASES[request.param](tmp_path)
    yield made
    made.close()
