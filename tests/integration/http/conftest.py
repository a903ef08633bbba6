from collections.abc import Iterator

import pytest

from tests.integration.http.client import Client, opened
from tests.integration.http.small_site import small_site


@pytest.fixture(params=["flask", "quart"])
def framework(request: pytest.FixtureRequest) -> str:
    return str(request.param)


@pytest.fixture
def client(framework: str) -> Iterator[Client]:
    """A browser of the small site; a suite for the whole site overrides this with ``opened(its_application, …)``."""
    with opened(small_site(), framework) as client:
        yield client
