"""Connections, and what is done over them."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import TYPE_CHECKING

from attrs import define, field, frozen

from microblog.adapters.storage.mongo import transaction
from microblog.adapters.storage.mongo.commands import Commands
from microblog.adapters.storage.mongo.transaction import Transaction
from microblog.ports.missing_package import missing_package
from microblog.ports.schema import StorageMisconfigured

if TYPE_CHECKING:
    from pymongo.database import Database as DriverDatabase

    from microblog.adapters.storage.mongo.documents import Document
    from microblog.adapters.storage.mongo.driver import Client, Listener


@frozen
class _Opened:
    """What belongs to one process: sockets, locks and threads do not survive a fork."""

    process: int
    client: "Client"


@define
class Database:
    """One database, connected to when it is first needed, in every process anew.

    Never more than `pool_size` connections are open; a thread that gets none within `pool_timeout` seconds is told
    StorageUnavailable. The first use raises StorageMisconfigured where the URL, the driver or the server is at fault.
    """

    url: str
    pool_size: int = 16
    pool_timeout: float = 10.0
    listeners: "tuple[Listener, ...]" = field(default=(), repr=False)  # told of commands and connections
    _opened: _Opened | None = field(default=None, init=False, repr=False)
    _opening: Lock = field(factory=Lock, init=False, repr=False)
    _is_replicated: bool = field(default=False, init=False)

    @property
    def client(self) -> "Client":
        """The driver's client in this process."""
        opened = self._opened
        if opened is None or opened.process != os.getpid():
            with self._opening:
                opened = self._opened
                if opened is None or opened.process != os.getpid():
                    opened = self._opened = self._open()
        return opened.client

    @contextmanager
    def read(self) -> Iterator[Commands]:
        """Commands that all see one state. Raises StorageUnavailable."""
        with self._session(snapshot=True) as commands:
            yield commands

    @contextmanager
    def write(self, *, seconds: float | None = None) -> Iterator[Transaction]:
        """A transaction; it is undone unless `commit()` is called on it. Raises StorageUnavailable.

        `seconds` is for how long each command is tried again, BUSY_SECONDS if it is not said.
        """
        with self._session(snapshot=False) as commands:
            yield Transaction(commands, transaction.BUSY_SECONDS if seconds is None else seconds)

    @contextmanager
    def administer(self) -> Iterator["DriverDatabase[Document]"]:
        """The driver's own database, for what no transaction can do. Raises StorageUnavailable."""
        with self._session(snapshot=False) as commands:
            yield commands.database

    def close(self) -> None:
        """Close all connections of this process; what comes later opens new ones."""
        opened, self._opened = self._opened, None
        if opened is not None and opened.process == os.getpid():
            opened.client.close()

    @contextmanager
    def _session(self, *, snapshot: bool) -> Iterator[Commands]:
        client = self.client
        from microblog.adapters.storage.mongo.driver import mapped_errors, open_session, refuse_soon, refuse_standalone

        with mapped_errors():
            refuse_soon(client)
            if not self._is_replicated:
                refuse_standalone(client)
                self._is_replicated = True
            with open_session(client, snapshot=snapshot) as session:
                yield Commands(client.get_default_database(), session)

    def _open(self) -> _Opened:
        try:
            from microblog.adapters.storage.mongo.driver import open_client
        except ModuleNotFoundError as error:
            said = missing_package("MICROBLOG_STORAGE", f"the driver {error.name}", "pymongo")
            raise StorageMisconfigured(said) from error
        return _Opened(os.getpid(), open_client(self.url, self.pool_size, self.pool_timeout, self.listeners))
