"""Pages over a real replica that lags, goes away and comes back: who sees what, through two web processes' worth."""

import secrets
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path

import pytest
from attrs import define, frozen
from click.testing import CliRunner

from microblog.adapters.storage.sql import replicated_database
from microblog.domain.model.errors import StorageUnavailable
from microblog.entrypoints.cli import main
from microblog.entrypoints.container import Container
from microblog.ports.schema import SchemaMismatch
from tests.gaps import needs
from tests.integration.http.client import Client, opened
from tests.integration.http.hostile.house import prepared
from tests.integration.http.site.people import PASSWORD, Person
from tests.own_servers import OwnServer, own_mariadb, own_postgresql

_PATIENCE = 20.0  # seconds


@frozen
class Pair:
    """A database server and one that follows it."""

    primary: OwnServer
    replica: OwnServer
    pause: str
    is_paused: str
    resume: str

    @contextmanager
    def standing_still(self) -> Iterator[None]:
        """Within, the replica takes in nothing that is new."""
        self.replica.run(self.pause)
        eventually(lambda: self.replica.run(self.is_paused))
        try:
            yield
        finally:
            self.replica.run(self.resume)


@contextmanager
def postgresql_pair() -> Iterator[Pair]:
    needs("own-postgresql")
    with own_postgresql() as primary, own_postgresql(primary) as replica:
        is_paused = "SELECT 1 WHERE pg_get_wal_replay_pause_state() = 'paused'"
        yield Pair(primary, replica, "SELECT pg_wal_replay_pause()", is_paused, "SELECT pg_wal_replay_resume()")


@contextmanager
def mariadb_pair() -> Iterator[Pair]:
    needs("own-mariadb")
    with own_mariadb(1) as primary, own_mariadb(2) as replica:
        source = f"MASTER_HOST = '127.0.0.1', MASTER_PORT = {primary.port}, MASTER_USER = 'root'"
        replica.run(f"CHANGE MASTER TO {source}, MASTER_USE_GTID = slave_pos", "START SLAVE")
        yield Pair(primary, replica, "STOP SLAVE SQL_THREAD", "SELECT 1", "START SLAVE SQL_THREAD")


PAIRS = {"postgresql": postgresql_pair, "mariadb": mariadb_pair}


@define
class Site:
    """One database, its replica, and two web processes on both."""

    pair: Pair
    containers: list[Container]
    clients: list[Client]

    def newcomer(self) -> list[Person]:
        """Somebody with one browser, before each of the two processes."""
        cookies = dict[str, str]()
        return [Person(Client(client.framework, client.host, cookies)) for client in self.clients]

    def member(self, username: str) -> list[Person]:
        """Somebody who is signed in."""
        email = f"{username}@example.org"
        self.containers[0].create_account()(username=username, email=email, password=PASSWORD)
        person = [Person(one.client, username) for one in self.newcomer()]
        assert person[0].send("/login", {"login": username, "password": PASSWORD}).status == 303
        return person

    def follows(self) -> bool:
        """Whether the replica is there and has everything."""
        replica = self.containers[0].storage().replica
        try:
            replica.check()
        except (StorageUnavailable, SchemaMismatch):
            return False
        return True


def eventually(holds: Callable[[], object]) -> None:
    end = time.monotonic() + _PATIENCE
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.05)


@pytest.fixture(scope="module", params=PAIRS)
def pair(request: pytest.FixtureRequest) -> Iterator[Pair]:
    with PAIRS[request.param]() as pair:
        yield pair


@pytest.fixture
def settings(pair: Pair) -> dict[str, str]:
    """Of a new database, which goes with its server."""
    name = f"blog_{secrets.token_hex(8)}"
    pair.primary.create_database(name)
    return {"STORAGE": pair.primary.url(name), "STORAGE_REPLICA": pair.replica.url(name)}


