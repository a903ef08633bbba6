"""How far a replica has come, asked with what a browser says."""

from collections.abc import Callable
from pathlib import Path

import pytest

from microblog.adapters.storage.sql import dialect
from microblog.adapters.storage.sql.engine import Database
from tests.integration.storage.storage import Storage
from tests.integration.storage.storages import mysql, postgresql, sqlite

FORGED = [
    "",
    "-",
    "x",
    "0-1",
    "4294967296-1-1",
    "9999999999-1-1",
    "0-4294967296-1",
    "0-1-18446744073709551616",
    "0-1-99999999999999999999",
    "0-1-1,9999999999-1-1",
    "0-1-1,",
    "0-1-1\n",
    "0-1-\N{DEVANAGARI DIGIT ONE}",
    ",".join(f"{number}-1-1" for number in range(21)),
    "100000000/0",
    "0/100000000",
    "G/0",
]
FARTHEST = ["FFFFFFFF/FFFFFFFF", ",".join(["4294967295-4294967295-18446744073709551615"] * 20)]


@pytest.mark.parametrize("make", [sqlite, postgresql, mysql])
def test_what_no_database_has_come_to_was_not_reached(make: Callable[[Path], Storage], tmp_path: Path) -> None:
    storage = make(tmp_path)
    assert isinstance(storage.database, Database)
    for mark in [*FORGED, *FARTHEST]:
        with storage.database.read() as connection:
            assert not dialect.has_come_to(connection, mark), mark
    storage.close()
