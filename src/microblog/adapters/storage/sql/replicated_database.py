"""A database and a replica of it: which of the two is read."""

import logging
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Any

from attrs import define, field
from sqlalchemy import Connection

from microblog.adapters.storage.sql import dialect, schema
from microblog.adapters.storage.sql.engine import RETRY_AFTER, Database, ReadableDatabase
from microblog.adapters.storage.sql.prepared import Rows, Sendable
from microblog.domain.model.errors import StorageUnavailable
from microblog.ports.replica import Replica
from microblog.ports.schema import SchemaMismatch, StorageMisconfigured

logger = logging.getLogger(__name__)

_REST = 5.0  # seconds in which a replica that was away is not tried again
_CATCH_UP = 5.0  # seconds that a check gives it to come as far as the database is
_LOOK = 0.05  # seconds between two looks
_NEVER = "-"  # a mark that no replica comes to


@define
class _Allowance:
    """What one request was allowed, and where its first read went: the others go to the same place."""

    mark: str
    source: Database | None = None


@define
class ReplicatedDatabase(ReadableDatabase, Replica):
    """Reads from the replica where that is allowed and can be, else from the primary.

    A replica that is away, or has other tables than this code needs, is left alone for some seconds.
    """

    primary: Database
    replica: Database
    _allowance: ContextVar[_Allowance | None] = field(factory=lambda: ContextVar("allowance", default=None), init=False)
    _is_sound: bool = field(default=False, init=False)
    _rests_until: float = field(default=0.0, init=False)

    @property
    def keeps_revisions(self) -> bool:
        return self.primary.keeps_revisions

    @contextmanager
    def read(self) -> Iterator[Connection]:
        with self._chosen() as source, source.read() as connection:
            yield connection

    def rows(self, statement: Sendable, values: Mapping[str, Any]) -> Rows:
        with self._chosen() as source:
            return source.rows(statement, values)

    @contextmanager
    def _chosen(self) -> Iterator[Database]:
        source = self._source()
        try:
            yield source
        except StorageUnavailable as error:
            if source is self.replica:
                self._rest(error.reason)
            raise

    @contextmanager
    def allowed(self, mark: str) -> Iterator[None]:
        token = self._allowance.set(_Allowance(mark))
        try:
            yield
        finally:
            self._allowance.reset(token)

    def mark(self) -> str:
        try:
            with self.primary.read() as connection:
                return dialect.position(connection) or _NEVER
        except StorageUnavailable:
            return _NEVER

    def check(self) -> None:
        schema.check(self.replica)
        mark, end = self.mark(), time.monotonic() + _CATCH_UP
        while mark != _NEVER and not self._has_come_to(mark):
            if time.monotonic() > end:
                raise StorageUnavailable(RETRY_AFTER, f"it does not follow: {_CATCH_UP:.0f} s behind or more")
            time.sleep(_LOOK)

    def _source(self) -> Database:
        allowance = self._allowance.get()
        if allowance is None:
            return self.primary
        if allowance.source is None:
            allowance.source = self.replica if self._may_be_read(allowance.mark) else self.primary
        return allowance.source

    def _may_be_read(self, mark: str) -> bool:
        now = time.monotonic()
        if mark == _NEVER or now < self._rests_until:
            return False
        try:
            if not self._is_sound:
                self._rests_until = now + _REST  # one thread looks, and meanwhile the others do not wait
                schema.check(self.replica)
                self._is_sound, self._rests_until = True, 0.0
            return not mark or self._has_come_to(mark)
        except (StorageUnavailable, SchemaMismatch, StorageMisconfigured) as error:
            self._rest(error.reason if isinstance(error, StorageUnavailable) else str(error))
            return False

    def _has_come_to(self, mark: str) -> bool:
        # In a transaction of its own: those that read begin with what was there before they asked this.
        with self.replica.read() as connection:
            return dialect.has_come_to(connection, mark)

    def _rest(self, reason: str) -> None:
        self._is_sound, self._rests_until = False, time.monotonic() + _REST
        logger.warning("the replica is not read for a while", extra={"reason": reason})
