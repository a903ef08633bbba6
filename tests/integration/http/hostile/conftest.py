from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.integration.http.hostile.house import DATABASE, House, open_house, prepared


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An empty database with all its tables, to be copied."""
    directory = tmp_path_factory.mktemp("template")
    container = prepared(directory)
    container.storage().schema.upgrade()
    container.storage().schema.database.close()
    container.process().release()
    return directory / DATABASE


@pytest.fixture
def house(tmp_path: Path, framework: str, template: Path) -> Iterator[House]:
    with open_house(tmp_path, framework, template) as house:
        yield house
