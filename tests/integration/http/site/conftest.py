from collections.abc import Callable, Iterator

import pytest

from tests.integration.http.client import Client, opened
from tests.integration.http.site.people import Person
from tests.integration.http.site.whole_site import WholeSite, whole_site


@pytest.fixture
def site() -> WholeSite:
    return whole_site()


@pytest.fixture
def client(site: WholeSite, framework: str) -> Iterator[Client]:
    with opened(site.application, framework) as client:
        yield client


@pytest.fixture
def newcomer(client: Client) -> Callable[[], Person]:
    """Somebody with an empty browser of their own."""
    return lambda: Person(Client(client.framework, client.host))


@pytest.fixture
def stranger(newcomer: Callable[[], Person]) -> Person:
    return newcomer()


@pytest.fixture
def ada(newcomer: Callable[[], Person]) -> Person:
    return newcomer().sign_up("ada")


@pytest.fixture
def bruno(newcomer: Callable[[], Person]) -> Person:
    return newcomer().sign_up("bruno")
