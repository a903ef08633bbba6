from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.integration.http.client import opened
from tests.integration.http.hostile.house import House, prepared
from tests.integration.http.oauth.remote_app import RemoteApp
from tests.integration.http.site.people import Person


@contextmanager
def house_in_memory(directory: Path, framework: str) -> Iterator[House]:
    container = prepared(directory, {"STORAGE": "memory:"})
    try:
        with opened(container.application(), framework) as client:
            yield House(container, client, [])
    finally:
        container.process().release()


@pytest.fixture
def house(tmp_path: Path, framework: str) -> Iterator[House]:
    with house_in_memory(tmp_path, framework) as house:
        yield house


@pytest.fixture
def ada(house: House) -> Person:
    return house.person("ada")


@pytest.fixture
def app(house: House) -> RemoteApp:
    return RemoteApp.registered(house)