@pytest.fixture
def site(
    pair: Pair, settings: dict[str, str], framework: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Site]:
    monkeypatch.setattr(replicated_database, "_REST", 0.2)
    with ExitStack() as stack:
        containers = [prepared(tmp_path, settings) for _ in range(2)]
        containers[0].storage().schema.upgrade()
        clients = [stack.enter_context(opened(container.application(), framework)) for container in containers]
        site = Site(pair, containers, clients)
        eventually(site.follows)
        yield site
        for container in containers:
            container.storage().replica.primary.close()
            container.storage().replica.replica.close()
            container.process().release()


def test_who_wrote_sees_it_at_once_and_others_when_the_replica_has_it(site: Site) -> None:
    anna, ben, stranger = site.member("anna"), site.member("ben"), site.newcomer()
    eventually(site.follows)
    with site.pair.standing_still():
        anna[0].write("from Anna")
        for process in (0, 1):
            assert "from Anna" in anna[process].page("/")
            assert "from Anna" in anna[process].page("/public")
            assert "from Anna" not in ben[process].page("/public")
            assert "from Anna" not in stranger[process].page("/public")
    eventually(lambda: "from Anna" in stranger[1].page("/public"))
    assert "from Anna" in ben[1].page("/public")
    with site.pair.standing_still():
        ben[0].write("from Ben")
        assert "from Ben" in ben[1].page("/public")
        assert "from Ben" not in anna[1].page("/public"), "what Anna wrote is there: she reads from the replica again"


def test_a_link_to_what_the_replica_does_not_have_yet_works(site: Site) -> None:
    anna, ben = site.member("anna"), site.member("ben")
    eventually(site.follows)
    with site.pair.standing_still():
        path = f"/@anna/{anna[0].write('look at this')}"
        assert "look at this" in site.newcomer()[1].page(path)
        assert ben[1].press(f"{path}/like", at=path).status == 303
        assert f"{path}/unlike" in ben[0].page(path)


def test_a_session_that_was_ended_has_ended(site: Site) -> None:
    anna = site.member("anna")
    eventually(site.follows)
    with site.pair.standing_still():
        stolen = dict(anna[0].client.cookies)
        assert anna[0].press("/logout", at="/").status == 303
        thief = Person(Client(site.clients[1].framework, cookies=stolen))
        assert thief.get("/settings/profile").status in (303, 401)


def test_the_pages_go_on_while_the_replica_is_away(site: Site) -> None:
    anna, stranger = site.member("anna"), site.newcomer()
    eventually(site.follows)
    assert [person.get("/public").status for person in (*anna, *stranger)] == [200] * 4
    site.pair.replica.kill()
    try:
        anna[0].write("without a replica")
        for process in (0, 1):
            assert "without a replica" in anna[process].page("/")
            assert "without a replica" in stranger[process].page("/public")
    finally:
        site.pair.replica.start()
    eventually(site.follows)
    with site.pair.standing_still():
        anna[0].write("with a replica again")
        eventually(lambda: "with a replica again" not in stranger[0].page("/public"))


def test_the_doctor_looks_at_the_replica(site: Site, settings: dict[str, str], tmp_path: Path) -> None:
    environment = {f"MICROBLOG_{name}": text for name, text in settings.items()}
    environment |= {"MICROBLOG_DATA_DIR": str(tmp_path), "MICROBLOG_LOG_LEVEL": "error"}
    site.containers[0].create_account()(username="anna", email="a@example.org", password=PASSWORD)
    assert (
        "ok   replica: reachable and not far behind\n" in CliRunner().invoke(main, ["doctor"], env=environment).stdout
    )
    site.pair.replica.kill()
    try:
        result = CliRunner().invoke(main, ["doctor"], env=environment)
    finally:
        site.pair.replica.start()
    assert result.exit_code == 1
    assert "BAD  replica: cannot be used (" in result.stdout
    assert "ok   database: " in result.stdout
