"""A real site with two connections to a database that keeps everybody waiting, and people who do not wait that long."""

import http.client
import socket
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import Connection, create_engine, make_url

from tests.gaps import needs
from tests.integration.site_processes import Site, eventually
from tests.own_servers import free_port
from tests.servers import KINDS, new_database

CONNECTIONS = 2
BLOCKS = {"postgresql": "LOCK TABLE posts IN ACCESS EXCLUSIVE MODE", "mysql": "LOCK TABLES posts WRITE"}
AT_WORK = {
    "postgresql": "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND state <> 'idle'"
    " AND application_name = 'microblog'",
    "mysql": "SELECT count(*) FROM information_schema.processlist WHERE db = DATABASE() AND command <> 'Sleep'"
    " AND id <> CONNECTION_ID()",
}


def ask(port: int, path: str) -> tuple[int, str | None]:
    """Status and Retry-After."""
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        answer.read()
        return answer.status, answer.getheader("Retry-After")
    finally:
        connection.close()


def ask_and_go(port: int, path: str) -> None:
    """Ask, and close the connection before there is an answer."""
    with socket.create_connection(("127.0.0.1", port), timeout=10) as connection:
        connection.sendall(f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".encode())
        time.sleep(0.1)


@contextmanager
def connected(kind: str, url: str) -> Iterator[Connection]:
    engine = create_engine(make_url(url).set(drivername=KINDS[kind].driver))
    with engine.connect() as connection:
        yield connection
    engine.dispose()


@pytest.mark.parametrize(("kind", "web"), [("postgresql", "flask"), ("mysql", "quart")])
def test_who_gets_no_connection_is_told_when_to_come_again(kind: str, web: str, tmp_path: Path) -> None:
    port = free_port()
    with new_database(kind, needs(kind)) as url:
        site = Site(tmp_path, url, STORAGE_CONNECTIONS=str(CONNECTIONS), THREADS="8", WEB=web)
        site.command("db", "upgrade")
        with site.running("web", port=port), connected(kind, url) as looking:

            def at_work() -> int:
                looking.rollback()
                return int(looking.exec_driver_sql(AT_WORK[kind]).scalar_one())

            with connected(kind, url) as blocker:
                blocker.exec_driver_sql(BLOCKS[kind])
                for _ in range(CONNECTIONS):
                    ask_and_go(port, "/public")
                assert eventually(lambda: at_work() == CONNECTIONS, 10)
                with ThreadPoolExecutor(4) as people:
                    answers = list(people.map(lambda _: ask(port, "/public"), range(4)))
                assert answers == [(503, "5")] * 4
                assert ask(port, "/robots.txt") == (200, None), "what needs no database goes on"
                blocker.rollback()
            assert eventually(lambda: at_work() == 0, 30), "those who went away left no connection behind"
            with ThreadPoolExecutor(8) as people:
                assert set(people.map(lambda _: ask(port, "/public"), range(24))) == {(200, None)}
