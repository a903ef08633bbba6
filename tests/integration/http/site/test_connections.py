"""Whatever comes of a request, its connections are back in the pool when it is answered."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from dependency_injector.providers import Object

from microblog.domain.model.errors import Conflict, StorageUnavailable
from microblog.entrypoints.container import Container
from tests.integration.http.client import Client, opened
from tests.integration.http.hostile.house import prepared
from tests.integration.http.site.people import Person


@pytest.fixture
def container(tmp_path: Path) -> Iterator[Container]:
    container = prepared(tmp_path, {"STORAGE_CONNECTIONS": "1"})
    container.storage().schema.upgrade()
    yield container
    container.storage().schema.database.close()
    container.process().release()


def failing_with(error: Exception, container: Container) -> Callable[..., None]:
    """An action that reads and writes, and then fails in the midst of both."""

    def act(**_: object) -> None:
        with container.unit_of_work()() as unit:
            unit.outbox.depth()
            raise error

    return act


@pytest.mark.parametrize(
    ("error", "status"),
    [(ZeroDivisionError(), 500), (Conflict(), 409), (StorageUnavailable(5), 503), (RecursionError(), 500)],
    ids=lambda value: type(value).__name__,
)
def test_when_a_handler_fails(container: Container, framework: str, error: Exception, status: int) -> None:
    container.read_public_timeline.override(Object(failing_with(error, container)))
    with opened(container.application(), framework) as client:
        assert client.get("/public").status == status
        assert container.storage().schema.database.connections_in_use() == 0
        assert client.get("/@nobody").status == 404, "with the only connection that there is"


def test_when_a_page_cannot_be_rendered(container: Container, framework: str) -> None:
    container.read_public_timeline.override(Object(lambda **_: object()))
    with opened(container.application(), framework) as client:
        assert client.get("/public").status == 500
        assert container.storage().schema.database.connections_in_use() == 0


def test_when_somebody_asks_for_what_they_cannot_have(container: Container, framework: str) -> None:
    database = container.storage().schema.database
    with opened(container.application(), framework) as client:
        person = Person(client).sign_up("anna")
        stranger = Person(Client(client.framework, client.host))
        asked: list[tuple[Callable[[], int], int]] = [
            (lambda: stranger.get("/@nobody").status, 404),
            (lambda: stranger.get("/@anna/12345").status, 404),
            (lambda: stranger.get("/settings/profile").status, 303),
            (lambda: stranger.post("/compose", {"text": "hello"}).status, 401),
            (lambda: person.get("/moderation/registrations").status, 403),
            (lambda: person.post("/compose", {"text": "hello"}).status, 403),
            (lambda: person.send("/compose", {"text": "", "visibility": "public"}).status, 422),
            (lambda: person.get("/public?max_id=1e3").status, 400),
            (lambda: person.write("hello") and 303, 303),
        ]
        for ask, status in asked:
            assert (ask(), database.connections_in_use()) == (status, 0)
